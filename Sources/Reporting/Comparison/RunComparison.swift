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
        let results = ResultChanges(old, new)
        let differences = FieldChanges(old, new)
        return Markdown.blocks([
            heading, "Compared are \(between).", table("Results", results.rows) ?? "The results are the same.",
            results.explanation,
            table("Recall of each \(ClassNames(new.dataset).noun)", results.recalls), table("Settings", settings),
            table("Data", differences.rows(of: "dataset")),
            table("Network", networkSizes + differences.rows(of: "network")),
            table("Program", differences.rows(of: "generator") + quotations), differences.rest,
        ]) + "\n"
    }

    private func table(_ title: String, _ rows: [ChangeRow]) -> String? {
        let changed = rows.filter(\.isChanged)
        guard !changed.isEmpty else { return nil }
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

    /// What follows from the layers.
    private var networkSizes: [ChangeRow] {
        [("Parameters", \NetworkSummary.parameters), ("Multiply-adds", \.multiplyAdds)].map { name, value in
            ChangeRow(
                name, NumberFormat.count(old.network[keyPath: value]), NumberFormat.count(new.network[keyPath: value]))
        }
    }

    private var quotations: [ChangeRow] {
        let titles = (old.code + new.code).map(\.title).reduce(into: [String]()) { titles, title in
            if !titles.contains(title) { titles.append(title) }
        }
        return titles.map { title in
            CodeChange(title, old: old.code.first { $0.title == title }, new: new.code.first { $0.title == title }).row
        }
    }
}

/// The fields of two records that differ and that no other row shows, whichever they are: nothing here knows the
/// fields by name, so that none is passed over.
struct FieldChanges {
    private let differences: [RecordDifference]

    /// What rows of results, settings and code show.
    private static let shown = ["configuration", "test.accuracy", "epochs", "code"]
    /// The parts of a record that have a table.
    private static let tables = ["dataset", "network", "generator"]

    init(_ old: RunRecord, _ new: RunRecord) {
        differences = old.differences(from: new).filter { difference in
            !Self.shown.contains { difference.isWithin($0) }
        }
    }

    func rows(of part: String) -> [ChangeRow] {
        differences.filter { $0.isWithin(part) }.map { difference in
            ChangeRow(
                name(String(difference.path.dropFirst(part.count + 1))), text(difference.first),
                text(difference.second), remark: difference.remark, isChanged: true)
        }
    }

    /// What has no table.
    var rest: String? {
        let others = differences.filter { difference in !Self.tables.contains { difference.isWithin($0) } }
        guard !others.isEmpty else { return nil }
        let lines = others.map { other in
            let remark = other.remark.isEmpty ? "" : "; " + other.remark
            return "- \(Markdown.code(other.path)): \(text(other.first)) became \(text(other.second))\(remark)"
        }
        return "Also different:\n\n" + lines.joined(separator: "\n")
    }

    /// `trainingImages` is "Training images"; the path of anything deeper stays as it is.
    private func name(_ path: String) -> String {
        guard path.allSatisfy({ $0.isLetter || $0.isNumber }) else { return Markdown.code(path) }
        var words = ""
        var previous: Character = "A"
        for character in path {
            let startsWord = character.isUppercase && !previous.isUppercase
            words += startsWord ? " " + String(character) : String(character)
            previous = character
        }
        let parts = words.split(separator: " ").map { $0.allSatisfy { !$0.isLowercase } ? String($0) : $0.lowercased() }
        return parts.joined(separator: " ").prefix(1).uppercased() + parts.joined(separator: " ").dropFirst()
    }

    private func text(_ value: String) -> String {
        let isSHA256 = value.utf8.count == 64 && value.allSatisfy(\.isHexDigit)
        return isSHA256 ? Markdown.code(String(value.prefix(16))) : Markdown.escaped(value)
    }
}

extension RecordDifference {
    fileprivate func isWithin(_ part: String) -> Bool {
        path == part || path.hasPrefix(part + ".") || path.hasPrefix(part + "[")
    }
}
