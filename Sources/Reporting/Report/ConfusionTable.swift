import RunRecords

/// How many test images of each class were taken for each class; no number where there are none.
struct ConfusionTable {
    private let confusion: ConfusionMatrix
    private let names: ClassNames

    init(_ record: RunRecord) {
        confusion = record.test.confusion
        names = ClassNames(record.dataset)
    }

    var markdown: String {
        let labels = (0..<confusion.classes).map { Markdown.escaped(names.label($0)) }
        var table = MarkdownTable(
            [(names.noun.capitalized, .right)] + labels.map { ("\(names.verb) \($0)", .right) })
        for (label, counts) in zip(labels, confusion.counts) {
            table.append([label] + counts.map { $0 == 0 ? "" : NumberFormat.count($0) })
        }
        return table.markdown
    }
}
