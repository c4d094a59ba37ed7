import Foundation
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

struct BadgeTests {
    private func badges(_ change: (inout RunRecord) -> Void = { _ in }) -> (json: String, svg: String) {
        var record = RunRecord.sample()
        change(&record)
        let badges = RunOutputs(record: record, recordSHA256: "").badges
        let paths = RunOutputs.badgePaths(name: record.dataset.name)
        return (
            String(decoding: badges[paths.json] ?? Data(), as: UTF8.self),
            String(decoding: badges[paths.svg] ?? Data(), as: UTF8.self)
        )
    }

    @Test func `What shields reads has the accuracy`() {
        #expect(
            badges().json == """
                {
                  "color" : "#0b6bcb",
                  "label" : "mnist accuracy",
                  "message" : "94.00\u{a0}%",
                  "schemaVersion" : 1
                }

                """)
    }

    @Test func `The picture says the same, as wide as its texts`() {
        let svg = badges().svg
        #expect(svg.contains(#"width="161" height="20" role="img" aria-label="mnist accuracy: 94.00"#))
        #expect(svg.contains(#"<text x="6" y="14" textLength="91">mnist accuracy</text>"#))
        #expect(svg.contains("<text x=\"109\" y=\"14\" textLength=\"46\">94.00\u{a0}%</text>"))
        #expect(badges { $0.test.accuracy = 0.5 }.svg.contains("50.00"))
    }

    @Test func `A badge that says something else is named by check`() throws {
        var evidence = try #require(CheckTests.truth)
        evidence.figures = [:]
        let before = Check(evidence).disagreements.count
        let paths = RunOutputs.badgePaths(name: "mnist")
        let badges = badges()
        evidence.badges = [paths.json: Data(badges.json.utf8), paths.svg: Data(badges.svg.utf8)]
        #expect(Check(evidence).disagreements.count == before)
        evidence.badges[paths.svg] = Data(badges.svg.replacing("94.00", with: "99.00").utf8)
        #expect(Check(evidence).disagreements.contains { $0.subject.hasPrefix("report/mnist/badge.svg, line ") })
    }

    @Test func `A model card stands at the head of the report, and only where it is wanted`() throws {
        var record = RunRecord.sample()
        let plain = try RunOutputs(record: record, recordSHA256: "").report
        #expect(plain.hasPrefix("# "))
        record.presentation.license = "mit"
        let report = try RunOutputs(record: record, recordSHA256: "").report
        #expect(report.hasSuffix(plain))
        #expect(report.hasPrefix("---\nlicense: \"mit\"\npipeline_tag: image-classification\n"))
        #expect(report.contains("    metrics:\n    - type: accuracy\n      value: 0.94\n---\n\n# "))
    }
}
