import Foundation

/// The part of a README that the program writes, between two comments that no reader sees:
///
///     <!-- lenet:NAME:begin -->
///     <!-- lenet:NAME:end -->
///
/// Each marker stands alone on its line; NAME is the data set's name, so one README can show several runs. All bytes
/// outside the block stay as they are, whatever their encoding and line ends; the block takes the line end of its
/// first marker.
package struct ReadmeBlock: Sendable {
    /// The data set's name.
    package let name: String

    package init(name: String) {
        self.name = name
    }

    package var beginMarker: String { "<!-- lenet:\(name):begin -->" }
    package var endMarker: String { "<!-- lenet:\(name):end -->" }

    /// The README with `markdown` between its markers. Throws where a marker is missing, doubled or out of order.
    package func replacing(in readme: Data, with markdown: String) throws(ReadmeBlockError) -> Data {
        let place = try locate(in: readme)
        var output = Data(readme[..<place.content.lowerBound])
        output += Data(Self.lines(of: markdown, endingIn: place.lineEnd).utf8)
        output += readme[place.content.upperBound...]
        return output
    }

    /// What stands between the markers, with plain line feeds.
    package func content(of readme: Data) throws(ReadmeBlockError) -> String {
        let text = String(decoding: readme[try locate(in: readme).content], as: UTF8.self)
        return text.replacing("\r\n", with: "\n")
    }

    /// `markdown` as it stands between the markers, with plain line feeds: ended, and apart from the markers by an
    /// empty line, without which Markdown would not see the block's beginning.
    package static func content(for markdown: String) -> String {
        lines(of: markdown, endingIn: "\n")
    }

    private static func lines(of markdown: String, endingIn lineEnd: String) -> String {
        let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
        let trimmed = lines.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed()
        return ([""] + trimmed + ["", ""]).joined(separator: lineEnd)
    }

    private struct Place {
        /// From the line after the first marker up to the line of the second.
        var content: Range<Data.Index>
        var lineEnd: String
    }

    private func locate(in readme: Data) throws(ReadmeBlockError) -> Place {
        let begin = Array(beginMarker.utf8)
        let end = Array(endMarker.utf8)
        var begins: [(number: Int, line: Data)] = []
        var ends: [(number: Int, line: Data)] = []
        for (number, line) in Self.lines(of: readme).enumerated() {
            let text = Self.trimmed(line)
            if text.elementsEqual(begin) { begins.append((number + 1, line)) }
            if text.elementsEqual(end) { ends.append((number + 1, line)) }
        }
        guard begins.count <= 1 else { throw .doubled(marker: beginMarker, lines: begins.map(\.number)) }
        guard ends.count <= 1 else { throw .doubled(marker: endMarker, lines: ends.map(\.number)) }
        guard let first = begins.first else { throw .missing(marker: beginMarker, other: ends.first?.number) }
        guard let last = ends.first else { throw .missing(marker: endMarker, other: first.number) }
        guard first.number < last.number else {
            throw .misordered(begin: beginMarker, beginLine: first.number, end: endMarker, endLine: last.number)
        }
        let isCRLF = first.line.suffix(2).elementsEqual([0x0d, 0x0a])
        return Place(content: first.line.endIndex..<last.line.startIndex, lineEnd: isCRLF ? "\r\n" : "\n")
    }

    /// Lines with their ends.
    private static func lines(of data: Data) -> [Data] {
        var lines: [Data] = []
        var start = data.startIndex
        while start < data.endIndex {
            let end = data[start...].firstIndex(of: 0x0a).map { data.index(after: $0) } ?? data.endIndex
            lines.append(data[start..<end])
            start = end
        }
        return lines
    }

    /// Without white space at either end, and without the byte order mark a file may begin with.
    private static func trimmed(_ line: Data) -> Data {
        let body = line.starts(with: [0xef, 0xbb, 0xbf]) ? line.dropFirst(3) : line
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
        let end = body.lastIndex { !isSpace($0) }.map { body.index(after: $0) } ?? body.startIndex
        return body[..<end].drop(while: isSpace)
    }
}
