/// A passage that a template places by name: `{{> figure confusion-matrix "Where it errs"}}`.
package struct TemplatePartial: Sendable, Equatable {
    package let name: String
    package let meaning: String
    package let parameters: [Parameter]

    package struct Parameter: Sendable, Equatable {
        package let name: String
        /// What it may be; `nil` for any words, in quotes, in which values may stand.
        package let choices: [String]?
        package let isOptional: Bool

        package init(_ name: String, choices: [String]? = nil, isOptional: Bool = false) {
            self.name = name
            self.choices = choices
            self.isOptional = isOptional
        }
    }

    package init(_ name: String, meaning: String, parameters: [Parameter] = []) {
        self.name = name
        self.meaning = meaning
        self.parameters = parameters
    }
}

/// What a template is rendered with beside its values: passages, and how values are written.
package protocol TemplateEnvironment {
    var partials: [TemplatePartial] { get }

    /// The text of a passage, without a line end at its end; `nil` or empty where the run has nothing to say there.
    mutating func text(of partial: String, _ arguments: [String]) throws(TemplateError) -> String?

    /// A number or a text, never of another kind; `format` fits it.
    func text(of value: TemplateValue, as format: TemplateFormat?) -> String
}
