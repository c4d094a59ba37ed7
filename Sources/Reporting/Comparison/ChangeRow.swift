import RunRecords

/// A value before and after, in Markdown.
struct ChangeRow {
    var name: String
    var old: String
    var new: String
    /// What the change amounts to.
    var remark: String
    var isChanged: Bool

    /// Changed where the values read differently, unless said otherwise.
    init(_ name: String, _ old: String, _ new: String, remark: String = "", isChanged: Bool? = nil) {
        self.name = name
        self.old = old
        self.new = new
        self.remark = remark
        self.isChanged = isChanged ?? (old != new)
    }
}

/// A quoted passage of source before and after.
struct CodeChange {
    private let title: String
    private let old: CodeExcerpt?
    private let new: CodeExcerpt?

    init(_ title: String, old: CodeExcerpt?, new: CodeExcerpt?) {
        self.title = title
        self.old = old
        self.new = new
    }

    var row: ChangeRow {
        let name = "Code: \(Markdown.escaped(title))"
        guard let old, let new else {
            return ChangeRow(name, old == nil ? "none" : "quoted", new == nil ? "none" : "quoted")
        }
        guard old != new else { return ChangeRow(name, "same", "same") }
        let change = lines(new).difference(from: lines(old))
        let moved = old.path == new.path ? "" : ", now in \(Markdown.code(new.path))"
        return ChangeRow(
            name, Prose.count(lines(old).count, "line"), Prose.count(lines(new).count, "line"),
            remark: "\(change.insertions.count) added, \(change.removals.count) removed\(moved)", isChanged: true)
    }

    private func lines(_ excerpt: CodeExcerpt) -> [Substring] {
        excerpt.text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
