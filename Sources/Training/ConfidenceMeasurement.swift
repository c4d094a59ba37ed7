import RunRecords

/// Turns logits into probabilities and measures how far they can be trusted. The record has the same bits on every machine.
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
        let test = AnswerRows(test)
        let plain = calibration(of: test, sharpness: 1)
        let sharpness = validation.isEmpty ? nil : bestSharpness(for: AnswerRows(validation))
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
        of answers: AnswerRows, sharpness: Double
    ) -> (calibration: Confidence.Calibration, judgements: [Judgement]) {
        var (likelihood, brier) = (0.0, 0.0)
        var judgements: [Judgement] = []
        for row in 0..<answers.rows {
            let powers = answers.margins(row).map { ElementaryFunctions.exponential($0 * sharpness) }
            let sum = powers.reduce(.zero, +)
            let logarithm = ElementaryFunctions.logarithm(sum)
            let probabilities = powers.map { $0 / sum }
            for (lane, image) in answers.images(row).enumerated() {
                let (label, predicted) = (answers.labels[image], answers.predicted[image])
                likelihood += logarithm[lane] - answers.labelMargins[image] * sharpness
                for (candidate, probability) in probabilities.enumerated() {
                    let distance = probability[lane] - (candidate == label ? 1 : 0)
                    brier += distance * distance
                }
                judgements.append(
                    Judgement(probability: probabilities[predicted][lane], isCorrect: predicted == label))
            }
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
            negativeLogLikelihood: likelihood / Double(judgements.count),
            brierScore: brier / Double(judgements.count))
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
    private static func bestSharpness(for answers: AnswerRows) -> Double? {
        func loss(_ exponent: Double) -> Double {
            let sharpness = exponential(exponent)
            var loss = 0.0
            for row in 0..<answers.rows {
                let powers = answers.margins(row).reduce(.zero) {
                    $0 + ElementaryFunctions.exponential($1 * sharpness)
                }
                let logarithm = ElementaryFunctions.logarithm(powers)
                for (lane, image) in answers.images(row).enumerated() {
                    loss = loss + logarithm[lane] - answers.labelMargins[image] * sharpness
                }
            }
            return loss
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

    private static func exponential(_ value: Double) -> Double {
        ElementaryFunctions.exponential(ElementaryFunctions.Numbers(repeating: value))[0]
    }
}

/// Answers of equally many logits, eight to a row, so that one call makes the exponentials of a class's eight logits.
private struct AnswerRows {
    typealias Numbers = ElementaryFunctions.Numbers

    /// The class of each image.
    let labels: [Int]
    /// The class of its largest logit, the first of equals, as in the confusion matrix.
    let predicted: [Int]
    /// The logit of its class less the largest.
    let labelMargins: [Double]
    private let classes: Int
    /// Each logit less the largest of its image, `[row][class]`; zeros where the last row has no image.
    private let margins: [Numbers]

    /// There must be an answer.
    init(_ answers: [ConfidenceMeasurement.Answer]) {
        let classes = answers[0].logits.count
        var margins = [Numbers](repeating: .zero, count: (answers.count + 7) / 8 * classes)
        var (predicted, labelMargins): ([Int], [Double]) = ([], [])
        for (image, answer) in answers.enumerated() {
            let best = answer.logits.indices.reduce(0) { answer.logits[$1] > answer.logits[$0] ? $1 : $0 }
            let highest = Double(answer.logits[best])
            for (candidate, logit) in answer.logits.enumerated() {
                margins[image / 8 * classes + candidate][image % 8] = Double(logit) - highest
            }
            predicted.append(best)
            labelMargins.append(Double(answer.logits[answer.label]) - highest)
        }
        labels = answers.map(\.label)
        (self.predicted, self.labelMargins, self.classes, self.margins) = (predicted, labelMargins, classes, margins)
    }

    var rows: Int { margins.count / classes }

    /// One value a class, of the images of a row.
    func margins(_ row: Int) -> ArraySlice<Numbers> { margins[row * classes..<(row + 1) * classes] }

    func images(_ row: Int) -> Range<Int> { row * 8..<min((row + 1) * 8, labels.count) }
}
