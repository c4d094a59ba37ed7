/// A table of GitHub's Markdown, its columns padded so that the source reads as a table too.
package struct MarkdownTable: Sendable {
    package enum Alignment: Sendable { case left, right }

    private let columns: [(title: String, alignment: Alignment)]
    private var rows: [[String]] = []

    package init(_ columns: [(String, Alignment)]) {
        self.columns = columns.map { (title: $0.0, alignment: $0.1) }
    }

    /// Cells are Markdown; a bar in them is escaped, a line break becomes a space. Missing cells stay empty.
    package mutating func append(_ cells: [String]) {
        let padded = cells + Array(repeating: "", count: max(0, columns.count - cells.count))
        rows.append(padded.prefix(columns.count).map(Self.cell))
    }

    package var markdown: String {
        let titles = columns.map { Self.cell($0.title) }
        let widths = columns.indices.map { column in
            ([titles] + rows).reduce(3) { max($0, $1[column].count) }
        }
        let rule = zip(columns, widths).map { column, width in
            column.alignment == .right
                ? String(repeating: "-", count: width - 1) + ":" : String(repeating: "-", count: width)
        }
        let lines = [line(titles, widths), line(rule, widths)] + rows.map { line($0, widths) }
        return lines.joined(separator: "\n")
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = columns.indices.map { column in
            let padding = String(repeating: " ", count: widths[column] - cells[column].count)
            return columns[column].alignment == .right ? padding + cells[column] : cells[column] + padding
        }
        return "| " + padded.joined(separator: " | ") + " |"
    }

    private static func cell(_ text: String) -> String {
        var output = ""
        var isEscaped = false
        for character in text {
            switch character {
            case "|" where !isEscaped: output += "\\|"
            case _ where character.isNewline: output += " "
            default: output.append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return output
    }
}
