import RunRecords

/// What the accuracies after each epoch say: the gap between images learned from and images set aside, and whether
/// the last epoch was the best.
struct AccuracyHistory {
    private let record: RunRecord

    init(_ record: RunRecord) {
        self.record = record
    }

    var sentences: String? {
        guard let last = record.epochs.last else { return nil }
        guard let validation = last.validationAccuracy else {
            return Markdown.blocks([
                """
                After the last epoch the network classified \(NumberFormat.percentage(last.trainingAccuracy)) of the \
                training images correctly. Without validation images nothing here shows whether it overfits.
                """, best(record.epochs.map(\.trainingAccuracy), of: "training"),
            ])
        }
        return Markdown.blocks([
            gap(training: last.trainingAccuracy, validation: validation),
            best(record.epochs.map { $0.validationAccuracy ?? 0 }, of: "validation"),
        ])
    }

    private func gap(training: Double, validation: Double) -> String {
        let test = TwoProportionTest(
            training, of: record.dataset.trainingImages, validation, of: record.dataset.validationImages)
        let ending = record.epochs.count == 1 ? "After the epoch" : "After the last epoch"
        let facts = """
            \(ending) the network classified \(NumberFormat.percentage(training)) of the training images and \
            \(NumberFormat.percentage(validation)) of the validation images correctly
            """
        guard test.difference != 0 else { return facts + ": there is no gap between them." }
        let higher = test.difference > 0 ? "training" : "validation"
        return """
            \(facts), a gap of \(Prose.points(between: training, and: validation)) in favor of the \(higher) images. \
            \(judgement(test))
            """
    }

    private func judgement(_ test: TwoProportionTest) -> String {
        let statistic = """
            a two-proportion z-test gives \
            |z|\u{a0}=\u{a0}\(NumberFormat.decimal(test.z.magnitude, decimals: 2)), and chance alone keeps |z| below \
            \(NumberFormat.decimal(TwoProportionTest.criticalValue, decimals: 2)) in 95\u{a0}% of cases
            """
        guard test.exceedsChance else { return "Chance explains such a gap: \(statistic)." }
        let meaning =
            test.difference > 0
            ? "the network does better on the images that it learned from than on new ones, which is overfitting"
            : "the images set aside happen to be easier"
        return "That is more than chance explains: \(statistic). So \(meaning)."
    }

    /// Which epoch was best, so that a reader sees when more training did not help.
    private func best(_ accuracies: [Double], of part: String) -> String? {
        guard accuracies.count > 1, let last = accuracies.last, let top = accuracies.max(),
            let epoch = accuracies.firstIndex(of: top)
        else { return nil }
        if epoch == accuracies.count - 1 {
            return "The \(part) accuracy was highest after the last epoch."
        }
        if last == top {
            return """
                The \(part) accuracy was at its highest after the last epoch, but no higher than it had been after \
                epoch \(epoch + 1).
                """
        }
        return """
            The \(part) accuracy was highest after epoch \(epoch + 1), \(NumberFormat.percentage(top)); after the last \
            epoch, whose parameters are the ones kept, it was lower by \(Prose.points(between: top, and: last)).
            """
    }
}
