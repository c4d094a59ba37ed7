import Foundation
import Reporting
import Testing

@Suite struct ReadmeBlockTests {
    private let block = ReadmeBlock(name: "mnist")
    private let begin = "<!-- lenet:mnist:begin -->"
    private let end = "<!-- lenet:mnist:end -->"

    private func replaced(_ readme: String, with markdown: String = "New.") throws -> String {
        String(decoding: try block.replacing(in: Data(readme.utf8), with: markdown), as: UTF8.self)
    }

    @Test func `Only what stands between the markers is replaced`() throws {
        #expect(
            try replaced("# Title\n\(begin)\nold\nold\n\(end)\nrest\n")
                == "# Title\n\(begin)\n\nNew.\n\n\(end)\nrest\n")
        #expect(try replaced("\(begin)\n\(end)") == "\(begin)\n\nNew.\n\n\(end)")
    }

    @Test func `Writing the same again changes nothing`() throws {
        let once = try replaced("a\n\(begin)\nx\n\(end)\nb\n", with: "One.\n\nTwo.\n")
        #expect(try replaced(once, with: "One.\n\nTwo.\n") == once)
        #expect(try block.content(of: Data(once.utf8)) == ReadmeBlock.content(for: "One.\n\nTwo.\n"))
    }

    @Test func `Line ends of the file are kept, and the block takes them`() throws {
        let readme = "# Title\r\n\(begin)\r\nold\r\n\(end)\r\nrest\nmixed\r\n"
        let once = try replaced(readme, with: "One.\n\nTwo.")
        #expect(once == "# Title\r\n\(begin)\r\n\r\nOne.\r\n\r\nTwo.\r\n\r\n\(end)\r\nrest\nmixed\r\n")
        #expect(try replaced(once, with: "One.\n\nTwo.") == once)
        #expect(try block.content(of: Data(once.utf8)) == "\nOne.\n\nTwo.\n\n")
    }

    @Test func `Bytes outside that are no UTF-8 stay as they are`() throws {
        let outside = Data([0xff, 0xfe, 0x0a])
        let readme = outside + Data("\(begin)\n\(end)\n".utf8) + outside
        let result = try block.replacing(in: readme, with: "New.")
        #expect(result.prefix(3) == outside && result.suffix(3) == outside)
    }

    @Test func `A slice of a longer text is read by its own indices`() throws {
        let data = Data("junk\(begin)\nold\n\(end)\nrest".utf8).dropFirst(4)
        #expect(try block.replacing(in: data, with: "New.") == Data("\(begin)\n\nNew.\n\n\(end)\nrest".utf8))
    }

    @Test func `Markers may be indented or follow a byte order mark, but stand alone on their lines`() throws {
        #expect(try replaced("  \(begin) \n\t\(end)\n") == "  \(begin) \n\nNew.\n\n\t\(end)\n")
        #expect(try replaced("\u{feff}\(begin)\n\(end)\n") == "\u{feff}\(begin)\n\nNew.\n\n\(end)\n")
        let spoken = "Write `\(begin)` into the README.\n"
        #expect(throws: ReadmeBlockError.missing(marker: begin, other: 2)) { try replaced(spoken + end) }
        #expect(try replaced(spoken + "\(begin)\n\(end)\n").hasPrefix(spoken))
    }

    @Test func `Blocks of other data sets are left alone`() throws {
        let other = "<!-- lenet:synthetic:begin -->\nkept\n<!-- lenet:synthetic:end -->\n"
        #expect(try replaced(other + "\(begin)\n\(end)\n").hasPrefix(other))
    }

    @Test func `A missing marker is named, with the line of its counterpart`() {
        #expect(throws: ReadmeBlockError.missing(marker: begin, other: nil)) { try replaced("") }
        #expect(throws: ReadmeBlockError.missing(marker: begin, other: 2)) { try replaced("a\n\(end)\n") }
        #expect(throws: ReadmeBlockError.missing(marker: end, other: 1)) { try replaced("\(begin)\n") }
    }

    @Test func `A doubled marker is named with its lines`() {
        #expect(throws: ReadmeBlockError.doubled(marker: begin, lines: [1, 2])) {
            try replaced("\(begin)\n\(begin)\n\(end)\n")
        }
        #expect(throws: ReadmeBlockError.doubled(marker: end, lines: [2, 4])) {
            try replaced("\(begin)\n\(end)\n\n\(end)\n")
        }
    }

    @Test func `Markers in the wrong order are named`() {
        #expect(throws: ReadmeBlockError.misordered(begin: begin, beginLine: 3, end: end, endLine: 1)) {
            try replaced("\(end)\n\n\(begin)\n")
        }
    }

    @Test func `Each error is a sentence that says where and what to do`() {
        #expect(
            ReadmeBlockError.missing(marker: begin, other: nil).description
                == "README.md lacks the line `\(begin)`: add it alone on a line, where the results are to stand.")
        #expect(
            ReadmeBlockError.missing(marker: end, other: 4).description
                == "README.md lacks the line `\(end)`, though its counterpart is on line 4: "
                + "add it alone on a line, where the results are to stand.")
        #expect(
            ReadmeBlockError.doubled(marker: begin, lines: [1, 5, 9]).description
                == "README.md has the line `\(begin)` 3 times, on lines 1, 5 and 9: keep one.")
        #expect(
            ReadmeBlockError.misordered(begin: begin, beginLine: 3, end: end, endLine: 1).description
                == "README.md has `\(end)` on line 1, before `\(begin)` on line 3: put the latter first.")
    }
}
