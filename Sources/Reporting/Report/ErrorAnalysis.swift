import RunRecords

/// Which classes are hard, and what is taken for what.
struct ErrorAnalysis {
    private let record: RunRecord
    private let names: ClassNames
    private var confusion: ConfusionMatrix { record.test.confusion }

    init(_ record: RunRecord) {
        self.record = record
        names = ClassNames(record.dataset, isMarkdown: true)
    }

    private var wrong: Int { confusion.total - confusion.correct }

    var hardestClasses: String {
        guard wrong > 0 else {
            return "No test image was misclassified, so no \(names.noun) is harder than another."
        }
        let recalls = (0..<confusion.classes).compactMap { label in
            confusion.recall(label).map { (label: label, recall: $0) }
        }
        let easiest = recalls.map(\.recall).max() ?? 0
        let below = recalls.filter { $0.recall < easiest }.sorted { ($0.recall, $0.label) < ($1.recall, $1.label) }
        guard !below.isEmpty else {
            return recalls.count == 1
                ? "All test images are of one \(names.noun)." : "Every \(names.noun) was equally hard."
        }
        let hardest = below.prefix(3).map {
            "\(names.name($0.label)) (\(NumberFormat.percentage($0.recall)) recognized)"
        }
        let best = recalls.filter { $0.recall == easiest }.map(\.label)
        return """
            \(hardest.count == 1 ? "The hardest \(names.noun) was" : "The hardest \(names.pluralNoun) were") \
            \(Prose.list(hardest)); the easiest \(best.count == 1 ? "was" : "were") \(names.names(best)) \
            (\(NumberFormat.percentage(easiest))\(best.count == 1 ? "" : " each")).
            """
    }

    /// How well the rarest classes are recognized, where others have at least twice as many training images.
    var rarestClasses: String? {
        let sizes = record.dataset.trainingClassSizes
        guard confusion.total > 0, let least = sizes.min(), let most = sizes.max(), 2 * least <= most else {
            return nil
        }
        let rare = sizes.indices.filter { 2 * sizes[$0] <= most && confusion.recall($0) != nil }
            .sorted { (sizes[$0], $0) < (sizes[$1], $1) }.prefix(3)
        guard !rare.isEmpty else { return nil }
        let list = rare.map { label in
            "\(names.name(label)) (\(NumberFormat.percentage(confusion.recall(label) ?? 0)) recognized, learned from "
                + "\(Prose.count(sizes[label], "image")))"
        }
        return "The rarest in training \(rare.count == 1 ? "was" : "were") \(Prose.list(list))."
    }

    var commonestConfusions: String? {
        guard wrong > 0 else { return nil }
        let pairs = confusion.mistakes
        let total = "\(Prose.count(wrong, "test image")) \(Prose.noun(wrong, "was", "were")) misclassified"
        guard pairs.count > 1, let most = pairs.first else {
            let pair = pairs.first.map { ": \(phrase($0.actual, $0.predicted)), \(Prose.times($0.count))" } ?? ""
            return "In all, \(total)\(pair)."
        }
        guard most.count > 1 else {
            return "In all, \(total), and no confusion occurred more than once."
        }
        let commonest = pairs.filter { $0.count > 1 }.prefix(5)
        let list = commonest.map { "\(phrase($0.actual, $0.predicted)) (\(Prose.times($0.count)))" }
        let verb = commonest.count == 1 ? "confusion was" : "confusions were"
        return "In all, \(total). The commonest \(verb) \(Prose.list(list))."
    }

    /// What the figure of mistakes begins with.
    var mostConfidentMistake: String? {
        guard let mistake = record.exhibits.mistakes.first else { return nil }
        let probability = NumberFormat.percentage(Double(mistake.probability))
        let isRoundedUp = mistake.probability < 1 && probability == NumberFormat.percentage(1)
        return """
            Of all mistakes the network was surest of \(phrase(mistake.actual, mistake.predicted)): it gave the wrong \
            \(names.noun) a probability of \
            \(isRoundedUp ? "more than 99.99\u{a0}%" : probability) (test image \
            \(NumberFormat.count(mistake.index)), counted from 0).
            """
    }

    /// Mistakes on images whose label people did not confirm.
    var doubtfulLabels: String? {
        let labelErrors = KnownLabelErrors(record.dataset)
        let mistakes = record.exhibits.mistakes
        let doubtful = mistakes.filter { labelErrors.note($0.index) != nil }
        guard !doubtful.isEmpty else { return nil }
        let list = doubtful.map { mistake in
            "image \(NumberFormat.count(mistake.index)), labeled \(names.label(mistake.actual)) and read as \(names.label(mistake.predicted)) "
                + "(\(labelErrors.note(mistake.index) ?? ""))"
        }
        return """
            Not every label is right: of \(KnownLabelErrors.count) test images people did not confirm the label \
            (Northcutt, Athalye and Mueller, [*Pervasive label errors in test sets destabilize machine learning \
            benchmarks*](https://doi.org/10.48550/arXiv.2103.14749), 2021). Of the \(mistakes.count) most confident mistakes \
            \(Prose.count(doubtful.count, "is on one of those", "are on such images")): \(Prose.list(list)). They count as \
            mistakes all the same.
            """
    }

    /// `a 4 taken for a 9`
    private func phrase(_ actual: Int, _ predicted: Int) -> String {
        "\(names.one(actual)) taken for \(names.one(predicted))"
    }
}

extension ConfusionMatrix {
    /// What was taken for what, and how often, the most frequent first.
    var mistakes: [(actual: Int, predicted: Int, count: Int)] {
        (0..<classes).flatMap { actual in
            (0..<classes).filter { $0 != actual && counts[actual][$0] > 0 }
                .map { (actual: actual, predicted: $0, count: counts[actual][$0]) }
        }.sorted { ($1.count, $0.actual, $0.predicted) < ($0.count, $1.actual, $1.predicted) }
    }
}
