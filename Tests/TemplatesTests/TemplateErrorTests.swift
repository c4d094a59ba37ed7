import Templates
import Testing

@Suite struct TemplateErrorTests {
    /// A template that cannot be rendered, and what is said of it.
    static let mistakes: [(template: String, error: String)] = [
        ("a\n  {{test.acuracy}}", "line 2, column 5: there is no value `test.acuracy`; did you mean `test.accuracy`?"),
        ("{{accuracy}}", "line 1, column 3: there is no value `accuracy`; did you mean `test.accuracy`?"),
        ("{{zzzzzz}}", "line 1, column 3: there is no value `zzzzzz`. `lenet values` lists all."),
        ("{{name.first}}", "line 1, column 3: there is no value `name.first`"),
        ("{{^overfits}}{{nmae}}{{/overfits}}", "line 1, column 16: there is no value `nmae`; did you mean `name`?"),
        ("{{#classes}}{{recal}}{{/classes}}", "column 15: there is no value `recal`; did you mean `recall`?"),
        ("{{recall}}", "line 1, column 3: there is no value `recall`."),
        (
            "{{classes.recall}}",
            "column 3: `recall` is a value of each of the `classes`: write {{recall}} within {{#classes}}...{{/classes}}."
        ),
        ("{{#overfits}}a", "line 1, column 1: {{#overfits}} or {{^overfits}} has no {{/overfits}}."),
        ("a{{/overfits}}", "line 1, column 2: {{/overfits}} ends what was not begun."),
        (
            "{{#overfits}}\n{{#classes}}{{/overfits}}",
            "line 2, column 13: {{/overfits}} stands where {{/classes}} is needed, which ends what began on line 2."
        ),
        ("a {{name", "line 1, column 3: this {{ has no }}"), ("a {{", "line 1, column 3: this {{ has no }}"),
        ("{{ }}", "line 1, column 1: there is no name between {{ and }}"),
        ("{{test..images}}", "`test..images` is no name"), ("{{test accuracy}}", "`test accuracy` is no name"),
        ("{{name |}}", "`name |` is no name"), ("{{{name}}}", "{{{ is not used here"),
        ("{{&name}}", "{{& is not used here"),
        ("{{=<% %>=}}", "{{= is not used here"),
        ("{{overfits}}", "`overfits` is a condition, not something to write; use it as {{#overfits}}...{{/overfits}}."),
        (
            "{{classes}}",
            "`classes` is a list, not something to write; go through it with {{#classes}}...{{name}}...{{/classes}}."
        ),
        (
            "{{test}}",
            "`test` is a group of values, not something to write; write one of them, such as {{test.accuracy}}."
        ),
        ("{{#name}}a{{/name}}", "`name` is a text that every run has, neither a condition nor a list"),
        ("{{#test.accuracy}}a{{/test.accuracy}}", "column 4: `test.accuracy` is a fraction that every run has"),
        (
            "{{validation}}",
            "this run has no `validation`; put the words around it between {{#validation}} and {{/validation}}."
        ),
        ("{{name | decimals 1}}", "column 10: `name` is a text, which has no format `decimals`."),
        ("{{test.images | percent}}", "`test.images` is a count, which has no format `percent`."),
        ("{{test.accuracy | procent}}", "column 19: there is no format `procent`; did you mean `percent`?"),
        ("{{test.accuracy | decimals}}", "`decimals` takes one whole number from 0 to 12"),
        ("{{test.accuracy | decimals 99}}", "`decimals` takes one whole number from 0 to 12"),
        ("{{test.accuracy | percent x}}", "`percent` takes at most one number of decimals"),
        ("{{test.images | count 3}}", "`count` takes nothing after it."),
        ("{{#classes | frist 3}}{{/classes}}", "there is no format `frist`; did you mean `first`?"),
        ("{{#classes | first 0}}{{/classes}}", "`first` takes one whole number from 1"),
        ("{{#overfits | first 1}}{{/overfits}}", "`overfits` is a condition, which has no format `first`."),
        ("{{> dta}}", "line 1, column 5: there is no passage `dta`; did you mean `data`?"),
        ("{{> }}", "there is no name between {{ and }}"),
        ("{{> figure}}", "{{> figure}} needs a figure, one of losses, matrix."),
        (
            "{{> figure matrx}}",
            "column 12: there is no figure `matrx`; did you mean `matrix`? There are losses, matrix."
        ),
        ("{{> figure matrix My caption}}", "column 22: {{> figure}} has no use for `caption`"),
        ("{{> data more}}", "{{> data}} has no use for `more`"),
        ("{{> figure matrix \"a}}\n", "line 1, column 19: the words that begin here have no quotation mark"),
        ("{{> figure matrix \"a\n{{nmae}}\"}}", "line 2, column 3: there is no value `nmae`"),
    ]

    @Test(arguments: mistakes.indices)
    func `What cannot be rendered is named with its place and what to do`(index: Int) {
        let (template, words) = Self.mistakes[index]
        let error = #expect(throws: TemplateError.self) { try Example.rendered(template) }
        let text = error?.description ?? ""
        #expect(text.hasPrefix("report.md, line ") && text.contains(words) && text.hasSuffix("."), "\(text)")
    }

    @Test func `A template is refused whole, before any passage is asked for`() throws {
        var environment = Example()
        let template = try Template("{{> figure matrix}} {{nmae}}", file: "report.md")
        #expect(throws: TemplateError.self) { try template.rendered(Example.context(), in: &environment) }
        #expect(environment.shown == 0)
    }
}
