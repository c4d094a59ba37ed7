import RunRecords
import Templates

/// Numbers that an author typed into a template although the record has them: they are right today, and nothing keeps
/// them so.
struct TypedNumbers {
    /// A sentence for each, with file and line.
    let warnings: [String]

    init(_ template: Template, _ report: Report) throws(TemplateError) {
        let names = Self.names(of: RunCatalogue.entries.context(of: report))
        var fences = MarkdownFences()
        var warnings: [String] = []
        for (number, line) in template.lines where !fences.isCode(line[...]) {
            for part in MarkdownFences.prose(in: line[...]) {
                for match in line[part].matches(of: Self.pattern) {
                    let text = Self.plain(String(match.output.1))
                    guard let name = names[text] else { continue }
                    warnings.append(
                        "\(template.file), line \(number): \(text) is typed by hand and equals a value on record; "
                            + "{{\(name)}} would stay true.")
                }
            }
        }
        self.warnings = warnings
    }

    /// A number that does not begin or go on within another word.
    private static var pattern: Regex<(Substring, Substring)> {
        /(?:^|[^\w.,#\/-])([0-9][0-9,]*(?:\.[0-9]+)?(?:[ \u{a0}]%)?)(?![\w\/]|[.,][0-9])/
    }

    private static func plain(_ text: String) -> String { text.replacing("\u{a0}", with: " ") }

    /// What to write for each number, the first name of the catalogue where several have it. Numbers of one or two digits
    /// say too little to be recognized.
    private static func names(of context: TemplateContext, under prefix: String = "") -> [String: String] {
        var found: [String: String] = [:]
        for name in context.names {
            let path = prefix + name.name
            switch context[name.name] {
            case .number(let number, let quantity):
                for (text, format) in texts(number, quantity) where text.count(where: \.isNumber) > 2 {
                    found[plain(text)] = found[plain(text)] ?? path + format
                }
            case .group(let members):
                found.merge(names(of: members, under: path + ".")) { first, _ in first }
            case .text, .flag, .list, .absent, nil: break
            }
        }
        return found
    }

    /// The number as it is written by itself, and as authors round it.
    private static func texts(_ number: Double, _ quantity: TemplateQuantity) -> [(text: String, format: String)] {
        let standard = (ValueFormat.text(number, quantity, as: nil), "")
        guard quantity == .fraction else { return [standard] }
        return [standard] + [1, 3].map { (ValueFormat.text(number, quantity, as: .decimals($0)), " | decimals \($0)") }
            + [(ValueFormat.text(number, quantity, as: .fraction(decimals: nil)), " | fraction")]
    }
}
