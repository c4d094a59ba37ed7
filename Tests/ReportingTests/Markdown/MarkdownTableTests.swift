import Reporting
import Testing

@Suite struct MarkdownTableTests {
    @Test func `Columns are padded and aligned`() {
        var table = MarkdownTable([("Name", .left), ("N", .right)])
        table.append(["a", "1"])
        table.append(["longer", "1,000"])
        #expect(
            table.markdown == """
                | Name   |     N |
                | ------ | ----: |
                | a      |     1 |
                | longer | 1,000 |
                """)
    }

    @Test func `Bars are escaped once, line breaks become spaces, rows get as many cells as columns`() {
        var table = MarkdownTable([("A", .left), ("B", .left)])
        table.append(["x|y", "x\\|y"])
        table.append(["one\ntwo"])
        table.append(["1", "2", "3"])
        let lines = table.markdown.split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines[2] == "| x\\|y    | x\\|y |")
        #expect(lines[3] == "| one two |      |")
        #expect(lines[4] == "| 1       | 2    |")
    }
}
