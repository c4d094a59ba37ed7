import Templates
import Testing

/// Values and passages that tests write templates for.
struct Example: TemplateEnvironment {
    var shown = 0

    let partials = [
        TemplatePartial("data", meaning: "Two lines."), TemplatePartial("nothing", meaning: "Nothing."),
        TemplatePartial(
            "figure", meaning: "A figure.",
            parameters: [.init("figure", choices: ["losses", "matrix"]), .init("caption", isOptional: true)]),
    ]

    mutating func text(of partial: String, _ arguments: [String]) throws(TemplateError) -> String? {
        switch partial {
        case "data": return "One.\n\nTwo."
        case "figure":
            shown += 1
            return "[\(shown) \(arguments.joined(separator: ": "))]"
        default: return nil
        }
    }

    func text(of value: TemplateValue, as format: TemplateFormat?) -> String {
        switch value {
        case .number(let number, let quantity):
            format.map { "\(number) as \($0)" } ?? (quantity == .count ? "\(Int(number))" : "\(number)")
        case .text(let text): format == .code ? "`\(text)`" : text.replacing("|", with: "\\|")
        case .flag, .list, .group, .absent: "?"
        }
    }

    static let names = [
        TemplateName(
            "test",
            .group([
                TemplateName("accuracy", .number(.fraction), meaning: "…"),
                TemplateName("images", .number(.count), meaning: "…"),
            ]), meaning: "…"),
        TemplateName("name", .text, meaning: "…"), TemplateName("overfits", .flag, meaning: "…"),
        TemplateName("validation", .number(.fraction), isOptional: true, meaning: "…"),
        TemplateName("classes", .list(classNames), meaning: "…"),
    ]
    static let classNames = [
        TemplateName("name", .text, meaning: "…"), TemplateName("recall", .number(.fraction), meaning: "…"),
    ]

    static func context(overfits: Bool = true, validation: TemplateValue = .absent) -> TemplateContext {
        let values: [TemplateValue] = [
            .group(
                TemplateContext(
                    Array(zip(testNames, [TemplateValue.number(0.75, .fraction), .number(400, .count)])))),
            .text("a|b"), .flag(overfits), validation,
            .list(
                [("cat", 0.5), ("dog", 1)].map { name, recall in
                    TemplateContext(Array(zip(classNames, [TemplateValue.text(name), .number(recall, .fraction)])))
                }),
        ]
        return TemplateContext(Array(zip(names, values)))
    }

    private static var testNames: [TemplateName] {
        if case .group(let names) = names[0].kind { names } else { [] }
    }

    static func rendered(_ text: String, _ context: TemplateContext = context()) throws(TemplateError)
        -> RenderedTemplate
    {
        var environment = Example()
        return try Template(text, file: "report.md").rendered(context, in: &environment)
    }
}

@Suite struct TemplateTests {
    private func text(_ template: String, overfits: Bool = true, validation: TemplateValue = .absent) throws -> String {
        try Example.rendered(template, Example.context(overfits: overfits, validation: validation)).text
    }

    @Test func `Values stand where their names stand, and the rest stays as it is`() throws {
        #expect(
            try text("Of {{test.images}} images {{ test.accuracy }} are right.\n") == "Of 400 images 0.75 are right.\n")
        #expect(try text("") == "")
        #expect(try text("no tag, no line end") == "no tag, no line end")
        #expect(try text("a {b} c }} d") == "a {b} c }} d")
    }

    @Test func `Braces that are meant as such are written with a backslash`() throws {
        #expect(try text("\\{{name}} is {{name}}") == "{{name}} is a\\|b")
    }

    @Test func `Formats follow a bar`() throws {
        #expect(try text("{{test.accuracy | decimals 1}}") == "0.75 as decimals(1)")
        #expect(try text("{{test.accuracy|percent}}") == "0.75 as percent(decimals: nil)")
        #expect(try text("{{test.accuracy | fraction 3}}") == "0.75 as fraction(decimals: Optional(3))")
        #expect(try text("{{test.images | count}}") == "400.0 as count")
        #expect(try text("{{name | code}}") == "`a|b`")
    }

    @Test func `Conditions show one of two texts`() throws {
        let template = "{{#overfits}}yes{{/overfits}}{{^overfits}}no{{/overfits}}"
        #expect(try text(template) == "yes")
        #expect(try text(template, overfits: false) == "no")
    }

    @Test func `Lists repeat their body, and names within reach outside`() throws {
        #expect(
            try text("{{#classes}}{{name}} {{recall}} of {{test.images}}; {{/classes}}")
                == "cat 0.5 of 400; dog 1.0 of 400; ")
        #expect(try text("{{#classes | first 1}}{{name}}{{/classes}}") == "cat")
        #expect(try text("{{^classes}}none{{/classes}}") == "")
        #expect(try text("{{#test}}{{accuracy}}{{/test}}") == "0.75")
    }

    @Test func `A value that a run may lack is a condition too`() throws {
        let template = "{{#validation}}{{validation}}{{/validation}}{{^validation}}none{{/validation}}"
        #expect(try text(template) == "none")
        #expect(try text(template, validation: .number(0.5, .fraction)) == "0.5")
    }

    @Test func `An end may leave out the name`() throws {
        #expect(try text("{{#overfits}}yes{{/}}") == "yes")
    }

    @Test func `Tags that write nothing take their line with them`() throws {
        #expect(try text("a\n  {{#overfits}}\nb\n{{/overfits}}\nc\n") == "a\nb\nc\n")
        #expect(try text("a\n{{! some\nwords }}\nb\n") == "a\nb\n")
        #expect(try text("a {{! words }}b\n") == "a b\n")
        #expect(try text("{{#overfits}}\r\nb\r\n{{/overfits}}") == "b\n")
        #expect(try text("| {{#classes}}{{name}} | {{/classes}}\n") == "| cat | dog | \n")
    }

    @Test func `A passage keeps its line end, and one without words takes the empty lines after it along`() throws {
        #expect(try text("a\n\n{{> data}}\n\nb\n") == "a\n\nOne.\n\nTwo.\n\nb\n")
        #expect(try text("a\n\n{{> nothing}}\n\nb\n") == "a\n\nb\n")
        #expect(try text("a\n\n{{> nothing}}\n\n{{> nothing}}\n\nb\n") == "a\n\nb\n")
        #expect(try text("a\n\n{{> nothing}}\n") == "a\n")
        #expect(try text("a {{> nothing}} b\n") == "a  b\n")
        #expect(try text("  {{> data}}\n") == "  One.\n\n  Two.\n")
    }

    @Test func `Passages take arguments, in which values may stand`() throws {
        #expect(
            try text("{{> figure matrix}} {{> figure losses \"Of {{test.images}}\n {{name}}\" }}")
                == "[1 matrix] [2 losses: Of 400\n a\\|b]")
    }

    @Test func `Each line of the text knows the line of the template it comes from`() throws {
        let rendered = try Example.rendered("a\n{{#overfits}}\n\n{{> data}}\n{{/overfits}}\nb {{name}}\n")
        #expect(rendered.text == "a\n\nOne.\n\nTwo.\nb a\\|b\n")
        #expect(rendered.sourceLines == [1, 3, 4, 4, 4, 6, 6])
    }

    @Test func `The words of a template are those outside of tags`() throws {
        let template = try Template(
            "a {{name}}\n{{#overfits}}b{{/overfits}} {{> figure matrix \"c\"}}", file: "report.md")
        #expect(template.lines.map(\.words) == ["a \u{fffc}", "b matrixc"])
        #expect(template.lines.map(\.number) == [1, 2])
    }
}
