/// Rows as aligned columns: the first to the left, numbers to the right.
struct TextTable {
    private let rows: [[String]]

    init(_ rows: [[String]]) {
        self.rows = rows
    }

    var text: String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + padding : padding + cell
            }.joined(separator: "  ") + "\n"
        }.joined()
    }

    /// As a Markdown table, the first row its heading.
    var markdown: String {
        let lines = rows.map { "| " + $0.joined(separator: " | ") + " |\n" }
        let columns = rows.first?.count ?? 0
        let rule = "| " + (0..<columns).map { $0 == 0 ? "---" : "---:" }.joined(separator: " | ") + " |\n"
        return lines.prefix(1).joined() + rule + lines.dropFirst().joined()
    }
}
