import RunRecords
import Testing
import Training

struct ConfigurationValidationTests {
    /// A setting out of its range, with the sentence that says so.
    struct Fault: Sendable, CustomTestStringConvertible {
        let message: String
        let configuration: Configuration
        var testDescription: String { message }

        init(_ message: String, _ change: (inout Configuration) -> Void) {
            self.message = message
            var configuration = Configuration()
            change(&configuration)
            self.configuration = configuration
        }
    }

    static let faults = [
        Fault("the number of epochs cannot be 0; allowed is 1 to 100,000") { $0.epochs = 0 },
        Fault("the number of epochs cannot be 100001; allowed is 1 to 100,000") { $0.epochs = 100_001 },
        Fault("the batch size cannot be 0; allowed is 1 to 65,536") { $0.batchSize = 0 },
        Fault("the batch size cannot be -64; allowed is 1 to 65,536") { $0.batchSize = -64 },
        Fault("the batch size cannot be 9223372036854775807; allowed is 1 to 65,536") { $0.batchSize = .max },
        Fault("the learning rate cannot be 0.0; allowed is more than 0 and at most 1,000") { $0.learningRate = 0 },
        Fault("the learning rate cannot be -0.001; allowed is more than 0 and at most 1,000") {
            $0.learningRate = -0.001
        },
        Fault("the learning rate cannot be 1000.5; allowed is more than 0 and at most 1,000") {
            $0.learningRate = 1_000.5
        },
        Fault("the learning rate cannot be nan; allowed is more than 0 and at most 1,000") { $0.learningRate = .nan },
        Fault("the learning rate cannot be inf; allowed is more than 0 and at most 1,000") {
            $0.learningRate = .infinity
        },
        Fault("the validation fraction cannot be 1.0; allowed is 0 or more and less than 1") {
            $0.validationFraction = 1
        },
        Fault("the validation fraction cannot be -0.1; allowed is 0 or more and less than 1") {
            $0.validationFraction = -0.1
        },
        Fault("the validation fraction cannot be nan; allowed is 0 or more and less than 1") {
            $0.validationFraction = .nan
        },
        Fault("the pixel size cannot be 1025; allowed is 16 to 1,024") { $0.pixelSize = 1_025 },
        Fault("the mean cannot be inf; allowed is any finite number") { $0.mean = .infinity },
        Fault("the mean cannot be nan; allowed is any finite number") { $0.mean = .nan },
        Fault("the standard deviation cannot be 0.0; allowed is more than 0") { $0.standardDeviation = 0 },
        Fault("the standard deviation cannot be -1.0; allowed is more than 0") { $0.standardDeviation = -1 },
        Fault("the standard deviation cannot be nan; allowed is more than 0") { $0.standardDeviation = .nan },
    ]

    @Test("A setting out of range is refused in one sentence", arguments: faults)
    func refused(fault: Fault) {
        let error = #expect(throws: TrainingError.self) { try fault.configuration.validate() }
        #expect(error?.description == fault.message)
    }

    @Test("The limits themselves are allowed")
    func limits() throws {
        try Configuration().validate()
        try Configuration(
            seed: 0, epochs: 1, batchSize: 1, learningRate: .leastNonzeroMagnitude, validationFraction: 0, pixelSize: 16
        ).validate()
        try Configuration(
            seed: .max, epochs: 100_000, batchSize: 65_536, learningRate: 1_000, validationFraction: 0.999,
            pixelSize: 1_024, mean: -1e300, standardDeviation: .leastNonzeroMagnitude
        ).validate()
    }
}
