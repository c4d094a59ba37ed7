import Foundation
import RunRecords
import Testing
import Training

@Suite("Measuring confidence") struct ConfidenceMeasurementTests {
    private typealias Measurement = ConfidenceMeasurement

    /// Two classes; a logit difference of ln 3 is a probability of 3/4.
    private func answers(_ count: Int, right: Int, difference: Double) -> [Measurement.Answer] {
        (0..<count).map { .init(logits: [Float(difference), 0], label: $0 < right ? 0 : 1) }
    }

    @Test("Probabilities, likelihood, Brier score and bins are those worked out by hand") func scores() throws {
        let confidence = try #require(
            Measurement.confidence(test: answers(60, right: 45, difference: log(3)), validation: []))
        let calibration = confidence.calibration
        #expect(calibration.bins.count == 15 && calibration.bins.allSatisfy { $0.images == 4 })
        #expect(calibration.bins.allSatisfy { abs($0.probability - 0.75) < 1e-7 })
        // -(3/4 ln 3/4 + 1/4 ln 1/4), and 3/4 of 2/16 and 1/4 of 18/16.
        #expect(abs(calibration.negativeLogLikelihood - 0.562_335_144_618_808) < 1e-7)
        #expect(abs(calibration.brierScore - 0.375) < 1e-7)
        #expect(confidence.temperature == nil && confidence.scaled == nil)
        #expect(confidence.thresholds.allSatisfy { $0.images == 0 && $0.wrong == 0 })
        #expect(confidence.wrongAfterRejection[0] == 15)
    }

    @Test("No temperature is fitted where answers are all right or all wrong") func noTemperature() throws {
        for right in [0, 400] {
            let validation = answers(400, right: right, difference: 1)
            let confidence = try #require(Measurement.confidence(test: validation, validation: validation))
            #expect(confidence.temperature == nil && confidence.scaled == nil)
        }
    }

    @Test("The temperature makes the claims of validation images true") func temperature() throws {
        // Claims of 9/10 where 3/4 are right: logits of 2 ln 3 call for a temperature of 2.
        let validation = answers(400, right: 300, difference: 2 * log(3))
        let test = answers(100, right: 75, difference: 2 * log(3))
        let confidence = try #require(Measurement.confidence(test: test, validation: validation))
        #expect(abs(try #require(confidence.temperature) - 2) < 1e-4)
        let scaled = try #require(confidence.scaled)
        #expect(scaled.negativeLogLikelihood < confidence.calibration.negativeLogLikelihood)
        #expect(abs(scaled.bins[0].probability - 0.75) < 1e-4)
    }

    @Test("The least sure are rejected first, and thresholds count the sure") func rejection() throws {
        let sure = answers(90, right: 90, difference: 12)
        let unsure = answers(10, right: 4, difference: 0.1)
        let confidence = try #require(Measurement.confidence(test: unsure + sure, validation: []))
        #expect(confidence.wrongAfterRejection[0] == 6 && confidence.wrongAfterRejection[10] == 0)
        #expect(confidence.thresholds.map(\.images) == [90, 90, 90, 90])
        #expect(confidence.thresholds.allSatisfy { $0.wrong == 0 })
    }

    @Test("Without test images, or with logits that are not finite, there is nothing to measure") func nothing() {
        #expect(Measurement.confidence(test: [.init(logits: [.infinity, 0], label: 0)], validation: []) == nil)
        #expect(Measurement.confidence(test: [], validation: answers(3, right: 1, difference: 1)) == nil)
    }

    @Test("A run puts on record what agrees with its counts") func record() throws {
        let record = try ExperimentTests.run().record
        let confidence = try #require(record.confidence)
        #expect(confidence.temperature != nil)
        #expect(confidence.wrongAfterRejection[0] == record.test.confusion.total - record.test.confusion.correct)
        #expect(!record.disagreements.contains { $0.path.hasPrefix("confidence") })
    }
}
