/// What a name of a template stands for in one run.
package enum TemplateValue: Sendable, Equatable {
    case number(Double, TemplateQuantity)
    /// Plain text, which is escaped where it is written.
    case text(String)
    /// A condition.
    case flag(Bool)
    case list([TemplateContext])
    /// Names under a common first part.
    case group(TemplateContext)
    /// The run has no such value: the accuracy on validation images where there are none.
    case absent
}

/// What a number measures, which decides how it is written unless a template says otherwise, and which formats fit.
package enum TemplateQuantity: Sendable, Equatable {
    /// A share of a whole, 0...1.
    case fraction
    /// A difference between two shares.
    case points
    /// How many.
    case count
    /// Anything else, written with so many decimals.
    case measure(decimals: Int)
    /// A number that somebody chose, written with all its digits.
    case setting
}

/// The type of a name, known without a run, so that a template is checked also where this run does not take it.
package indirect enum TemplateKind: Sendable, Equatable {
    case number(TemplateQuantity)
    case text
    case flag
    case list([TemplateName])
    case group([TemplateName])
}

/// A name that templates may use.
package struct TemplateName: Sendable, Equatable {
    /// Letters, digits and hyphens, such as `learning-rate`.
    package let name: String
    package let kind: TemplateKind
    /// Whether a run may have no such value; `{{#name}}` then asks whether it has one.
    package let isOptional: Bool
    /// What the value is, in words.
    package let meaning: String

    package init(_ name: String, _ kind: TemplateKind, isOptional: Bool = false, meaning: String) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
        self.meaning = meaning
    }
}

/// Names with their values in one run.
package struct TemplateContext: Sendable, Equatable {
    package let names: [TemplateName]
    private let values: [String: TemplateValue]

    package init(_ entries: [(name: TemplateName, value: TemplateValue)]) {
        names = entries.map(\.name)
        values = Dictionary(entries.map { ($0.name.name, $0.value) }) { first, _ in first }
    }

    /// `nil` where there is no such name.
    package subscript(name: String) -> TemplateValue? { values[name] }
}

/// What every element of a list has beside names of its own.
extension TemplateContext {
    /// - Parameters:
    ///   - index: from 0
    ///   - count: of the elements that the template goes through
    package static func place(_ index: Int, of count: Int) -> TemplateContext {
        TemplateContext([
            (
                TemplateName("position", .number(.count), meaning: "Its place in the list, from 1."),
                .number(Double(index + 1), .count)
            ),
            (TemplateName("is-first", .flag, meaning: "Whether it is the first."), .flag(index == 0)),
            (TemplateName("is-last", .flag, meaning: "Whether it is the last to be shown."), .flag(index == count - 1)),
        ])
    }
}
