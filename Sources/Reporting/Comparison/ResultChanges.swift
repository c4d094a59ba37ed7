import RunRecords

/// How the results of two runs differ.
struct ResultChanges {
    private let old: RunRecord
    private let new: RunRecord

    init(_ old: RunRecord, _ new: RunRecord) {
        self.old = old
        self.new = new
    }

    var rows: [ChangeRow] {
        [
            ChangeRow("Test accuracy", test(old), test(new), remark: testRemark),
            accuracy("Validation accuracy after the last epoch") { $0.epochs.last?.validationAccuracy },
            accuracy("Training accuracy after the last epoch") { $0.epochs.last?.trainingAccuracy },
            loss, epochs,
        ]
    }

    /// Of the classes for which it changed.
    var recalls: [ChangeRow] {
        let names = ClassNames(
            (new.dataset.classes >= old.dataset.classes ? new : old).dataset, isMarkdown: true)
        return (0..<max(old.test.confusion.classes, new.test.confusion.classes)).map { label in
            let recall: (RunRecord) -> Double? = { record in
                label < record.test.confusion.classes ? record.test.confusion.recall(label) : nil
            }
            return accuracy(names.label(label), recall)
        }
    }

    private func test(_ record: RunRecord) -> String {
        let headline = Headline(record)
        return "\(NumberFormat.percentage(record.test.accuracy)) (\(headline.fraction))"
    }

    private var testRemark: String {
        let exceedsChance = paired?.exceedsChance ?? unpaired.exceedsChance
        let chance = exceedsChance ? "more than chance explains" : "chance explains it"
        return "\(signed(new.test.accuracy, minus: old.test.accuracy)), \(chance)"
    }

    private var paired: McNemarTest? { McNemarTest(old.test, new.test) }

    private var unpaired: TwoProportionTest {
        let (before, after) = (old.test.confusion, new.test.confusion)
        return TwoProportionTest(after.accuracy, of: after.total, before.accuracy, of: before.total)
    }

    /// How the remark on the test accuracy was reached; `nil` where it did not change.
    var explanation: String? {
        guard old.test.predictions != new.test.predictions || old.test.labels != new.test.labels else { return nil }
        guard let paired else {
            return """
                The test images of the two runs are not the same, so their accuracies are compared as those of different \
                samples: a two-proportion z-test gives |z|\u{a0}=\u{a0}\
                \(NumberFormat.decimal(unpaired.z.magnitude, decimals: 2)), and chance alone keeps |z| below \
                \(NumberFormat.decimal(TwoProportionTest.criticalValue, decimals: 2)) in 95\u{a0}% of cases.
                """
        }
        return """
            Of the same \(Prose.count(old.test.labels.count, "test image")), \(NumberFormat.count(paired.onlySecond)) \
            \(Prose.noun(paired.onlySecond, "is", "are")) classified correctly only after the change and \
            \(NumberFormat.count(paired.onlyFirst)) only before it. Were both networks equally good, a split at least as \
            uneven would have a probability of \(probability(paired.pValue)) (McNemar's exact test).
            """
    }

    private func probability(_ value: Double) -> String {
        value < 0.0001 ? "less than 0.0001" : NumberFormat.decimal(value, decimals: 4)
    }

    private func accuracy(_ name: String, _ value: (RunRecord) -> Double?) -> ChangeRow {
        let (before, after) = (value(old), value(new))
        var remark = ""
        if let before, let after { remark = signed(after, minus: before) }
        return ChangeRow(name, percentage(before), percentage(after), remark: remark)
    }

    private func percentage(_ value: Double?) -> String {
        value.map { NumberFormat.percentage($0) } ?? "none"
    }

    private var loss: ChangeRow {
        func last(_ record: RunRecord) -> String {
            record.epochLosses.last.map { NumberFormat.decimal($0, decimals: 4) } ?? "none"
        }
        return ChangeRow("Mean loss in the last epoch", last(old), last(new))
    }

    /// Accuracies of earlier epochs, which no other row shows.
    private var epochs: ChangeRow {
        let shared = min(old.epochs.count, new.epochs.count)
        let differing = (0..<shared).filter { old.epochs[$0] != new.epochs[$0] }
        guard let first = differing.first else { return ChangeRow("Accuracies of epochs", "same", "same") }
        return ChangeRow(
            "Accuracies of epochs", "–", Prose.count(differing.count, "epoch") + " of \(shared) changed",
            remark: "from epoch \(first + 1)")
    }

    /// `+0.08 percentage points`, between the percentages as they are shown.
    private func signed(_ after: Double, minus before: Double) -> String {
        let difference = ((after * 10_000).rounded() - (before * 10_000).rounded()) / 10_000
        return (difference < 0 ? "−" : "+") + Prose.points(difference)
    }
}
