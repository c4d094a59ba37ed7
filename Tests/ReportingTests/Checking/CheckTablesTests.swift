import Foundation
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct CheckTablesTests {
    private let missing = Check(
        CheckEvidence(
            name: "mnist", record: nil, recordSHA256: "", report: nil, readme: nil,
            parametersSHA256: nil, figures: [:]))

    @Test func `What does not agree has stated beside found, and the last line says what it comes to`() {
        #expect(
            missing.text(verbose: false) == """
                                                stated               found
                DIFFERS  report/mnist/run.json  the record of a run  missing
                mnist: 1 of 1 statement does not agree.

                """)
    }

    @Test func `Where all agree it is one line, unless every statement is asked for`() throws {
        let check = Check(try #require(CheckTests.truth))
        #expect(check.text(verbose: false) == "mnist: all \(check.rows.count) statements agree.\n")
        let lines = check.text(verbose: true).split(separator: "\n")
        #expect(lines.count == check.rows.count + 2)
        #expect(lines.dropFirst().dropLast().allSatisfy { $0.hasPrefix("ok       ") })
    }

    @Test func `A table of times in the README is said not to be verified`() throws {
        var evidence = try #require(CheckTests.truth)
        evidence.readme = (evidence.readme ?? Data()) + Data("<!-- lenet:bench:begin -->\n1 s\n".utf8)
        let check = Check(evidence)
        #expect(check.passed)
        #expect(
            check.text(verbose: false).hasSuffix(
                "Not verified: the times in README.md between <!-- lenet:bench:begin --> and <!-- lenet:bench:end -->.\n"
            ))
    }

    @Test func `A file that cannot be read is named with the reason`() throws {
        var evidence = try #require(CheckTests.truth)
        evidence.unreadable["README.md"] = "it is a folder, not a file"
        #expect(Check(evidence).disagreements.map(\.subject) == ["README.md"])
    }

    @Test func `CI systems read of each statement whether it failed, and why`() {
        #expect(
            String(decoding: Check.junit([missing]), as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="lenet check" tests="1" failures="1" errors="0">
                  <testsuite name="mnist" tests="1" failures="1" errors="0" skipped="0">
                    <testcase classname="mnist" name="report/mnist/run.json">
                      <failure type="disagreement" message="stated: the record of a run; found: missing"/>
                    </testcase>
                  </testsuite>
                </testsuites>

                """)
    }

    @Test func `What XML cannot hold as it is, is escaped`() throws {
        var evidence = try #require(CheckTests.truth)
        evidence.unreadable["README.md"] = "\"a\" < b & c\n\u{1b}"
        let text = String(decoding: Check.junit([Check(evidence)]), as: UTF8.self)
        #expect(text.contains("found: &quot;a&quot; &lt; b &amp; c&#10;\u{fffd}\"/>"))
    }

    @Test func `Machines read of each report whether it passed, and its rows`() throws {
        struct Output: Decodable {
            struct Report: Decodable {
                var name: String
                var passed: Bool
                var rows: [CheckRow]
            }
            var passed: Bool
            var reports: [Report]
        }
        let good = Check(try #require(CheckTests.truth))
        let output = try JSONDecoder().decode(Output.self, from: Check.json([good, missing]))
        #expect(!output.passed && output.reports.map(\.passed) == [true, false])
        #expect(output.reports.map(\.name) == ["mnist", "mnist"] && output.reports[1].rows == missing.rows)
        #expect(Check.json([good]).last == UInt8(ascii: "\n"))
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
