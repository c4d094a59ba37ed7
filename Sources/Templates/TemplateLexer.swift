/// Cuts a template into text and tags.
struct TemplateLexer {
    enum Token {
        /// At most one line, with its end.
        case text(String, TemplatePlace)
        case tag(Tag)
    }

    struct Tag {
        enum Kind { case value, section, inverted, end, partial, comment }

        let kind: Kind
        /// What follows the first sign, without white space about it, and where it begins.
        let content: Substring
        let contentPlace: TemplatePlace
        let place: TemplatePlace
    }

    private let file: String
    private var rest: Substring
    private var place: TemplatePlace

    init(_ text: Substring, file: String, at place: TemplatePlace) {
        rest = text
        self.file = file
        self.place = place
    }

    mutating func tokens() throws(TemplateError) -> [Token] {
        var tokens: [Token] = []
        while !rest.isEmpty {
            if rest.hasPrefix("{{") {
                tokens.append(.tag(try tag()))
            } else {
                tokens.append(text())
            }
        }
        return tokens
    }

    /// Up to a line's end or the next tag.
    private mutating func text() -> Token {
        let start = place
        var text = ""
        while let next = rest.first, !rest.hasPrefix("{{") {
            // Braces that are meant as such.
            if rest.hasPrefix("\\{{") {
                take(3)
                text += "{{"
                continue
            }
            text.append(next)
            take(1)
            if next == "\n" { break }
        }
        return .text(text, start)
    }

    private mutating func tag() throws(TemplateError) -> Tag {
        let start = place
        take(2)
        let kind = try sign(start)
        while rest.first?.isWhitespace == true { take(1) }
        let contentPlace = place
        let content = rest.prefix(try length(of: kind, start))
        take(content.count + 2)
        let trimmed = content.lastIndex { !$0.isWhitespace }.map { content[...$0] } ?? ""
        return Tag(kind: kind, content: trimmed, contentPlace: contentPlace, place: start)
    }

    private mutating func sign(_ start: TemplatePlace) throws(TemplateError) -> Tag.Kind {
        let kinds: [Character: Tag.Kind] = ["#": .section, "^": .inverted, "/": .end, ">": .partial, "!": .comment]
        guard let sign = rest.first else { throw TemplateError(.unclosedTag, file, start) }
        if let kind = kinds[sign] {
            take(1)
            return kind
        }
        if "{&=<$".contains(sign) { throw TemplateError(.unsupportedTag(String(sign)), file, start) }
        return .value
    }

    /// Characters before the end of a tag. In a passage's words in quotes, `}}` ends a value among them.
    private func length(of kind: Tag.Kind, _ start: TemplatePlace) throws(TemplateError) -> Int {
        var isQuoted = false
        var length = 0
        var quote = start
        var following = place
        for (index, character) in zip(rest.indices, rest) {
            if character == "\"", kind == .partial {
                isQuoted.toggle()
                quote = following
            }
            if !isQuoted, rest[index...].hasPrefix("}}") { return length }
            length += 1
            following.advance(over: character)
        }
        throw isQuoted ? TemplateError(.unclosedQuote, file, quote) : TemplateError(.unclosedTag, file, start)
    }

    private mutating func take(_ count: Int) {
        for character in rest.prefix(count) { place.advance(over: character) }
        rest = rest.dropFirst(count)
    }
}

extension TemplatePlace {
    mutating func advance(over character: Character) {
        if character == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    }

    /// The place after some text that begins here.
    func after(_ text: Substring) -> TemplatePlace { text.reduce(into: self) { $0.advance(over: $1) } }
}
