/// Which lines of Markdown are code, seen one after the other.
struct MarkdownFences {
    /// The fence that is open.
    private var fence: (sign: Character, length: Int)?

    /// Whether a line, without its end, is part of a fenced block of code or one of its fences.
    mutating func isCode(_ line: Substring) -> Bool {
        let indentation = line.prefix { $0 == " " }
        let text = line.dropFirst(indentation.count)
        guard indentation.count < 4, let sign = text.first, sign == "`" || sign == "~" else { return fence != nil }
        let length = text.prefix { $0 == sign }.count
        let rest = text.dropFirst(length)
        if let open = fence {
            if sign == open.sign, length >= open.length, rest.allSatisfy(\.isWhitespace) { fence = nil }
            return true
        }
        guard length >= 3, sign == "~" || !rest.contains("`") else { return false }
        fence = (sign, length)
        return true
    }

    /// The parts of a line that are not within backticks.
    static func prose(in line: Substring) -> [Range<Substring.Index>] {
        var parts: [Range<Substring.Index>] = []
        var (start, next) = (line.startIndex, line.startIndex)
        while let tick = line[next...].firstIndex(of: "`") {
            let opening = line[tick...].prefix { $0 == "`" }
            var search = opening.endIndex
            var closing: Substring?
            while closing == nil, let tick = line[search...].firstIndex(of: "`") {
                let run = line[tick...].prefix { $0 == "`" }
                if run.count == opening.count { closing = run }
                search = run.endIndex
            }
            if let closing {
                parts.append(start..<opening.startIndex)
                start = closing.endIndex
                next = start
            } else {
                next = opening.endIndex
            }
        }
        return parts + [start..<line.endIndex]
    }
}
