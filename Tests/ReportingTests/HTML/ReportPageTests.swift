import Charts
import Foundation
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct ReportPageTests {
    private static func page(_ record: RunRecord) throws -> String {
        try ReportPage(RunOutputs(record: record, recordSHA256: RunRecord.digest("f"))).html(dpi: 36)
    }

    @Test func `The page loads nothing from elsewhere and runs nothing`() throws {
        let record = RunRecord.sample(kind: .files)
        let page = try Self.page(record)
        for attribute in [" src=\"", " srcset=\""] {
            let addresses = page.components(separatedBy: attribute).dropFirst()
            #expect(
                addresses.count == Figure.all(of: record).count && addresses.allSatisfy { $0.hasPrefix("data:image/") }
            )
        }
        for forbidden in ["<script", "<link", "<iframe", "<object", "@import", "url(", "onload", "javascript:"] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        #expect(page.contains("default-src 'none'"))
        let links = page.components(separatedBy: " href=\"").dropFirst()
        #expect(links.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("https://doi.org/") })
    }

    @Test func `Figures inside are those that the record draws`() throws {
        let record = RunRecord.sample()
        let page = try Self.page(record)
        for figure in RunOutputs(record: record, recordSHA256: "").figures {
            for appearance in Appearance.allCases {
                let candidates = try [DrawingFormat.svg, .png].map {
                    try figure.render($0, appearance: appearance, dpi: 36)
                }
                let smaller = try #require(candidates.min { $0.count < $1.count })
                #expect(page.contains(smaller.base64EncodedString()))
            }
        }
    }

    @Test func `Tables, code and pictures are converted, and sections can be linked to`() throws {
        let page = try Self.page(.sample())
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(page.contains("<title>LeNet-5 on MNIST</title>"))
        #expect(page.contains("<h1>LeNet-5 on MNIST</h1>"))
        #expect(page.contains("<strong>61,706</strong>"))
        #expect(page.contains("<code class=\"language-swift\">let network = LeNet5(classes: 10)"))
        #expect(page.contains("<picture>") && !page.contains("&lt;picture"))
        #expect(page.contains("<h2 id=\"provenance\">Provenance</h2>") && page.contains("href=\"#provenance\""))
        #expect(page.contains("<h2 id=\"feature-maps\">Feature maps</h2>"))
    }

    @Test func `A name cannot become markup`() throws {
        var record = RunRecord.sample(kind: .files)
        record.dataset.name = "</title><script>alert(1)</script>"
        let page = try Self.page(record)
        #expect(!page.contains("<script"))
        #expect(page.contains("&lt;script&gt;"))
    }

    @Test func `Both color schemes and small screens have a style`() throws {
        let page = try Self.page(.sample())
        #expect(page.contains("@media screen and (prefers-color-scheme: dark)") && page.contains("@media (max-width"))
        #expect(page.contains("width=device-width"))
    }

    @Test func `Each error is a sentence`() {
        let font = ChartError.missingFont(family: "DejaVu Sans", package: "fonts-dejavu-core")
        #expect(ReportPageError.figure(font).description == font.description)
        #expect(ReportPageError.conversionFailed.description.hasPrefix("The report could not be turned into HTML"))
    }

    @Test func `A resolution that cannot be drawn is refused`() {
        let outputs = RunOutputs(record: .sample(), recordSHA256: "")
        #expect(throws: ReportPageError.self) { try ReportPage(outputs).html(dpi: 0) }
    }
}
