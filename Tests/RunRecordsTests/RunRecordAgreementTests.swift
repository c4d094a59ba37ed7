import RunRecordFixtures
import RunRecords
import Testing

@Suite struct RunRecordAgreementTests {
    @Test func `What a run writes agrees with itself`() throws {
        for record in [
            RunRecord.sample(), .sample(kind: .files, epochs: 1, validationImages: 0), .sample(kind: .synthetic),
            .sample(confusion: .sample(mistakes: [])), .sample(confusion: .sample(classes: 3)),
        ] {
            #expect(record.disagreements.isEmpty)
            try record.requireAgreement()
        }
    }

    /// Each change leaves a record that decodes, and the place where it then contradicts itself.
    static let tamperings: [(String, @Sendable (inout RunRecord) -> Void)] = [
        ("test.accuracy", { $0.test.accuracy += 0.0001 }),
        ("test.accuracy", { $0.test.confusion.record(actual: 1, predicted: 1) }),
        ("test.confusion[1]", { $0.test.confusion.record(actual: 1, predicted: 1) }),
        ("test.confusion[9]", { $0.test.predictions[99] = 8 }),
        ("test.confusion[0]", { $0.test.labels[0] = 1 }),
        ("exhibits.mistakes[0].actual", { $0.exhibits.mistakes[0].actual = 3 }),
        ("dataset.testImages", { $0.dataset.testImages += 1 }),
        ("epochs[1].trainingAccuracy", { $0.epochs[1].trainingAccuracy += 1e-12 }),
        ("epochs[2].validationAccuracy", { $0.epochs[2].validationAccuracy? -= 0.001 }),
        ("schemaVersion", { $0.schemaVersion = 1 }),
        ("network.inputShape", { $0.network.inputShape[1] = 28 }),
        ("network.inputShape", { $0.configuration.pixelSize = 28 }),
        ("network.layers[7].outputShape", { $0.network.layers[7].outputShape = [11] }),
        ("network.layers[0].outputShape[0]", { $0.network.layers[0].outputShape[0] = 7 }),
        ("network.layers[0].parameters", { $0.network.layers[0].parameters += 1 }),
        ("network.layers[3].multiplyAdds", { $0.network.layers[3].multiplyAdds -= 1 }),
        ("network.layers[2].multiplyAdds", { $0.network.layers[2].multiplyAdds = 5 }),
        ("network.layers[5].parameters", { $0.network.layers[5].parameters += 10 }),
        ("network.layers[6].multiplyAdds", { $0.network.layers[6].multiplyAdds += 10 }),
        ("network.parametersSHA256", { $0.network.parametersSHA256 = "abc" }),
        ("dataset.hashes.t10k-images-idx3-ubyte", { $0.dataset.hashes["t10k-images-idx3-ubyte"] = "ABC" }),
        ("exhibits.filters[1].layer", { $0.exhibits.filters[1].layer = "conv9" }),
        ("exhibits.mistakes.count", { $0.exhibits.mistakes = [] }),
        ("exhibits.mistakes[0].predicted", { $0.exhibits.mistakes[0].predicted = 8 }),
        ("exhibits.mistakes[0].predicted", { $0.exhibits.mistakes[0].predicted = 4 }),
        ("exhibits.mistakes[1].index", { $0.exhibits.mistakes[1].index = $0.exhibits.mistakes[0].index }),
        ("exhibits.mistakes[1].index", { $0.exhibits.mistakes[1].index = 100 }),
        ("exhibits.mistakes[1].probability", { $0.exhibits.mistakes[1].probability = 1 }),
        ("exhibits.featureMaps[1].channel", { $0.exhibits.featureMaps[1].channel = 6 }),
        ("exhibits.featureMaps[0].maps[0]", { $0.network.layers[0].outputShape = [6, 27, 28] }),
    ]

    @Test(arguments: tamperings.indices)
    func `A digit changed by hand stands against another`(index: Int) throws {
        let (path, change) = Self.tamperings[index]
        var record = RunRecord.sample()
        change(&record)
        #expect(record.disagreements.map(\.path).contains(path))
        #expect(throws: RunRecordError.self) { try record.requireAgreement() }
    }

    @Test func `A disagreement reads as a sentence`() {
        var record = RunRecord.sample()
        record.test.accuracy = 0.95
        #expect(
            record.disagreements.map(\.description)
                == ["`test.accuracy` should be 0.94, as `test.confusion` has it, but is 0.95"])
    }
}
