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
        (0..<max(old.test.confusion.classes, new.test.confusion.classes)).map { label in
            let recall: (RunRecord) -> Double? = { record in
                label < record.test.confusion.classes ? record.test.confusion.recall(label) : nil
            }
            return accuracy("\(label)", recall)
        }
    }

    private func test(_ record: RunRecord) -> String {
        let headline = Headline(record)
        return "\(NumberFormat.percentage(record.test.accuracy)) (\(headline.fraction))"
    }

    private var testRemark: String {
        let (before, after) = (old.test.confusion, new.test.confusion)
        let test = TwoProportionTest(after.accuracy, of: after.total, before.accuracy, of: before.total)
        let chance = test.exceedsChance ? "more than chance explains" : "chance explains it"
        return "\(signed(test.difference)), \(chance)"
    }

    private func accuracy(_ name: String, _ value: (RunRecord) -> Double?) -> ChangeRow {
        let (before, after) = (value(old), value(new))
        var remark = ""
        if let before, let after { remark = signed(after - before) }
        return ChangeRow(name, percentage(before), percentage(after), remark: remark)
    }

    private func percentage(_ value: Double?) -> String {
        value.map { NumberFormat.percentage($0) } ?? "none"
    }

    private var loss: ChangeRow {
        func last(_ record: RunRecord) -> String {
            LossHistory(record).meanLosses.last.map { NumberFormat.decimal($0, decimals: 4) } ?? "none"
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

    /// `+0.08 percentage points`
    private func signed(_ difference: Double) -> String {
        (difference < 0 ? "−" : "+") + Prose.points(difference)
    }
}
