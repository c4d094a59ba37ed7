import Datasets
import Images
import KernelContracts
import NeuralNetworks
import PyTorchGolden
import RandomStreams
import RunRecords
import Testing
import Training

/// Training on images in color against PyTorch, from their resizing on, on values that `Benchmarks/golden.py` wrote.
@Suite("Parity with PyTorch on images in color") struct ColorParityTests {
    private let golden: PyTorchGolden.ColorTraining

    init() throws {
        golden = try PyTorchGolden().colorTraining
    }

    private var configuration: Configuration {
        Configuration(
            epochs: golden.epochs, batchSize: golden.batchSize, validationFraction: 0.1, pixelSize: golden.pixelSize)
    }

    private var dataset: Dataset {
        var generator = TorchGenerator(seed: golden.seed)
        let shape = ImageShape(channels: 3, rows: golden.rows, columns: golden.columns)
        var pixels = (0..<golden.images * shape.count).map { _ in UInt8(generator.random(in: 0..<256)) }
        let labels = (0..<golden.images).map { _ in UInt8(generator.random(in: 0..<Int64(golden.classes))) }
        let area = golden.rows * golden.columns
        for (image, label) in labels.enumerated() {
            let start = (image * 3 + Int(label)) * area
            for place in start..<start + area { pixels[place] = UInt8(Int(pixels[place]) * 15 / 16) }
        }
        let images = LabeledImages(ImageArray(shape, pixels: pixels), labels: labels)
        return Dataset(
            kind: .files, name: "noise", training: images, test: images,
            classList: DatasetClass.numbered(golden.classes), hashes: [:])
    }

    @Test("Mean and standard deviation of each channel are those of Pillow's pixels")
    func statistics() throws {
        let configuration = try Experiment(dataset, configuration, threads: 2).configuration
        #expect(configuration.mean.values == golden.mean)
        #expect(configuration.standardDeviation.values == golden.standardDeviation)
        #expect(Set(golden.mean).count > 1)
    }

    @Test("The gradients of the first mini-batch are PyTorch's within 1e-5", arguments: InstructionSet.available)
    func gradients(set: InstructionSet) throws {
        let data = try PreparedData(dataset, configuration, threads: 2)
        let network = try PyTorchGolden.network(channels: 3, pixelSize: golden.pixelSize, classes: golden.classes)
        let trainer = Trainer(
            network, from: TrainingState(network, .adam, seed: 42).trainer, batchSize: golden.batchSize, threads: 2,
            instructionSet: set)
        let loss = trainer.step(data.training, batch: golden.firstBatch[...], learningRate: 1e-3)
        #expect(abs(Double(loss) - golden.losses[0]) < 1e-6)
        #expect(golden.gradients.map(\.name) == network.parameterTable.entries.map(\.name))
        #expect(golden.gradients[0].name == "conv1.weight")
        for expected in golden.gradients {
            let found = trainer.lastGradients[expected.name].map { Double($0) }
            // Each value within 1e-5 of the tensor's largest, and the sum of the sum of magnitudes.
            let (largest, magnitudes) = (expected.largestMagnitude, expected.sumOfMagnitudes)
            #expect(largest > 0)
            for (value, known) in zip(found, expected.firstValues) {
                #expect(abs(value - known) < 1e-5 * largest, "\(expected.name)")
            }
            #expect(abs(found.reduce(0, +) - expected.sum) < 1e-5 * magnitudes, "\(expected.name)")
            #expect(abs(found.reduce(0) { $0 + abs($1) } - magnitudes) < 1e-5 * magnitudes, "\(expected.name)")
            #expect(abs((found.map(abs).max() ?? 0) - largest) < 1e-5 * largest, "\(expected.name)")
        }
    }

    @Test("A hundred losses are PyTorch's within 1e-5", arguments: InstructionSet.available)
    func losses(set: InstructionSet) throws {
        let losses = try Experiment(dataset, configuration, threads: 2, instructionSet: set).train().losses
        #expect(losses.count == 100 && golden.losses.count == 100)
        for (step, (loss, expected)) in zip(losses, golden.losses).enumerated() {
            #expect(abs(Double(loss) - expected) < 1e-5, "step \(step)")
        }
    }
}
