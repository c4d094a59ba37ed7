import Foundation
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct CheckTablesTests {
    private let missing = Check(
        CheckEvidence(
            name: "mnist", record: nil, recordSHA256: "", report: nil, readme: nil, expectsReadme: false,
            parametersSHA256: nil, figures: [:]))

    @Test func `The table has stated beside found and ends in what it comes to`() {
        #expect(
            missing.table == """
                                                stated               found
                DIFFERS  report/mnist/run.json  the record of a run  missing
                1 of 1 statement does not agree.

                """)
    }

    @Test func `Machines read the same as JSON`() throws {
        struct Output: Decodable {
            var passed: Bool
            var rows: [CheckRow]
        }
        let output = try JSONDecoder().decode(Output.self, from: missing.json)
        #expect(!output.passed && output.rows == missing.rows)
        #expect(missing.json.last == UInt8(ascii: "\n"))
    }

    @Test func `The Markdown begins with what does not agree`() throws {
        var evidence = try #require(CheckTests.truth)
        evidence.minimumAccuracy = 99
        let check = Check(evidence)
        let lines = check.markdown.split(separator: "\n").map(String.init)
        #expect(lines[1] == "**1 of \(check.rows.count) statements does not agree.**")
        #expect(
            lines[4].hasPrefix("| ✗   | test accuracy, gate") && lines[5].hasPrefix("| ✓   | report/mnist/run.json"))
        #expect(lines.count == check.rows.count + 4)
    }
}
