import Foundation
import Testing

@Suite("lenet template") struct TemplateCommandTests {
    private static let template = """
        # A report of my own

        {{#has-learned}}It reads {{test.accuracy}} of {{test.images}} images.{{/has-learned}}

        {{> figure confusion-matrix "{{test.errors}} errors."}}

        """

    @Test func `The built-in report is a start, and is not written over words of an author`() throws {
        let workplace = try Workplace.withResults()
        let report = try workplace.data("report/tiny/README.md")
        #expect(try workplace.run("template", "--name", "tiny").status == 0)
        #expect(try workplace.run("render", "--name", "tiny").status == 0)
        #expect(try workplace.text("report/tiny/README.md").count == String(decoding: report, as: UTF8.self).count)
        try workplace.write(Self.template, to: "report/tiny/report.md")
        let refusal = try workplace.run("template", "--name", "tiny")
        #expect(refusal.status == 73 && refusal.tellsErrorWell && refusal.error.contains("--force"))
        #expect(try workplace.text("report/tiny/report.md") == Self.template)
        #expect(try workplace.run("template", "--name", "tiny", "--force").status == 0)
        #expect(try workplace.text("report/tiny/report.md").hasPrefix("# {{network.name}}"))
        #expect(try workplace.run("template", "--name", "tiny", "--summary").status == 0)
        #expect(try workplace.text("report/tiny/summary.md").hasPrefix("{{> headline}}"))
    }

    @Test func `An author's words are rendered, checked, and renewed by another run`() throws {
        let workplace = try Workplace.withResults()
        try workplace.write(Self.template, to: "report/tiny/report.md")
        try workplace.write(
            "# Tiny\n\nIt reads <!-- lenet:tiny test.accuracy -->?<!-- lenet:end -->.\n", to: "README.md")
        #expect(try workplace.run("check", "--name", "tiny").status == 1)
        #expect(try workplace.run("render", "--name", "tiny", "--html").status == 0)
        #expect(
            try workplace.text("report/tiny/README.md").hasPrefix(
                "# A report of my own\n\nIt reads 100.00\u{a0}% of 40"))
        #expect(try workplace.text("report/tiny/index.html").contains("<title>A report of my own</title>"))
        #expect(try workplace.text("README.md").contains("-->100.00\u{a0}%<!--"))
        let check = try workplace.run("check", "--name", "tiny")
        #expect(check.status == 0, "\(check.output)")
        let before = try workplace.contents()
        #expect(try workplace.report("--name", "tiny").status == 0)
        #expect(try workplace.contents() == before)

