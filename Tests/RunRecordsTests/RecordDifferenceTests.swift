import RunRecordFixtures
import RunRecords
import Testing

@Suite struct RecordDifferenceTests {
    @Test func `Equal records do not differ`() {
        #expect(RunRecord.sample().differences(from: .sample()).isEmpty)
    }

    static let changes: [(String, @Sendable (inout RunRecord) -> Void)] = [
        ("generator.name", { $0.generator.name = "x" }), ("generator.version", { $0.generator.version = "x" }),
        ("configuration.seed", { $0.configuration.seed = 1 }),
        ("configuration.splitSeed", { $0.configuration.splitSeed = 1 }),
        ("configuration.epochs", { $0.configuration.epochs = 1 }),
        ("configuration.batchSize", { $0.configuration.batchSize = 1 }),
        ("configuration.learningRate", { $0.configuration.learningRate = 1 }),
        ("configuration.validationFraction", { $0.configuration.validationFraction = 0.5 }),
        ("configuration.pixelSize", { $0.configuration.pixelSize = 1 }),
        ("configuration.mean", { $0.configuration.mean = 1 }),
        ("configuration.standardDeviation", { $0.configuration.standardDeviation = 1 }),
        ("dataset.kind", { $0.dataset.kind = .files }), ("dataset.name", { $0.dataset.name = "x" }),
        ("dataset.trainingImages", { $0.dataset.trainingImages = 1 }),
        ("dataset.validationImages", { $0.dataset.validationImages = 1 }),
        ("dataset.testImages", { $0.dataset.testImages = 1 }), ("dataset.classes", { $0.dataset.classes = 1 }),
        ("dataset.rows", { $0.dataset.rows = 1 }), ("dataset.columns", { $0.dataset.columns = 1 }),
        ("dataset.hashes.t10k-labels-idx1-ubyte", { $0.dataset.hashes["t10k-labels-idx1-ubyte"] = nil }),
        ("network.name", { $0.network.name = "x" }), ("network.inputShape", { $0.network.inputShape = [1] }),
        ("network.parametersSHA256", { $0.network.parametersSHA256 = "x" }),
        ("network.layers[2]", { $0.network.layers[2].operation = "x" }), ("test.accuracy", { $0.test.accuracy = 1 }),
        ("test.confusion[3]", { $0.test.confusion.record(actual: 3, predicted: 3) }),
        ("trainingLoss[5]", { $0.trainingLoss[5] = 1 }), ("trainingLoss.count", { $0.trainingLoss.removeLast() }),
        ("epochs[1]", { $0.epochs[1].trainingAccuracy = 1 }),
        ("exhibits.someDigits[1]", { $0.exhibits.someDigits[1].label = 9 }),
        ("exhibits.originals[1]", { $0.exhibits.originals[1].image = $0.exhibits.originals[0].image }),
        ("exhibits.featureMaps[1]", { $0.exhibits.featureMaps[1].maps[0] = $0.exhibits.featureMaps[0].maps[0] }),
        ("exhibits.mistakes[1]", { $0.exhibits.mistakes[1].probability = 0 }),
        ("exhibits.filters[0]", { $0.exhibits.filters[0].weights[3] = 9 }), ("code[1]", { $0.code[1].text = "x" }),
    ]

    @Test(arguments: changes.indices)
    func `Every field that differs is named, alone`(index: Int) {
        let (path, change) = Self.changes[index]
        var record = RunRecord.sample()
        change(&record)
        #expect(RunRecord.sample().differences(from: record).map(\.path) == [path])
    }

    @Test func `Of many places the first is shown, the others are counted`() {
        var record = RunRecord.sample()
        for index in 4..<27 { record.trainingLoss[index] = 7 }
        #expect(
            RunRecord.sample().differences(from: record)
                == [RecordDifference(path: "trainingLoss[4]", first: "0.45999998", second: "7.0, and 22 more of 27")])
    }
}
