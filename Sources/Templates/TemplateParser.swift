/// Makes a tree of a template's text and tags.
struct TemplateParser {
    private let file: String
    private var nodes: [TemplateNode] = []
    /// Sections that have begun and not ended, each with what stood before it.
    private var open: [(tag: TemplateLexer.Tag, subject: TemplateReference, limit: Int?, before: [TemplateNode])] = []

    static func nodes(
        of text: Substring, file: String, at place: TemplatePlace = TemplatePlace(line: 1, column: 1)
    ) throws(TemplateError) -> [TemplateNode] {
        var lexer = TemplateLexer(text, file: file, at: place)
        var parser = TemplateParser(file: file)
        for line in lines(try lexer.tokens()) { try parser.add(line) }
        if let section = parser.open.last {
            throw TemplateError(.unclosedSection(section.subject.name), file, section.tag.place)
        }
        return parser.nodes
    }

    private init(file: String) {
        self.file = file
    }

    /// Tokens that begin on the same line.
    private static func lines(_ tokens: [TemplateLexer.Token]) -> [[TemplateLexer.Token]] {
        var lines: [[TemplateLexer.Token]] = []
        var line: [TemplateLexer.Token] = []
        for token in tokens {
            line.append(token)
            if case .text(let text, _) = token, text.hasSuffix("\n") {
                lines.append(line)
                line = []
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// A tag that writes nothing of its own and has a line to itself takes the whole line with it, as Mustache has it.
    private mutating func add(_ line: [TemplateLexer.Token]) throws(TemplateError) {
        var tags: [TemplateLexer.Tag] = []
        var indentation: String?
        var hasWords = false
        for token in line {
            switch token {
            case .tag(let tag): tags.append(tag)
            case .text(let text, _):
                if tags.isEmpty { indentation = (indentation ?? "") + text }
                if text.contains(where: { !$0.isWhitespace }) { hasWords = true }
            }
        }
        guard !hasWords, tags.count == 1, let tag = tags.first, tag.kind != .value else {
            for token in line {
                switch token {
                case .text(let text, let place): nodes.append(.text(text, line: place.line))
                case .tag(let tag): try add(tag, indentation: nil)
                }
            }
            return
        }
        try add(tag, indentation: indentation ?? "")
    }

    /// - Parameter indentation: `nil` for a tag amid other words
    private mutating func add(_ tag: TemplateLexer.Tag, indentation: String?) throws(TemplateError) {
        switch tag.kind {
        case .comment: break
        case .value:
            let (reference, format) = try expression(of: tag)
            nodes.append(.value(reference, format: try self.format(format)))
        case .section, .inverted:
            let (reference, words) = try expression(of: tag)
            open.append((tag, reference, try limit(words), nodes))
            nodes = []
        case .end: try close(tag)
        case .partial: nodes.append(.partial(try partial(tag, indentation)))
        }
    }

    private mutating func close(_ tag: TemplateLexer.Tag) throws(TemplateError) {
        let name = String(tag.content)
        guard let section = open.popLast() else { throw TemplateError(.unopened(name), file, tag.place) }
        guard name.isEmpty || name == section.subject.name else {
            throw TemplateError(
                .wrongEnd(found: name, expected: section.subject.name, line: section.tag.place.line), file, tag.place)
        }
        let node = TemplateNode.section(
            TemplateSection(
                subject: section.subject, isInverted: section.tag.kind == .inverted, limit: section.limit, body: nodes))
        nodes = section.before + [node]
    }

    private typealias Word = (text: Substring, place: TemplatePlace)

    /// The name in a tag, and the words after its bar.
    private func expression(of tag: TemplateLexer.Tag) throws(TemplateError) -> (TemplateReference, format: [Word]) {
        guard !tag.content.isEmpty else { throw TemplateError(.emptyTag, file, tag.place) }
        let name = tag.content.prefix { $0 != "|" && !$0.isWhitespace }
        let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let rest = tag.content.dropFirst(name.count)
        let format = rest.drop { $0.isWhitespace }.dropFirst()
        let hasFormat = rest.drop(while: \.isWhitespace).hasPrefix("|") && !format.isEmpty
        guard path.allSatisfy(Self.isName), rest.isEmpty || hasFormat else {
            throw TemplateError(.invalidName(String(tag.content)), file, tag.contentPlace)
        }
        let start = tag.contentPlace.after(tag.content.dropLast(format.count))
        return (TemplateReference(path: path, place: tag.contentPlace), self.words(format, start))
    }

    private static func isName(_ part: String) -> Bool {
        !part.isEmpty
            && part.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_")
            }
    }

    private func words(_ text: Substring, _ place: TemplatePlace) -> [Word] {
        var (words, rest, place) = ([Word](), text, place)
        while let first = rest.first {
            let part = rest.prefix { $0.isWhitespace == first.isWhitespace }
            if !first.isWhitespace { words.append((part, place)) }
            place = place.after(part)
            rest = rest.dropFirst(part.count)
        }
        return words
    }

    private func format(_ words: [Word]) throws(TemplateError) -> PlacedFormat? {
        guard let word = words.first else { return nil }
        let numbers = words.dropFirst().map { Int($0.text) }
        func use(_ format: TemplateFormat?) throws(TemplateError) -> PlacedFormat {
            guard let format else { throw TemplateError(.formatArguments(String(word.text)), file, word.place) }
            return PlacedFormat(format: format, place: word.place)
        }
        let isNumber = numbers.count == 1 && numbers[0].map(TemplateFormat.allowedDecimals.contains) == true
        let decimals = isNumber ? numbers[0] : nil
        switch word.text {
        case "percent": return try use(numbers.isEmpty || isNumber ? .percent(decimals: decimals) : nil)
        case "fraction": return try use(numbers.isEmpty || isNumber ? .fraction(decimals: decimals) : nil)
        case "decimals": return try use(decimals.map { .decimals($0) })
        case "count": return try use(numbers.isEmpty ? .count : nil)
        case "code": return try use(numbers.isEmpty ? .code : nil)
        default:
            let nearest = NearestName.of(String(word.text), among: TemplateFormat.names)
            throw TemplateError(.unknownFormat(String(word.text), nearest: nearest), file, word.place)
        }
    }

    /// The number in `first 3`.
    private func limit(_ words: [Word]) throws(TemplateError) -> Int? {
        guard let word = words.first else { return nil }
        guard word.text == "first" else {
            let nearest = NearestName.of(String(word.text), among: ["first"])
            throw TemplateError(.unknownFormat(String(word.text), nearest: nearest), file, word.place)
        }
        guard words.count == 2, let number = Int(words[1].text), number > 0 else {
            throw TemplateError(.formatArguments("first"), file, word.place)
        }
        return number
    }

    private func partial(_ tag: TemplateLexer.Tag, _ indentation: String?) throws(TemplateError) -> PartialUse {
        var (rest, place) = (tag.content, tag.contentPlace)
        var parts: [(Word, isQuoted: Bool)] = []
        while let first = rest.first {
            var length = rest.prefix { $0.isWhitespace }.count
            if length == 0, first == "\"" {
                let words = rest.dropFirst().prefix { $0 != "\"" }
                parts.append(((words, place.after("\"")), isQuoted: true))
                length = words.count + 2
            } else if length == 0 {
                let word = rest.prefix { !$0.isWhitespace && $0 != "\"" }
                parts.append(((word, place), isQuoted: false))
                length = word.count
            }
            place = place.after(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        guard let name = parts.first else { throw TemplateError(.emptyTag, file, tag.place) }
        guard Self.isName(String(name.0.text)) else {
            throw TemplateError(.invalidName(String(name.0.text)), file, name.0.place)
        }
        var arguments: [PartialUse.Argument] = []
        for (word, isQuoted) in parts.dropFirst() {
            let text =
                isQuoted
                ? try Self.nodes(of: word.text, file: file, at: word.place)
                : [TemplateNode.text(String(word.text), line: word.place.line)]
            arguments.append(PartialUse.Argument(text: text, place: word.place))
        }
        return PartialUse(
            name: String(name.0.text), place: name.0.place, arguments: arguments, indentation: indentation)
    }
}
