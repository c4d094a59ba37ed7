import RunRecords

/// Turns logits into probabilities and measures how far they can be trusted.
///
/// Exponentials and logarithms are computed here from + - * / alone, so the record has the same bits on every machine.
package struct ConfidenceMeasurement {
    /// An image's logits and its true class.
    package struct Answer: Sendable {
        let logits: [Float]
        let label: Int

        package init(logits: [Float], label: Int) {
            (self.logits, self.label) = (logits, label)
        }
    }

    private static let bins = 15

    /// - Parameters:
    ///   - test: the test images' answers; `nil` results where there are none, and where any logit is not finite
    ///   - validation: those of the validation images, on which the temperature is fitted
    package static func confidence(test: [Answer], validation: [Answer]) -> Confidence? {
        guard !test.isEmpty, (test + validation).allSatisfy({ $0.logits.allSatisfy(\.isFinite) }) else { return nil }
        let plain = calibration(of: test, sharpness: 1)
        let sharpness = validation.isEmpty ? nil : bestSharpness(for: validation)
        return Confidence(
            calibration: plain.calibration, thresholds: thresholds(plain.judgements),
            wrongAfterRejection: rejection(plain.judgements), temperature: sharpness.map { 1 / $0 },
            scaled: sharpness.map { calibration(of: test, sharpness: $0).calibration })
    }

    /// The probability of an answer and whether it is right.
    private struct Judgement {
        let probability: Double
        let isCorrect: Bool
    }

    /// Logits are multiplied by `sharpness`, the inverse of the temperature. Judgements come by rising probability.
    private static func calibration(
        of answers: [Answer], sharpness: Double
    ) -> (calibration: Confidence.Calibration, judgements: [Judgement]) {
        var (likelihood, brier) = (0.0, 0.0)
        var judgements: [Judgement] = []
        for answer in answers {
            // The first of equal logits is the answer, as in the confusion matrix.
            let predicted = answer.logits.indices.reduce(0) { answer.logits[$1] > answer.logits[$0] ? $1 : $0 }
            let powers = answer.logits.map { exponential((Double($0) - Double(answer.logits[predicted])) * sharpness) }
            let sum = powers.reduce(0, +)
            likelihood +=
                logarithm(sum) - (Double(answer.logits[answer.label]) - Double(answer.logits[predicted])) * sharpness
            for (label, power) in powers.enumerated() {
                let distance = power / sum - (label == answer.label ? 1 : 0)
                brier += distance * distance
            }
            judgements.append(Judgement(probability: powers[predicted] / sum, isCorrect: predicted == answer.label))
        }
        let order = judgements.indices.sorted {
            (judgements[$0].probability, $0) < (judgements[$1].probability, $1)
        }
        let sorted = order.map { judgements[$0] }
        let count = min(bins, sorted.count)
        let parts = (0..<count).map { sorted[$0 * sorted.count / count..<($0 + 1) * sorted.count / count] }
        let calibration = Confidence.Calibration(
            bins: parts.map { part in
                Confidence.Bin(
                    images: part.count, correct: part.count(where: \.isCorrect),
                    probability: min(part.reduce(0) { $0 + $1.probability } / Double(part.count), 1))
            },
            negativeLogLikelihood: likelihood / Double(answers.count), brierScore: brier / Double(answers.count))
        return (calibration, sorted)
    }

    private static func thresholds(_ judgements: [Judgement]) -> [Confidence.Threshold] {
        Confidence.thresholdProbabilities.map { least in
            let sure = judgements.filter { $0.probability >= least }
            return .init(probability: least, images: sure.count, wrong: sure.count { !$0.isCorrect })
        }
    }

    private static func rejection(_ judgements: [Judgement]) -> [Int] {
        (0...Confidence.largestRejection).map { percent in
            judgements.suffix(Confidence.kept(of: judgements.count, rejecting: percent)).count { !$0.isCorrect }
        }
    }

    /// The factor of the logits from 1/20 to 20 under which the answers are most likely: their likelihood has one
    /// maximum, which a golden-section search over the factor's logarithm encloses; `nil` where it lies beyond them, as
    /// for a network that is never right or never wrong.
    private static func bestSharpness(for answers: [Answer]) -> Double? {
        func loss(_ exponent: Double) -> Double {
            let sharpness = exponential(exponent)
            return answers.reduce(0.0) { sum, answer in
                let highest = Double(answer.logits.max() ?? 0)
                let powers = answer.logits.reduce(0.0) { $0 + exponential((Double($1) - highest) * sharpness) }
                return sum + logarithm(powers) - (Double(answer.logits[answer.label]) - highest) * sharpness
            }
        }
        let ratio = (5.0.squareRoot() - 1) / 2
        var (low, high) = (-3.0, 3.0)
        var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
        var (leftLoss, rightLoss) = (loss(left), loss(right))
        for _ in 0..<30 {
            if leftLoss <= rightLoss {
                (high, right, rightLoss) = (right, left, leftLoss)
                left = high - ratio * (high - low)
                leftLoss = loss(left)
            } else {
                (low, left, leftLoss) = (left, right, rightLoss)
                right = low + ratio * (high - low)
                rightLoss = loss(right)
            }
        }
        let exponent = (low + high) / 2
        return exponent.magnitude < 2.999 ? exponential(exponent) : nil
    }

    /// e to the power of a number, to about 1e-15 of its value: 2 to a whole power times a Taylor series below
    /// (ln 2) / 2; 0 below -700.
    package static func exponential(_ value: Double) -> Double {
        guard value > -700 else { return 0 }
        let power = (value * 1.442_695_040_888_963_4).rounded()
        let rest = (value - power * 0.693_147_180_369_123_8) - power * 1.908_214_929_270_587_7e-10
        let series = stride(from: 14.0, through: 1, by: -1).reduce(1.0) { 1 + $0 * rest / $1 }
        return Double(sign: .plus, exponent: Int(power), significand: series)
    }

    /// The natural logarithm of a positive number: its exponent times ln 2, and the series of the inverse hyperbolic
    /// tangent for its significand.
    package static func logarithm(_ value: Double) -> Double {
        var (exponent, significand) = (Double(value.exponent), value.significand)
        if significand > 1.414_213_562_373_095 { (exponent, significand) = (exponent + 1, significand / 2) }
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        let series = stride(from: 25.0, through: 1, by: -2).reduce(0.0) { 1 / $1 + square * $0 }
        return exponent * 0.693_147_180_559_945_3 + 2 * ratio * series
    }
}
