import Foundation
import RunRecords
import Templates

/// A run as templates see it: values, passages, and how values are written in Markdown.
struct ReportEnvironment: TemplateEnvironment {
    private let report: Report
    private let sections: [BuiltInSection]
    /// The figures shown so far.
    private(set) var figures: [FigureIdentity] = []
    /// Whether any passage or figure had something to say.
    private var hasSpoken = false

    init(_ report: Report) throws(TemplateError) {
        self.report = report
        sections = try BuiltInSection.all()
    }

    /// Every name, whatever the run.
    static var names: [TemplateName] {
        get throws(TemplateError) {
            RunCatalogue.entries.context(of: nil).names + [group(of: try BuiltInSection.all())]
        }
    }

    /// Every value, and which sections of the built-in report the run has something to say in.
    var values: TemplateContext {
        get throws(TemplateError) {
            let context = RunCatalogue.entries.map { $0.entry(of: report) }
            var flags: [(TemplateName, TemplateValue)] = []
            for section in sections {
                var environment = self
                flags.append((section.flag, .flag(try environment.text(of: section) != nil)))
            }
            return TemplateContext(context + [(Self.group(of: sections), .group(TemplateContext(flags)))])
        }
    }

    private static func group(of sections: [BuiltInSection]) -> TemplateName {
        TemplateName("sections", .group(sections.map(\.flag)), meaning: "The sections of the built-in report.")
    }

    var partials: [TemplatePartial] { Self.partials(sections) }

    static var partials: [TemplatePartial] {
        get throws(TemplateError) { partials(try BuiltInSection.all()) }
    }

    private static func partials(_ sections: [BuiltInSection]) -> [TemplatePartial] {
        Passage.all.map { TemplatePartial($0.name, meaning: $0.meaning) }
            + sections.map {
                TemplatePartial($0.name, meaning: "All that the built-in report has under “\($0.title)”.")
            }
            + [
                TemplatePartial(
                    "figure",
                    meaning: "A figure, with words in the place of its title and caption where they are given.",
                    parameters: [
                        .init("figure", choices: FigureIdentity.allCases.map(\.templateName)),
                        .init("caption", isOptional: true),
                    ]),
                TemplatePartial(
                    "report-link", meaning: "A link to the report.", parameters: [.init("text of the link")]),
            ]
    }

    mutating func text(of partial: String, _ arguments: [String]) throws(TemplateError) -> String? {
        if let section = sections.first(where: { $0.name == partial }) { return try text(of: section) }
        let text =
            switch partial {
            case "figure": figure(arguments)
            case "report-link": "[\(arguments.joined())](\(report.address))"
            default: Passage.all.first { $0.name == partial }.flatMap { $0.text(report) }
            }
        hasSpoken = hasSpoken || text != nil
        return text
    }

    /// `nil` where no passage and no figure of the section has anything to say.
    private mutating func text(of section: BuiltInSection) throws(TemplateError) -> String? {
        let before = hasSpoken
        hasSpoken = false
        let text = try section.template.rendered(TemplateContext([]), in: &self).text
        defer { hasSpoken = before || hasSpoken }
        return hasSpoken ? text.trimmingCharacters(in: .newlines) : nil
    }

    /// Figures are numbered as they come; `nil` where the run has no such figure.
    private mutating func figure(_ arguments: [String]) -> String? {
        guard let identity = FigureIdentity.allCases.first(where: { $0.templateName == arguments.first }),
            let illustration = report.illustrations.first(where: { $0.number == identity.rawValue })
        else { return nil }
        figures.append(identity)
        return illustration.markdown(number: figures.count, words: arguments.dropFirst().first)
    }

    func text(of value: TemplateValue, as format: TemplateFormat?) -> String {
        switch value {
        case .number(let number, let quantity):
            let text = ValueFormat.text(number, quantity, as: format)
            // `> 99.99 %` would begin a quotation.
            return format == .code ? Markdown.code(text) : text.replacing(">", with: "\\>")
        case .text(let text): return format == .code ? Markdown.code(text) : Markdown.escapedAtStart(text)
        case .flag, .list, .group, .absent: return ""
        }
    }
}

/// Numbers of templates as readers see them, the same in every locale and without exponents.
enum ValueFormat {
    static func text(_ number: Double, _ quantity: TemplateQuantity, as format: TemplateFormat?) -> String {
        switch format {
        case .percent(let decimals): percent(number, quantity, decimals)
        case .fraction(let decimals): NumberFormat.decimal(number, decimals: decimals ?? 4)
        case .count: count(number)
        case .decimals(let decimals): decimal(number, quantity, decimals)
        case .code, nil: standard(number, quantity)
        }
    }

    private static func standard(_ number: Double, _ quantity: TemplateQuantity) -> String {
        switch quantity {
        case .fraction: NumberFormat.certainty(number)
        case .points: decimal(number, quantity, 2)
        case .count: count(number)
        case .measure(let decimals): decimal(number, quantity, decimals)
        case .setting: Int(exactly: number).map(NumberFormat.count) ?? NumberFormat.plain(number)
        }
    }

    private static func decimal(_ number: Double, _ quantity: TemplateQuantity, _ decimals: Int) -> String {
        switch quantity {
        case .fraction: NumberFormat.percentage(number, decimals: decimals)
        case .points: NumberFormat.decimal(number * 100, decimals: decimals) + " percentage points"
        case .count, .measure, .setting: NumberFormat.decimal(number, decimals: decimals)
        }
    }

    /// What somebody chose is not rounded.
    private static func percent(_ number: Double, _ quantity: TemplateQuantity, _ decimals: Int?) -> String {
        guard quantity == .setting, decimals == nil else {
            return NumberFormat.percentage(number, decimals: decimals ?? 2)
        }
        let digits = NumberFormat.decimal(number * 100, decimals: 9)
        let end = digits.lastIndex { $0 != "0" } ?? digits.startIndex
        return (digits[end] == "." ? digits[..<end] : digits[...end]) + "\u{a0}%"
    }

    private static func count(_ number: Double) -> String {
        Int(exactly: number.rounded()).map(NumberFormat.count) ?? NumberFormat.decimal(number, decimals: 0)
    }
}
