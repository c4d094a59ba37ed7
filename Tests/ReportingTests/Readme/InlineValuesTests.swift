import Foundation
import Reporting
import RunRecordFixtures
import RunRecords
import Templates
import Testing

@Suite struct InlineValuesTests {
    private func renewed(_ readme: String) throws -> String {
        let values = InlineValues(RunOutputs(record: .sample(), recordSHA256: RunRecord.digest("f")))
        return String(decoding: try values.renewed(Data(readme.utf8)), as: UTF8.self)
    }

    private func marked(_ name: String, _ text: String) -> String {
        "<!-- lenet:mnist \(name) -->\(text)<!-- lenet:end -->"
    }

    @Test func `Values are renewed in sentences, headings and tables, and nothing else is`() throws {
        for frame in [("It reads ", " of them."), ("# ", ""), ("| a | ", " |\r"), ("\u{feff}é ", "")] {
            let old = marked("test.accuracy", "1 %") + " and " + marked("test.errors | count", "")
            let new = marked("test.accuracy", "94.00\u{a0}%") + " and " + marked("test.errors | count", "6")
            #expect(try renewed("a\n\(frame.0)\(old)\(frame.1)\nb") == "a\n\(frame.0)\(new)\(frame.1)\nb")
        }
        #expect(try renewed("| \(marked("test.accuracy \\| decimals 1", "")) |").contains("-->94.0\u{a0}%<"))
        let other = "<!-- lenet:other test.accuracy -->1 %<!-- lenet:end -->\n<!-- lenet:mnist:begin -->\n"
        #expect(try renewed(other) == other)
    }

    @Test func `Markers in code and in the block of results are text`() throws {
        let marker = marked("test.accuracy", "1 %")
        let texts = [
            "```md\n\(marker)\n```\n", "~~~\n```\n\(marker)\n~~~\n", "Write `\(marker)` there.\n",
            "``a ` \(marker)``\n",
            "<!-- lenet:mnist:begin -->\n\(marker)\n<!-- lenet:mnist:end -->\n", "````\n```\n\(marker)\n",
        ]
        for text in texts { #expect(try renewed(text) == text) }
        #expect(try renewed("```\n```\n\(marker)\n").contains("94.00"))
        #expect(try renewed("a ` b \(marker)\n").contains("94.00"))
    }

    @Test func `Bytes that are no text stay as they are on other lines`() throws {
        let values = InlineValues(RunOutputs(record: .sample(), recordSHA256: ""))
        let readme = Data([0xff, 0x0a]) + Data(marked("test.errors", "0").utf8)
        #expect(try values.renewed(readme) == Data([0xff, 0x0a]) + Data(marked("test.errors", "6").utf8))
    }

    @Test func `What cannot be renewed is named with its place`() {
        let mistakes = [
            (
                "a\n\nb \(marked("test.acuracy", ""))",
                "README.md, line 3, column 20: there is no value `test.acuracy`; did you mean"
            ),
            (
                "<!-- lenet:mnist test.accuracy -->1 %\n<!-- lenet:end -->",
                "README.md, line 1, column 1: no <!-- lenet:end -->"
            ),
            (marked("#overfits", ""), "README.md, line 1, column 16: {{#overfits}}"),
            (marked("classes", ""), "README.md, line 1, column 18: `classes` is a list"),
        ]
        for (readme, words) in mistakes {
            let error = #expect(throws: TemplateError.self) { try renewed(readme) }
            #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
            #expect(throws: TemplateError.self) { try InlineValues.validate(Data(readme.utf8), name: "mnist") }
        }
    }
}
