import RunRecords

/// Precision, recall and F1 of each class, and their plain means.
struct ClassTable {
    private let confusion: ConfusionMatrix
    private let names: ClassNames

    init(_ record: RunRecord) {
        confusion = record.test.confusion
        names = ClassNames(record.dataset, isMarkdown: true)
    }

    var markdown: String {
        Markdown.blocks([
            table,
            """
            Precision is the share of images taken for a \(names.noun) that belong to it; recall is the share of images of a \
            \(names.noun) that were recognized; F1 is their harmonic mean. The last column has the \
            commonest wrong answers. The means weigh every \(names.noun) alike\(hasGaps ? "; a dash stands where there is nothing to divide by, and is left out of them" : "").
            """,
        ])
    }

    private var table: String {
        let labels = (0..<confusion.classes).map(names.label)
        let areNumbers = labels.allSatisfy { $0.allSatisfy(\.isNumber) }
        var table = MarkdownTable([
            (names.noun.capitalized, areNumbers ? .right : .left), ("Test images", .right), ("Recognized", .right),
            ("Precision", .right),
            ("Recall", .right), ("F1", .right), ("Mistaken for", .left),
        ])
        for label in 0..<confusion.classes {
            table.append([
                labels[label], NumberFormat.count(confusion.actual(label)),
                NumberFormat.count(confusion.counts[label][label]), percentage(confusion.precision(label)),
                percentage(confusion.recall(label)), percentage(confusion.f1(label)), commonestMistake(label),
            ])
        }
        table.append([
            "**Mean**", "", "", percentage(confusion.mean(confusion.precision)),
            percentage(confusion.mean(confusion.recall)),
            percentage(confusion.mean(confusion.f1)), "",
        ])
        guard confusion.classes > 30 else { return table.markdown }
        return Markdown.folded(table.markdown, summary: "All \(confusion.classes) \(names.pluralNoun)")
    }

    private var hasGaps: Bool {
        (0..<confusion.classes).contains { confusion.precision($0) == nil || confusion.recall($0) == nil }
    }

    private func percentage(_ value: Double?) -> String { value.map { NumberFormat.percentage($0) } ?? "–" }

    /// The classes for which images of `label` were mistaken most often.
    private func commonestMistake(_ label: Int) -> String {
        let wrong = (0..<confusion.classes).filter { $0 != label && confusion.counts[label][$0] > 0 }
        guard let most = wrong.map({ confusion.counts[label][$0] }).max() else { return "–" }
        let predicted = wrong.filter { confusion.counts[label][$0] == most }
        guard predicted.count <= 3 else { return "\(predicted.count) \(names.pluralNoun), \(Prose.times(most)) each" }
        return
            "\(Prose.list(predicted.map(names.label))) (\(Prose.times(most))\(predicted.count > 1 ? " each" : ""))"
    }
}

extension ConfusionMatrix {
    /// The plain mean of a measure over the classes for which it exists.
    func mean(_ measure: (Int) -> Double?) -> Double? {
        let values = (0..<classes).compactMap(measure)
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
