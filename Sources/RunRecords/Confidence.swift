/// How sure the network was of its answers to the test images, and how often it was right.
package struct Confidence: Codable, Sendable, Equatable {
    /// Images with about the same probability of the answer.
    package struct Bin: Codable, Sendable, Equatable {
        package var images: Int
        package var correct: Int
        /// The mean probability of the answer, 0...1.
        package var probability: Double

        package init(images: Int, correct: Int, probability: Double) {
            (self.images, self.correct, self.probability) = (images, correct, probability)
        }
    }

    /// How well probabilities fit what they speak of.
    package struct Calibration: Codable, Sendable, Equatable {
        /// By rising probability, equally many images in each but for rounding.
        package var bins: [Bin]
        /// The mean of -ln of the probability given to the true class, in nats.
        package var negativeLogLikelihood: Double
        /// The mean squared distance of all probabilities from certainty of the true class, 0...2.
        package var brierScore: Double

        package init(bins: [Bin], negativeLogLikelihood: Double, brierScore: Double) {
            (self.bins, self.negativeLogLikelihood, self.brierScore) = (bins, negativeLogLikelihood, brierScore)
        }

        /// The mean over images of how far the share of right answers in their bin is from the probability claimed
        /// there (Naeini, Cooper and Hauskrecht, 2015, with bins of equal mass).
        package var expectedCalibrationError: Double {
            let images = bins.reduce(0) { $0 + $1.images }
            guard images > 0 else { return 0 }
            return bins.reduce(0) { $0 + abs(Double($1.correct) - $1.probability * Double($1.images)) }
                / Double(images)
        }
    }

    /// The answers of which the network was at least so sure.
    package struct Threshold: Codable, Sendable, Equatable {
        package var probability: Double
        package var images: Int
        package var wrong: Int

        package init(probability: Double, images: Int, wrong: Int) {
            (self.probability, self.images, self.wrong) = (probability, images, wrong)
        }
    }

    package var calibration: Calibration
    /// By rising probability.
    package var thresholds: [Threshold]
    /// Wrong answers among those that are left where 0, 1, 2, ... % of the images are rejected, the least sure first.
    package var wrongAfterRejection: [Int]
    /// What logits are to be divided by so that validation images are most likely; `nil` without validation images.
    package var temperature: Double?
    /// The same test images with that temperature.
    package var scaled: Calibration?

    package init(
        calibration: Calibration, thresholds: [Threshold], wrongAfterRejection: [Int], temperature: Double?,
        scaled: Calibration?
    ) {
        self.calibration = calibration
        self.thresholds = thresholds
        self.wrongAfterRejection = wrongAfterRejection
        self.temperature = temperature
        self.scaled = scaled
    }

    package static let thresholdProbabilities = [0.9, 0.99, 0.999, 0.9999]
    /// The largest share of images that is rejected, in percent.
    package static let largestRejection = 30

    /// Images left of so many where some percent are rejected.
    package static func kept(of images: Int, rejecting percent: Int) -> Int { images - images * percent / 100 }
}

extension Confidence {
    /// Numbers that no run gives.
    var structuralFaults: [Disagreement] {
        var faults: [Disagreement] = []
        for (name, calibration) in [("calibration", calibration)] + (scaled.map { [("scaled", $0)] } ?? []) {
            let path = "confidence.\(name)"
            faults.require(calibration.bins.count, in: 1...1_000, "\(path).bins.count")
            for (index, bin) in calibration.bins.enumerated() {
                faults.require(bin.images, in: 1...(1 << 32), "\(path).bins[\(index)].images")
                faults.require(bin.correct, in: 0...(1 << 32), "\(path).bins[\(index)].correct")
                faults.require(
                    bin.correct <= bin.images, "\(path).bins[\(index)].correct", expected: "at most its images",
                    found: "\(bin.correct)")
                faults.require(bin.probability, in: 0...1, "\(path).bins[\(index)].probability")
            }
            faults.require(
                calibration.negativeLogLikelihood, in: 0...Double.greatestFiniteMagnitude,
                "\(path).negativeLogLikelihood")
            faults.require(calibration.brierScore, in: 0...2, "\(path).brierScore")
        }
        faults.require(thresholds.map(\.probability), equals: Self.thresholdProbabilities, "confidence.thresholds")
        faults.require(
            wrongAfterRejection.count, equals: Self.largestRejection + 1, "confidence.wrongAfterRejection.count")
        for (index, wrong) in wrongAfterRejection.enumerated() {
            faults.require(wrong, in: 0...(1 << 32), "confidence.wrongAfterRejection[\(index)]")
        }
        for (index, threshold) in thresholds.enumerated() {
            faults.require(threshold.images, in: 0...(1 << 32), "confidence.thresholds[\(index)].images")
            faults.require(threshold.wrong, in: 0...(1 << 32), "confidence.thresholds[\(index)].wrong")
        }
        faults.require(
            (temperature != nil) == (scaled != nil), "confidence.scaled", expected: "one with a temperature",
            found: "one without the other")
        if let temperature { faults.require(temperature, in: 1e-3...1e3, "confidence.temperature") }
        return faults
    }

    /// Counts against the confusion matrix and one another.
    func disagreements(with confusion: ConfusionMatrix) -> [Disagreement] {
        var found: [Disagreement] = []
        let (total, wrong) = (confusion.total, confusion.total - confusion.correct)
        for (name, calibration) in [("calibration", calibration)] + (scaled.map { [("scaled", $0)] } ?? []) {
            let bins = calibration.bins
            found.require(bins.reduce(0) { $0 + $1.images }, equals: total, "confidence.\(name).bins, images")
            found.require(
                bins.reduce(0) { $0 + $1.correct }, equals: confusion.correct, "confidence.\(name).bins, correct")
            for index in bins.indices.dropFirst() {
                found.require(
                    bins[index].probability >= bins[index - 1].probability,
                    "confidence.\(name).bins[\(index)].probability",
                    expected: "at least \(bins[index - 1].probability), the one before",
                    found: "\(bins[index].probability)")
            }
        }
        var (images, errors) = (total, wrong)
        for (index, threshold) in thresholds.enumerated() {
            found.require(threshold.images, in: 0...images, "confidence.thresholds[\(index)].images")
            found.require(
                threshold.wrong, in: 0...min(errors, threshold.images), "confidence.thresholds[\(index)].wrong")
            (images, errors) = (threshold.images, threshold.wrong)
        }
        for (percent, left) in wrongAfterRejection.enumerated() {
            let most = percent == 0 ? wrong : wrongAfterRejection[percent - 1]
            found.require(left, in: (percent == 0 ? most : 0)...most, "confidence.wrongAfterRejection[\(percent)]")
        }
        return found
    }
}