        #expect(try workplace.replace("100.00", with: "99.00", in: "README.md"))
        #expect(try workplace.replace("of my own", with: "of mine", in: "report/tiny/report.md"))
        let found = try workplace.run("check", "--name", "tiny")
        #expect(found.status == 1)
        #expect(found.output.contains("README.md, line 3, test.accuracy"))
        #expect(found.output.contains("report/tiny/report.md, line 1"))
    }

    @Test func `A template with a mistake ends with status 65, and nothing is written`() throws {
        let workplace = try Workplace()
        try workplace.write("a\n\n{{test.acuracy}}\n", to: "report/tiny/report.md")
        let before = try workplace.contents()
        let report = try workplace.report()
        #expect(report.status == 65 && report.tellsErrorWell, "\(report.error)")
        #expect(
            report.error.contains(
                "report/tiny/report.md, line 3, column 3: there is no value `test.acuracy`; did you mean `test.accuracy`?"
            ))
        #expect(try workplace.contents() == before)

        let results = try Workplace.withResults()
        try results.write("{{#overfits}}", to: "report/tiny/summary.md")
        try results.write("<!-- lenet:tiny:begin -->\n<!-- lenet:tiny:end -->\n", to: "README.md")
        let old = try results.contents()
        let render = try results.run("render", "--name", "tiny")
        #expect(render.status == 65 && render.tellsErrorWell, "\(render.error)")
        #expect(try results.contents() == old)
        #expect(try results.run("check", "--name", "tiny").output.contains("report/tiny/summary.md, line 1, column 1"))
    }

    @Test func `Results of a training are not lost for a value that it lacks`() throws {
        let workplace = try Workplace()
        try workplace.write("{{training.validation-accuracy}}\n", to: "report/tiny/report.md")
        let sentence = "# Tiny\n\n<!-- lenet:tiny training.validation-accuracy -->?<!-- lenet:end -->\n\n"
        let block = "<!-- lenet:tiny:begin -->\n<!-- lenet:tiny:end -->\n"
        try workplace.write(sentence + block, to: "README.md")
        let outcome = try workplace.report("--validation-fraction", "0")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.contains("The built-in words were written instead"))
        #expect(outcome.output.contains("The sentences of README.md are as they were"))
        #expect(try workplace.text("report/tiny/README.md").hasPrefix("# LeNet-5 on"))
        let readme = try workplace.text("README.md")
        #expect(readme.hasPrefix(sentence) && readme.contains("Tables, code and provenance"))
        #expect(try workplace.run("check", "--name", "tiny").status == 1)
        #expect(try workplace.run("render", "--name", "tiny").status == 65)
        #expect(try workplace.text("README.md") == readme)
    }

    @Test func `All names are listed, for people and for programs`() throws {
        let workplace = try Workplace.withResults()
        let text = try workplace.run("values", "--name", "tiny")
        #expect(text.status == 0 && text.output.contains("test.accuracy ") && text.output.contains("100.00\u{a0}%"))
        let json = try workplace.run("values", "--name", "tiny", "--json")
        #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [String: Any])
        #expect(try workplace.run("values", "--name", "other").status == 66)
    }

    @Test func `Without a tool that prints, a PDF is refused before anything is done`() throws {
        let workplace = try Workplace.withResults()
        workplace.program.environment["PATH"] = workplace.url.path
        let outcome = try workplace.run("render", "--name", "tiny", "--pdf")
        #expect(outcome.status == 73 && outcome.error.contains("neither Chromium nor WeasyPrint"), "\(outcome.error)")
    }

    /// The results of a run where the only tool that prints is a script.
    private func workplace(printingBy script: String) throws -> Workplace {
        let workplace = try Workplace.withResults()
        try workplace.write("#!/bin/sh\n\(script)\n", to: "tools/weasyprint")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: workplace.path("tools/weasyprint").path)
        workplace.program.environment["PATH"] = workplace.path("tools").path
        return workplace
    }

    @Test func `A tool that does not print is an error of render, and a note of a training`() throws {
        let workplace = try workplace(printingBy: "echo no paper >&2; exit 3")
        let before = try workplace.contents()
        let render = try workplace.run("render", "--name", "tiny", "--pdf")
        #expect(render.status == 73 && render.error.contains("did not print report.pdf: no paper"), "\(render.error)")
        #expect(try workplace.contents() == before)
        let report = try workplace.report("--pdf")
        #expect(report.status == 0 && report.output.contains("no paper. report/tiny/report.pdf is missing."))
    }

    @Test func `A PDF is renewed where its text is another, and keeps its paper`() throws {
        let workplace = try workplace(printingBy: "echo '%PDF-1.4' >\"$2\"")
        #expect(try workplace.run("render", "--name", "tiny", "--pdf", "--paper", "letter").status == 0)
        let pdf = try workplace.text("report/tiny/report.pdf")
        #expect(pdf.contains("%lenet printed letter "))
        #expect(try workplace.run("check", "--name", "tiny").status == 0)
        #expect(try workplace.run("render", "--name", "tiny", "--pdf").output.hasPrefix("no file changed\n"))
        try workplace.write("# Mine\n", to: "report/tiny/report.md")
        #expect(try workplace.run("check", "--name", "tiny").output.contains("report/tiny/report.pdf"))
        #expect(try workplace.run("render", "--name", "tiny").status == 0)
        #expect(try workplace.text("report/tiny/report.pdf").contains("%lenet printed letter "))
        #expect(try workplace.text("report/tiny/report.pdf") != pdf)
        workplace.program.environment["PATH"] = workplace.url.path
        try workplace.write("# Another\n", to: "report/tiny/report.md")
        let render = try workplace.run("render", "--name", "tiny")
        #expect(render.status == 0 && render.output.contains("report/tiny/report.pdf shows earlier results."))
    }
}
