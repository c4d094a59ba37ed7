import Datasets
import Foundation
import Images
import KernelContracts
import NeuralNetworks
import RunRecords
import Testing
import Training

struct ExperimentTests {
    static let configuration = Configuration(
        seed: 3, epochs: 2, batchSize: 16, learningRate: 0.003, validationFraction: 0.25,
        pixelSize: LeNet5.smallestPixelSize + 4)

    static func run(
        _ dataset: Dataset = Patterns.dataset(), _ configuration: Configuration = configuration, threads: Int = 2,
        set: InstructionSet = .best, progress: (TrainingProgress) -> Void = { _ in }
    ) throws(TrainingError) -> Experiment.Result {
        try Experiment(dataset, configuration, threads: threads, instructionSet: set).run(
            generator: Generator(name: "lenet", version: "1.0.0"), hash: { "hash of \($0.count) bytes" },
            progress: progress)
    }

    @Test("A run puts every loss, accuracy, count and exhibit on record, and they agree with each other")
    func record() throws {
        let result = try Self.run()
        let record = result.record
        #expect(record.dataset.trainingImages == 150)
        #expect(record.dataset.validationImages == 50)
        #expect(record.batchesPerEpoch == 10)
        #expect(record.trainingLoss.count == 20)
        #expect(record.trainingLoss.allSatisfy { $0.isFinite && $0 > 0 })
        #expect(record.epochs.count == 2)
        #expect(record.epochs.allSatisfy { 0...1 ~= $0.trainingAccuracy && $0.validationAccuracy != nil })
        #expect(record.test.confusion.total == 60)
        #expect(record.test.confusion.classes == 3)
        let normalized = try Self.configuration.normalized(as: .files, record.dataset.channelStatistics)
        #expect(record.configuration == normalized && record.dataset.isNormalized(by: normalized))
        #expect(record.dataset.trainingClassSizes.reduce(0, +) == 150)
        #expect(record.network.inputShape == [1, Self.configuration.pixelSize, Self.configuration.pixelSize])
        let plain = try Safetensors.replacingMetadata(of: result.parameters, with: [:])
        #expect(record.network.parametersSHA256 == "hash of \(plain.count) bytes")
        let metadata = try Safetensors.metadata(of: result.parameters)
        #expect(metadata["format"] == "pt" && metadata["program"] == "lenet 1.0.0")
        #expect(metadata["class_names"] == #"["0","1","2"]"#)
        #expect(Configuration(networkMetadata: metadata) == record.configuration)
        #expect(record.code == SourceExcerpts.all)
    }

