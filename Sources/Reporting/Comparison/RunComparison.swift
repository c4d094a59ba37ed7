import RunRecords

/// What changed from one run to another, as Markdown for a pull request.
package struct RunComparison: Sendable {
    private let old: RunRecord
    private let new: RunRecord
    private let oldName: String
    private let newName: String

    /// Names are what the reader gave: paths or revisions.
    package init(old: RunRecord, new: RunRecord, oldName: String, newName: String) {
        self.old = old
        self.new = new
        self.oldName = oldName
        self.newName = newName
    }

    package var hasChanges: Bool { old != new }

    package var markdown: String {
        let between = "\(Markdown.code(oldName)) and \(Markdown.code(newName))"
        let heading = "## Changes of the run"
        guard hasChanges else {
            return Markdown.blocks([heading, "Nothing changed: \(between) hold the same run."]) + "\n"
        }
        return Markdown.blocks(
            [heading, "Compared are \(between)."]
                + [
                    table("Results", ResultChanges(old, new).rows),
                    table("Recall of each \(ClassNames(new.dataset).noun)", ResultChanges(old, new).recalls),
                    table("Settings", settings), table("Data", data), table("Network", network),
                    table("Program", program), rest,
                ]) + "\n"
    }

    private func table(_ title: String, _ rows: [ChangeRow]) -> String? {
        let changed = rows.filter(\.isChanged)
        guard !changed.isEmpty else { return title == "Results" ? "The results are the same." : nil }
        let hasRemarks = changed.contains { !$0.remark.isEmpty }
        var columns: [(String, MarkdownTable.Alignment)] = [(title, .left), ("Before", .right), ("After", .right)]
        if hasRemarks { columns.append(("Change", .left)) }
        var table = MarkdownTable(columns)
        for row in changed {
            table.append([row.name, row.old, row.new] + (hasRemarks ? [row.remark] : []))
        }
        return table.markdown
    }

    private var settings: [ChangeRow] {
        Setting.all.map { setting in
            ChangeRow(
                setting.label, setting.readableText(in: old.configuration),
                setting.readableText(in: new.configuration))
        }
    }

    private var data: [ChangeRow] {
        let files = Set(old.dataset.hashes.keys).union(new.dataset.hashes.keys).sorted()
        return [
            ChangeRow("Name", Markdown.escaped(old.dataset.name), Markdown.escaped(new.dataset.name)),
            ChangeRow("Kind", old.dataset.kind.rawValue, new.dataset.kind.rawValue),
            count("Training images", \.dataset.trainingImages),
            count("Validation images", \.dataset.validationImages), count("Test images", \.dataset.testImages),
            count("Classes", \.dataset.classes), count("Rows", \.dataset.rows), count("Columns", \.dataset.columns),
        ]
            + files.map { file in
                ChangeRow(
                    Markdown.code(file), ChangeRow.digest(old.dataset.hashes[file]),
                    ChangeRow.digest(new.dataset.hashes[file]))
            }
    }

    private var network: [ChangeRow] {
        [
            ChangeRow("Name", Markdown.escaped(old.network.name), Markdown.escaped(new.network.name)),
            count("Layers", \.network.layers.count), count("Parameters", \.network.parameters),
            count("Multiply-adds", \.network.multiplyAdds),
            ChangeRow(
                "Trained parameters, SHA-256", ChangeRow.digest(old.network.parametersSHA256),
                ChangeRow.digest(new.network.parametersSHA256)),
        ]
    }

    private var program: [ChangeRow] {
        let titles = (old.code + new.code).map(\.title).reduce(into: [String]()) { titles, title in
            if !titles.contains(title) { titles.append(title) }
        }
        return [
            ChangeRow(
                "Version", Markdown.escaped("\(old.generator.name) \(old.generator.version)"),
                Markdown.escaped("\(new.generator.name) \(new.generator.version)"))
        ]
            + titles.map { title in
                CodeChange(
                    title, old: old.code.first { $0.title == title }, new: new.code.first { $0.title == title }
                ).row
            }
    }

    /// What no table shows, so that no change goes without mention.
    private var rest: String? {
        let shown = ["generator", "configuration", "dataset", "network", "test", "epochs[", "code"]
        let others = old.differences(from: new).filter { difference in
            !shown.contains { difference.path.hasPrefix($0) } || difference.path.hasPrefix("network.layers")
        }
        guard !others.isEmpty else { return nil }
        let lines = others.map { other in
            "- \(Markdown.code(other.path)): \(Markdown.escaped(other.first)) became \(Markdown.escaped(other.second))"
        }
        return "Also different:\n\n" + lines.joined(separator: "\n")
    }

    private func count(_ name: String, _ value: (RunRecord) -> Int) -> ChangeRow {
        ChangeRow(name, NumberFormat.count(value(old)), NumberFormat.count(value(new)))
    }
}
