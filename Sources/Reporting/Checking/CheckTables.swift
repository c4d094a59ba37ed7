import Foundation

extension Check {
    /// For a terminal: a line for each statement that does not agree, or for each, and what it comes to.
    package func text(verbose: Bool) -> String {
        let shown = verbose ? rows : disagreements
        let widths = (subject: width(\.subject, shown), stated: width(\.stated, shown))
        let lines = shown.map { row in
            let mark = row.agrees ? "ok     " : "DIFFERS"
            return "\(mark)  \(padded(row.subject, widths.subject))  \(padded(row.stated, widths.stated))  \(row.found)"
        }
        let heading =
            "         \(padded("", widths.subject))  \(padded("stated", widths.stated))  found"
        let table = shown.isEmpty ? [] : [heading] + lines
        return (table + ["\(name): \(summary)"] + notes).joined(separator: "\n") + "\n"
    }

    /// `all 25 statements agree.`
    package var summary: String {
        let wrong = disagreements.count
        guard wrong > 0 else {
            return rows.count == 1 ? "the statement agrees." : "all \(rows.count) statements agree."
        }
        return "\(wrong) of \(Prose.count(rows.count, "statement")) \(Prose.noun(wrong, "does", "do")) not agree."
    }

    /// For machines: whether all passed, and of each its rows.
    package static func json(_ checks: [Check]) -> Data {
        struct Output: Encodable {
            struct Report: Encodable {
                let name: String
                let notes: [String]
                let passed: Bool
                let rows: [CheckRow]
            }
            let passed: Bool
            let reports: [Report]
        }
        let output = Output(
            passed: checks.allSatisfy(\.passed),
            reports: checks.map { .init(name: $0.name, notes: $0.notes, passed: $0.passed, rows: $0.rows) })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return ((try? encoder.encode(output)) ?? Data()) + Data("\n".utf8)
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
        return Markdown.blocks(
            ["## Is what is committed of \(Markdown.escaped(name)) true?", "**\(summary)**"] + notes + [table.markdown])
            + "\n"
    }

    /// Long values do not push the others off the screen.
    private func width(_ column: KeyPath<CheckRow, String>, _ rows: [CheckRow]) -> Int {
        min(rows.map { $0[keyPath: column].count }.max() ?? 0, 64)
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
