/// A part of a parsed template.
indirect enum TemplateNode: Sendable, Equatable {
    /// At most one line, with its end.
    case text(String, line: Int)
    case value(TemplateReference, format: PlacedFormat?)
    case section(TemplateSection)
    case partial(PartialUse)
}

/// A name as it stands in a template.
struct TemplateReference: Sendable, Equatable {
    /// The parts between its dots.
    let path: [String]
    let place: TemplatePlace

    var name: String { path.joined(separator: ".") }
}

struct PlacedFormat: Sendable, Equatable {
    let format: TemplateFormat
    let place: TemplatePlace
}

/// What stands between `{{#name}}` or `{{^name}}` and `{{/name}}`.
struct TemplateSection: Sendable, Equatable {
    let subject: TemplateReference
    let isInverted: Bool
    /// So many elements of a list at most.
    let limit: Int?
    let body: [TemplateNode]
}

/// `{{> name arguments}}`
struct PartialUse: Sendable, Equatable {
    struct Argument: Sendable, Equatable {
        let text: [TemplateNode]
        let place: TemplatePlace
    }

    let name: String
    let place: TemplatePlace
    let arguments: [Argument]
    /// The white space before a passage that has its line to itself, for each line of it; `nil` amid other words.
    let indentation: String?
}
