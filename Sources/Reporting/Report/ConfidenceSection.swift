import RunRecords

extension Report {
    /// `nil` where no test image says anything of it.
    private var confidence: Confidence? { record.test.confusion.total > 0 ? record.confidence : nil }

    /// How often the network is wrong when it is sure.
    var thresholdTable: String? {
        guard let confidence else { return nil }
        var table = MarkdownTable([
            ("At least so sure", .right), ("Test images", .right), ("Wrong", .right), ("Share wrong", .right),
        ])
        for threshold in confidence.thresholds {
            table.append([
                NumberFormat.shortest(threshold.probability * 100) + "\u{a0}%", NumberFormat.count(threshold.images),
                NumberFormat.count(threshold.wrong),
                threshold.images > 0
                    ? NumberFormat.percentage(Double(threshold.wrong) / Double(threshold.images), decimals: 3) : "–",
            ])
        }
        return table.markdown
    }

    var calibration: String? {
        guard let confidence else { return nil }
        let plain = confidence.calibration
        let claimed = 1 - mean(plain)
        let text = """
            On average the network claims an error of \(NumberFormat.percentage(claimed)), and \
            \(NumberFormat.percentage(1 - record.test.confusion.accuracy)) of its answers are wrong: \
            \(judgement(claimed)). The \
            expected calibration error, the mean distance between claimed and found error over the bins of the figure, is \
            \(NumberFormat.percentage(plain.expectedCalibrationError)); the negative log likelihood is \
            \(NumberFormat.decimal(plain.negativeLogLikelihood, decimals: 4)) nats and the Brier score \
            \(NumberFormat.decimal(plain.brierScore, decimals: 4)).
            """
        guard let temperature = confidence.temperature, let scaled = confidence.scaled else { return text }
        return text + """
             A temperature of \(NumberFormat.decimal(temperature, decimals: 3)), by which logits are divided so that the \
            validation images are most likely (Guo et al., 2017), brings them to \
            \(NumberFormat.percentage(scaled.expectedCalibrationError)), \
            \(NumberFormat.decimal(scaled.negativeLogLikelihood, decimals: 4)) and \
            \(NumberFormat.decimal(scaled.brierScore, decimals: 4)); no answer changes by that.
            """
    }

    /// What a claimed error says beside the one that was found.
    private func judgement(_ claimed: Double) -> String {
        let confusion = record.test.confusion
        let found = WilsonInterval(successes: confusion.total - confusion.correct, trials: confusion.total)
        if claimed < found.lower { return "it is surer than it should be" }
        if claimed > found.upper { return "it is less sure than it could be" }
        return "it is as sure as it should be, as far as \(Prose.count(confusion.total, "image")) can tell"
    }

    private func mean(_ calibration: Confidence.Calibration) -> Double {
        let images = calibration.bins.reduce(0) { $0 + $1.images }
        let sum = calibration.bins.reduce(0) { $0 + $1.probability * Double($1.images) }
        return images > 0 ? sum / Double(images) : 0
    }

    /// What remains where the least sure answers are not given.
    var rejection: String? {
        guard let confidence else { return nil }
        let total = record.test.confusion.total
        let wrong = confidence.wrongAfterRejection
        guard let all = wrong.first, all > 0, wrong.count > 10 else { return nil }
        func phrase(_ percent: Int) -> String {
            let kept = Confidence.kept(of: total, rejecting: percent)
            let share = kept > 0 ? Double(wrong[percent]) / Double(kept) : 0
            return
                "\(percent)\u{a0}% leaves \(Prose.count(wrong[percent], "mistake")) (\(NumberFormat.percentage(share)))"
        }
        return
            "Of \(Prose.count(all, "mistake")), rejecting the least sure \(phrase(1)), \(phrase(5)), and \(phrase(10))."
    }
}