    @Test("The patterns are learned, and the trained parameters do what the record says")
    func learned() throws {
        let dataset = Patterns.dataset()
        var configuration = Self.configuration
        configuration.epochs = 4
        let result = try Self.run(dataset, configuration)
        #expect(result.record.test.accuracy > 0.9)
        #expect(try #require(result.record.trainingLoss.last) < 0.5)
        let experiment = try Experiment(dataset, configuration, threads: 1)
        let parameters = try Safetensors.decode(result.parameters, table: experiment.network.parameterTable)
        #expect(experiment.test(parameters) == result.record.test)
        let convolutions = experiment.network.stages.filter { $0.convolution != nil }
        #expect(result.record.exhibits.filters.map(\.layer) == convolutions.map(\.name))
        for bank in result.record.exhibits.filters { #expect(bank.weights == parameters[bank.layer + ".weight"]) }
    }

    @Test("A run gives the same bytes on any number of threads", arguments: [2, 3, 7])
    func threads(threads: Int) throws {
        let one = try Self.run(threads: 1)
        let many = try Self.run(threads: threads)
        #expect(many.parameters == one.parameters)
        #expect(try many.record.encoded() == one.record.encoded())
    }

    @Test("A run gives the same bytes on any instruction set", arguments: InstructionSet.available)
    func instructionSets(set: InstructionSet) throws {
        let best = try Self.run()
        let found = try Self.run(set: set)
        #expect(found.parameters == best.parameters)
        #expect(try found.record.encoded() == best.record.encoded())
    }

    @Test("Another seed gives other parameters")
    func seeds() throws {
        var configuration = Self.configuration
        configuration.seed = 4
        #expect(try Self.run(configuration: configuration).parameters != Self.run().parameters)
    }

    @Test("Exhibits are samples of each class in turn, two channels' feature maps, and mistakes by falling probability")
    func exhibits() throws {
        var configuration = Self.configuration
        (configuration.epochs, configuration.learningRate) = (1, 0.0001)
        let record = try Self.run(configuration: configuration).record
        let exhibits = record.exhibits
        #expect(exhibits.someDigits.map(\.label) == (0..<39).map { $0 % 3 })
        #expect(exhibits.originals.map(\.label) == (0..<16).map { $0 % 3 })
        let side = configuration.pixelSize
        #expect(exhibits.someDigits.allSatisfy { $0.image.rows == side && $0.image.pixels.count == side * side })
        #expect(exhibits.featureMaps.map(\.channel) == exhibits.filters[0].clearestChannels(count: 2))
        for maps in exhibits.featureMaps {
            #expect(maps.maps.count == 16)
            #expect(maps.maps.allSatisfy { $0.rows == side - 4 && $0.columns == side - 4 })
            #expect(maps.maps.allSatisfy { $0.pixels.count == (side - 4) * (side - 4) })
            let levels = maps.maps.flatMap(\.pixels)
            #expect(levels.min() == 0)
            #expect(levels.max() == 255 || levels.max() == 0)
        }
        let wrong = record.test.confusion.total - record.test.confusion.correct
        let mistakes = exhibits.mistakes
        #expect(wrong > 0)
        #expect(mistakes.count == min(24, wrong))
        #expect(mistakes.allSatisfy { $0.actual != $0.predicted && $0.probability > 1 / 3 })
        #expect(zip(mistakes, mistakes.dropFirst()).allSatisfy { $0.probability >= $1.probability })
        #expect(Set(mistakes.map(\.index)).count == mistakes.count)
        // The images are numbered through, and their classes repeat 0, 1, 2.
        #expect(mistakes.allSatisfy { $0.actual == $0.index % 3 })
    }

    @Test("Without validation images there is no validation accuracy, and all images are trained on")
    func noValidation() throws {
        var configuration = Self.configuration
        configuration.validationFraction = 0
        let record = try Self.run(configuration: configuration).record
        #expect(record.epochs.map(\.validationAccuracy) == [nil, nil])
        #expect(record.dataset.trainingImages == 200)
        #expect(record.dataset.validationImages == 0)
        #expect(record.trainingLoss.count == 2 * 13)
    }

    @Test("A batch may hold more images than there are, and one image is enough to train on", arguments: [1, 5])
    func tiny(images: Int) throws {
        var configuration = Self.configuration
        (configuration.validationFraction, configuration.batchSize) = (0, 64)
        let record = try Self.run(Patterns.dataset(training: images, test: 1), configuration).record
        #expect(record.trainingLoss.count == 2)
        #expect(record.test.confusion.total == 1)
        #expect(record.exhibits.originals.count == 1)
        #expect(record.exhibits.someDigits.count == images)
    }

    /// Scaled so far, dark training images stay within the range of numbers and white test images do not.
    @Test("Feature maps beyond the range of numbers are drawn black")
    func overflowingFeatureMaps() throws {
        func images(_ count: Int, gray: UInt8) -> LabeledImages {
            LabeledImages(
                ImageArray(ImageShape(rows: 16, columns: 16), pixels: Array(repeating: gray, count: count * 256)),
                labels: (0..<count).map { UInt8($0 % 2) })
        }
        let dataset = Dataset(
            kind: .files, name: "extremes", training: images(4, gray: 0), test: images(4, gray: 255),
            classList: DatasetClass.numbered(2),
            hashes: [:])
        var configuration = Configuration(epochs: 1, validationFraction: 0, pixelSize: LeNet5.smallestPixelSize)
        (configuration.mean, configuration.standardDeviation) = (0.001, 2.6e-39)
        let record = try Self.run(dataset, configuration).record
        let pixels = record.exhibits.featureMaps.flatMap(\.maps).flatMap(\.pixels)
        let mapSide = configuration.pixelSize - 4
        #expect(pixels.count == 2 * 4 * mapSide * mapSide)
        #expect(pixels.allSatisfy { $0 == 0 })
        #expect(throws: Never.self) { try record.encoded() }
    }

    @Test("Progress counts the images of every pass to its end, in order")
    func progress() throws {
        var seen: [TrainingProgress] = []
        let record = try Self.run { seen.append($0) }.record
        let training = seen.filter { $0.pass == .training }
        #expect(training.map(\.completed) == [1, 2].flatMap { _ in stride(from: 16, to: 150, by: 16) + [150] })
        #expect(training.allSatisfy { $0.total == 150 && $0.epochs == 2 })
        #expect(training.compactMap(\.loss) == record.trainingLoss)
        #expect(seen.compactMap(\.accuracy?.training) == record.epochs.map(\.trainingAccuracy))
        #expect(seen.compactMap(\.accuracy).map(\.validation) == record.epochs.map(\.validationAccuracy))
        #expect(seen.filter { $0.pass == .evaluatingTraining }.map(\.completed) == [150, 150])
        #expect(seen.last?.pass == .testing)
        #expect(seen.last?.completed == 60)
    }
}

extension ExperimentTests {
    fileprivate static func run(configuration: Configuration) throws(TrainingError) -> Experiment.Result {
        try run(Patterns.dataset(), configuration)
    }
}
