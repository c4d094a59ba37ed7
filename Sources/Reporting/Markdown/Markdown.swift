/// The little Markdown a report is made of.
package enum Markdown {
    /// Blocks with an empty line between them; those that are absent leave no trace.
    package static func blocks(_ blocks: [String?]) -> String {
        blocks.compactMap { $0 }.joined(separator: "\n\n")
    }

    /// Text in which no character means anything to Markdown, HTML or GitHub's formulas, on one line.
    package static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "$", "!":
                output += "\\"
                output.unicodeScalars.append(scalar)
            case _ where isLineBreakOrControl(scalar): output += " "
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    /// The same, where a line may begin with it: no list, rule or heading comes of it.
    package static func escapedAtStart(_ text: String) -> String {
        guard let match = text.prefixMatch(of: /[-+=]|[0-9]+(?=[.)](?:\s|$))/) else { return escaped(text) }
        let number = text[match.range].first?.isNumber == true ? match.output : ""
        return number + "\\" + escaped(String(text.dropFirst(number.count)))
    }

    /// A code span that holds `text` whatever backticks are in it, on one line.
    package static func code(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            line.unicodeScalars.append(isLineBreakOrControl(scalar) ? " " : scalar)
        }
        let ticks = String(repeating: "`", count: longestRun(of: "`", in: line) + 1)
        let padding = line.hasPrefix("`") || line.hasSuffix("`") || line.isEmpty ? " " : ""
        return ticks + padding + line + padding + ticks
    }

    /// A fenced block that no line of `text` can close.
    package static func fenced(_ text: String, language: String) -> String {
        let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
        let body = text.hasSuffix("\n") ? text : text + "\n"
        return "\(fence)\(language)\n\(body)\(fence)"
    }

    /// Markdown that is shown when a reader opens its summary.
    package static func folded(_ markdown: String, summary: String) -> String {
        blocks(["<details>\n<summary>\(htmlEscaped(summary))</summary>", markdown, "</details>"])
    }

    /// An attribute's value or text within raw HTML, on one line.
    package static func htmlEscaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case _ where isLineBreakOrControl(scalar): output += " "
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    private static func isLineBreakOrControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func longestRun(of character: Character, in text: String) -> Int {
        var (longest, current) = (0, 0)
        for next in text {
            current = next == character ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}
