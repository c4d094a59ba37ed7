import Foundation
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct PrintedReportTests {
    private func printed(_ template: String, on paper: PrintedReport.Paper = .a4) throws -> PrintedReport {
        try PrintedReport(RunOutputs(.sample(), template), on: paper)
    }

    @Test func `Figures are vectors on a light ground, on numbered pages of the paper asked for`() throws {
        let html = try printed("# A\n\n{{> figure confusion-matrix}}\n", on: .letter).html
        #expect(html.contains("size: letter;") && html.contains("counter(page)"))
        #expect(html.contains("data:image/svg+xml;base64,") && !html.contains("image/png") && !html.contains("<source"))
        #expect(try printed("# A\n").html.contains("size: A4;"))
    }

    @Test func `A PDF says what was printed, and no time`() throws {
        let report = try printed("# A\n\n{{test.accuracy}}\n")
        let raw = Data("%PDF-1.4\n/CreationDate (D:20261127121008+01'00')\n/ModDate (D:20261127)\n%%EOF".utf8)
        let pdf = report.pdf(raw)
        let text = String(decoding: pdf, as: UTF8.self)
        #expect(
            text.hasPrefix(
                "%PDF-1.4\n/CreationDate (D:19700101000000+00'00')\n/ModDate (D:19700101)\n%%EOF\n%lenet printed a4 "))
        #expect(PrintedReport.source(of: pdf) == report.source)
        #expect(PrintedReport.source(of: raw) == nil)
        #expect(PrintedReport.source(of: Data(text.replacing("%%EOF", with: "%%EOg").utf8)) == nil)
        #expect(try printed("# B\n").source != report.source)
    }
}
