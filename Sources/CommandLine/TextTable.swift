import Reporting

/// Rows as aligned columns: the first to the left, numbers to the right.
package struct TextTable {
    private let rows: [[String]]

    package init(_ rows: [[String]]) {
        self.rows = rows
    }

    package var text: String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + padding : padding + cell
            }.joined(separator: "  ") + "\n"
        }.joined()
    }

    /// As a Markdown table, the first row its heading.
    package var markdown: String {
        let titles = rows.first ?? []
        var table = MarkdownTable(titles.enumerated().map { ($1, $0 == 0 ? .left : .right) })
        for row in rows.dropFirst() { table.append(row) }
        return table.markdown + "\n"
    }
}
