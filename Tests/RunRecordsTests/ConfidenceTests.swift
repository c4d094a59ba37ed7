import RunRecordFixtures
import RunRecords
import Testing

@Suite struct ConfidenceTests {
    @Test func `The expected calibration error is the mean distance of claims from what was found`() {
        let calibration = Confidence.Calibration(
            bins: [
                .init(images: 10, correct: 5, probability: 0.75), .init(images: 30, correct: 30, probability: 0.9),
            ], negativeLogLikelihood: 0, brierScore: 0)
        #expect(abs(calibration.expectedCalibrationError - (2.5 + 3) / 40) < 1e-12)
        #expect(Confidence.Calibration(bins: [], negativeLogLikelihood: 0, brierScore: 0).expectedCalibrationError == 0)
    }

    static let changes: [(String, @Sendable (inout Confidence) -> Void)] = [
        ("calibration.bins, correct", { $0.calibration.bins[0].correct += 1 }),
        ("calibration.bins, images", { $0.calibration.bins[19].images += 1 }),
        ("calibration.bins[3].probability", { $0.calibration.bins[3].probability = 0.1 }),
        ("calibration.bins[3].probability", { $0.calibration.bins[3].probability = 1.5 }),
        ("calibration.bins[0].images", { $0.calibration.bins[0].images = .max }),
        ("calibration.negativeLogLikelihood", { $0.calibration.negativeLogLikelihood = -1 }),
        ("scaled.brierScore", { $0.scaled?.brierScore = .nan }), ("scaled", { $0.temperature = nil }),
        ("temperature", { $0.temperature = 0 }), ("thresholds", { $0.thresholds.removeLast() }),
        ("thresholds[1].images", { $0.thresholds[1].images = 101 }),
        ("thresholds[0].wrong", { $0.thresholds[0].wrong = 7 }),
        ("wrongAfterRejection[0]", { $0.wrongAfterRejection[0] = 5 }),
        ("wrongAfterRejection[2]", { $0.wrongAfterRejection[2] = 6 }),
        ("wrongAfterRejection.count", { $0.wrongAfterRejection = [] }),
    ]

    @Test(arguments: changes.indices) func `A number that contradicts the counts is named`(index: Int) {
        var record = RunRecord.sample()
        #expect(record.disagreements == [])
        if var confidence = record.confidence {
            Self.changes[index].1(&confidence)
            record.confidence = confidence
        }
        #expect(record.disagreements.map(\.path).contains("confidence." + Self.changes[index].0))
    }
}
