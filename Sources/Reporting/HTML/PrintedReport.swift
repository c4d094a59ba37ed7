import ContentHashing
import Foundation

/// The report for paper: a page of HTML with figures as vectors on a light ground, for a browser to print as
/// `report/NAME/report.pdf`. The file ends with a comment that says which text was printed, with a checksum of all before it,
/// so that a check knows.
package struct PrintedReport: Sendable {
    package enum Paper: String, CaseIterable, Sendable {
        case a4, letter

        /// As style sheets name it.
        var size: String { self == .a4 ? "A4" : "letter" }
    }

    /// What a PDF was printed from.
    package struct Source: Sendable, Equatable {
        package let paper: Paper
        /// SHA-256 of the page without its figures, and with them.
        package let text: String
        package let page: String
    }

    package let html: String
    package let source: Source

    package init(_ outputs: RunOutputs, on paper: Paper) throws(ReportPageError) {
        let page = ReportPage(outputs)
        html = try page.html(for: paper)
        source = Source(
            paper: paper, text: try Self.textHash(outputs, paper), page: ContentHash.sha256(Data(html.utf8)))
    }

    static func textHash(_ outputs: RunOutputs, _ paper: Paper) throws(ReportPageError) -> String {
        ContentHash.sha256(Data(try ReportPage(outputs).htmlWithoutFigures(for: paper).utf8))
    }

    private static let comment = "%lenet printed "

    /// A PDF as a tool wrote it, without its clock time, and with a comment on its source.
    package func pdf(_ printed: Data) -> Data {
        var pdf = Self.withoutTimes(printed)
        if pdf.last != 0x0a { pdf.append(0x0a) }
        let words = [source.paper.rawValue, source.text, source.page, ContentHash.sha256(pdf)]
        return pdf + Data("\(Self.comment)\(words.joined(separator: " "))\n".utf8)
    }

    /// What a PDF says that it was printed from; `nil` for one of somebody else, or that somebody changed.
    package static func source(of pdf: Data) -> Source? {
        guard let start = pdf.range(of: Data(comment.utf8), options: .backwards) else { return nil }
        let words = String(decoding: pdf[start.upperBound...], as: UTF8.self).split { $0.isWhitespace }.map(String.init)
        guard words.count == 4, let paper = Paper(rawValue: words[0]),
            words[3] == ContentHash.sha256(Data(pdf[..<start.lowerBound]))
        else { return nil }
        return Source(paper: paper, text: words[1], page: words[2])
    }

    /// Dates become the first day of 1970, in as many bytes, so that the file's table of places stays right.
    private static func withoutTimes(_ pdf: Data) -> Data {
        var pdf = pdf
        for key in ["/CreationDate (D:", "/ModDate (D:", "/CreationDate(D:", "/ModDate(D:"] {
            var start = pdf.startIndex
            while let found = pdf.range(of: Data(key.utf8), in: start..<pdf.endIndex) {
                var place = found.upperBound
                var digits = Data("19700101000000".utf8)[...]
                while place < pdf.endIndex, pdf[place] != UInt8(ascii: ")") {
                    if 0x30...0x39 ~= pdf[place] { pdf[place] = digits.popFirst() ?? 0x30 }
                    place += 1
                }
                start = place
            }
        }
        return pdf
    }
}
