import Foundation

extension Check {
    /// For a terminal: a line each, stated beside found, and what it comes to.
    package var table: String {
        let widths = (subject: width(\.subject), stated: width(\.stated))
        let lines = rows.map { row in
            let mark = row.agrees ? "ok     " : "DIFFERS"
            return "\(mark)  \(padded(row.subject, widths.subject))  \(padded(row.stated, widths.stated))  \(row.found)"
        }
        let heading =
            "         \(padded("", widths.subject))  \(padded("stated", widths.stated))  found"
        return ([heading] + lines + [summary]).joined(separator: "\n") + "\n"
    }

    /// `All 25 statements agree.`
    package var summary: String {
        let wrong = disagreements.count
        guard wrong > 0 else {
            return rows.count == 1 ? "The statement agrees." : "All \(rows.count) statements agree."
        }
        return "\(wrong) of \(Prose.count(rows.count, "statement")) \(Prose.noun(wrong, "does", "do")) not agree."
    }

    /// For machines: `passed` and the rows.
    package var json: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let encoded = try? encoder.encode(Output(passed: passed, rows: rows))
        return (encoded ?? Data()) + Data("\n".utf8)
    }

    private struct Output: Encodable {
        var passed: Bool
        var rows: [CheckRow]
    }

    /// For the summary of a job on GitHub: what does not agree, then the whole table.
    package var markdown: String {
        var table = MarkdownTable([("", .left), ("Statement", .left), ("Stated", .left), ("Found", .left)])
        for row in disagreements + rows.filter(\.agrees) {
            table.append([
                row.agrees ? "✓" : "✗", Markdown.escaped(row.subject), Markdown.escaped(row.stated),
                Markdown.escaped(row.found),
            ])
        }
        return Markdown.blocks(["## Is what is committed true?", "**\(summary)**", table.markdown]) + "\n"
    }

    /// Long values do not push the others off the screen.
    private func width(_ column: KeyPath<CheckRow, String>) -> Int {
        min(rows.map { $0[keyPath: column].count }.max() ?? 0, 64)
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
