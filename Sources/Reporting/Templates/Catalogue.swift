import Templates

/// A name for templates: what it means, and how its value is found in a subject. The same list resolves names and lists
/// them, so no name can be missing from the list.
struct CatalogueEntry<Subject>: Sendable {
    private let resolve: @Sendable (Subject?) -> (TemplateName, TemplateValue)

    private init(_ resolve: @escaping @Sendable (Subject?) -> (TemplateName, TemplateValue)) {
        self.resolve = resolve
    }

    private static func value(
        _ name: TemplateName, _ value: @escaping @Sendable (Subject) -> TemplateValue?
    ) -> Self {
        Self { subject in (name, subject.flatMap(value) ?? .absent) }
    }

    /// - Parameter isOptional: whether a run may have no such number
    static func number(
        _ name: String, _ quantity: TemplateQuantity, isOptional: Bool = false, _ meaning: String,
        _ value: @escaping @Sendable (Subject) -> Double?
    ) -> Self {
        .value(TemplateName(name, .number(quantity), isOptional: isOptional, meaning: meaning)) {
            value($0).map { .number($0, quantity) }
        }
    }

    static func count(
        _ name: String, _ meaning: String, isOptional: Bool = false, _ value: @escaping @Sendable (Subject) -> Int?
    ) -> Self {
        .number(name, .count, isOptional: isOptional, meaning) { value($0).map(Double.init) }
    }

    static func fraction(
        _ name: String, isOptional: Bool = false, _ meaning: String, _ value: @escaping @Sendable (Subject) -> Double?
    ) -> Self {
        .number(name, .fraction, isOptional: isOptional, meaning, value)
    }

    static func text(
        _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> String
    ) -> Self {
        .value(TemplateName(name, .text, meaning: meaning)) { .text(value($0)) }
    }

    static func flag(_ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> Bool) -> Self {
        .value(TemplateName(name, .flag, meaning: meaning)) { .flag(value($0)) }
    }

    static func list<Element>(
        _ name: String, _ meaning: String, of entries: [CatalogueEntry<Element>],
        _ elements: @escaping @Sendable (Subject) -> [Element]
    ) -> Self {
        .value(TemplateName(name, .list(entries.context(of: nil).names), meaning: meaning)) { subject in
            .list(elements(subject).map { entries.context(of: $0) })
        }
    }

    /// Names below a common first part.
    static func group<Part>(
        _ name: String, isOptional: Bool = false, _ meaning: String, _ entries: [CatalogueEntry<Part>],
        _ part: @escaping @Sendable (Subject) -> Part?
    ) -> Self {
        Self { subject in
            let part = subject.flatMap(part)
            let context = entries.context(of: part)
            let name = TemplateName(name, .group(context.names), isOptional: isOptional, meaning: meaning)
            return (name, part == nil ? .absent : .group(context))
        }
    }

    func entry(of subject: Subject?) -> (TemplateName, TemplateValue) { resolve(subject) }
}

extension Array {
    /// The names with their values in a subject; all are absent without one.
    func context<Subject>(of subject: Subject?) -> TemplateContext where Element == CatalogueEntry<Subject> {
        TemplateContext(map { $0.entry(of: subject) })
    }
}
