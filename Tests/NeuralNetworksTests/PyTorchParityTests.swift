import ContentHashing
import Foundation
import Images
import KernelContracts
import NeuralNetworks
import PyTorchGolden
import RandomStreams
import Testing

/// The network against PyTorch, on values that `Benchmarks/golden.py` wrote.
struct PyTorchParityTests {
    /// Without them `complete` fails.
    static let golden = try? PyTorchGolden()
    static let initializations = golden?.initializations ?? []
    static let inDouble = golden?.networks.filter { $0.precision == .float64 } ?? []
    static let inFloat = golden?.networks.filter { $0.precision == .float32 } ?? []

    @Test("The golden values are all there")
    func complete() throws {
        let golden = try PyTorchGolden()
        #expect(golden.initializations.map(\.seed) == [0, 7, 42, 12_345_678_901, .max])
        #expect(Self.inDouble.map(\.classes) == [3, 47])
        #expect(Self.inFloat.map(\.pixelSize) == [16, 28])
        for network in golden.networks {
            #expect(network.labels.count == 5)
            #expect(network.logits.map(\.count) == Array(repeating: network.classes, count: 5))
            #expect(network.gradients.count == 10)
            #expect(network.gradients.allSatisfy { $0.sum.isFinite && $0.largestMagnitude > 0 })
            #expect(network.gradients.dropLast().allSatisfy { $0.firstValues.count == 4 })
            #expect(network.adamLosses.count == 6)
        }
    }

    @Test("A seed gives PyTorch's initial parameters to the bit", arguments: initializations)
    func initialParameters(expected: PyTorchGolden.Initialization) throws {
        var generator = TorchGenerator(seed: expected.seed)
        let parameters = Parameters(table: try PyTorchGolden.network().parameterTable, generator: &generator)
        var bytes = Data()
        for value in parameters.values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        #expect(parameters.values.count == expected.count)
        #expect(Array(parameters.values.prefix(8)) == expected.firstValues)
        #expect(ContentHash.sha256(bytes) == expected.sha256)
    }

    @Test("In Double the plain layers give PyTorch's logits, loss and gradients", arguments: inDouble)
    func plainLayers(golden: PyTorchGolden.SmallNetwork) throws {
        let problem = try Problem(golden)
        let plain = PlainNetwork(problem.network)
        let tensors = problem.parameters.tensors
        for (image, logits) in zip(problem.images, golden.logits) {
            expectClose(plain.logits(image, tensors), logits, within: 1e-14, "logits")
        }
        let (loss, gradients) = plain.gradients(problem.images, labels: golden.labels, tensors)
        expectClose([loss], [golden.loss], within: 1e-14, "loss")
        expectGradients(gradients, golden.gradients, within: 1e-13)
    }

    @Test("In Double five steps of Adam give PyTorch's losses", arguments: inDouble)
    func plainSteps(golden: PyTorchGolden.SmallNetwork) throws {
        let problem = try Problem(golden)
        let plain = PlainNetwork(problem.network)
        var tensors = problem.parameters.tensors
        var states = tensors.mapValues { PlainAdam($0) }
        var losses: [Double] = []
        for step in 1...5 {
            let (loss, gradients) = plain.gradients(problem.images, labels: golden.labels, tensors)
            losses.append(loss)
            for (name, gradient) in gradients {
                states[name]?.step(step, learningRate: 1e-3, gradients: gradient)
            }
            tensors = states.mapValues(\.parameters)
        }
        losses.append(plain.loss(problem.images, labels: golden.labels, tensors))
        expectClose(losses, golden.adamLosses, within: 1e-12, "losses")
    }

    @Test("The kernels give PyTorch's logits and probabilities", arguments: inFloat, InstructionSet.available)
    func classifier(golden: PyTorchGolden.SmallNetwork, set: InstructionSet) throws {
        let problem = try Problem(golden)
        let classifier = Classifier(problem.network, problem.parameters, threads: 1, instructionSet: set)
        let answers = classifier.answers(problem.bytes, Array(0..<5))
        let (logits, probabilities) = (answers.map(\.logits), answers.map(\.probabilities))
        for image in 0..<5 {
            expectClose(logits[image], golden.logits[image], within: 1e-6, "logits")
            let expected = PlainLoss(golden.logits[image], label: 0).probabilities
            expectClose(probabilities[image], expected, within: 1e-6, "probabilities")
        }
    }

    @Test("The trainer gives PyTorch's gradients and losses", arguments: inFloat, InstructionSet.available)
    func trainer(golden: PyTorchGolden.SmallNetwork, set: InstructionSet) throws {
        let problem = try Problem(golden)
        let trainer = Trainer(
            problem.network, from: TrainerState(problem.parameters, .adam), batchSize: 5, threads: 1,
            instructionSet: set)
        let batch = Array(0..<5)
        var losses = [trainer.step(problem.bytes, batch: batch[...], learningRate: 1e-3)]
        expectGradients(trainer.lastGradients.tensors, golden.gradients, within: 1e-5)
        for _ in 1...5 { losses.append(trainer.step(problem.bytes, batch: batch[...], learningRate: 1e-3)) }
        // Differences are counted from a loss of one nat.
        for (loss, expected) in zip(losses, golden.adamLosses) {
            #expect((Double(loss) - expected).magnitude < 1e-6)
        }
    }

    /// Each tensor within `tolerance` of its largest value; sums, where errors add up, of the sum of magnitudes.
    private func expectGradients(
        _ found: PlainNetwork.Tensors, _ expected: [PyTorchGolden.SmallNetwork.Gradient], within tolerance: Double,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for gradient in expected {
            let values = found[gradient.name] ?? []
            let magnitudes = values.map(\.magnitude)
            let sum = values.reduce(0, +)
            #expect(
                (sum - gradient.sum).magnitude <= tolerance * gradient.sumOfMagnitudes, "sum of \(gradient.name)",
                sourceLocation: sourceLocation)
            expectClose(
                [magnitudes.reduce(0, +), magnitudes.max() ?? 0],
                [gradient.sumOfMagnitudes, gradient.largestMagnitude],
                within: tolerance, "magnitudes of \(gradient.name)", sourceLocation: sourceLocation)
            for (value, first) in zip(values, gradient.firstValues) {
                #expect(
                    (value - first).magnitude <= tolerance * gradient.largestMagnitude, "first of \(gradient.name)",
                    sourceLocation: sourceLocation)
            }
        }
    }

    /// A network of the golden values with its parameters and images.
    private struct Problem {
        let network: Network
        let parameters: Parameters
        let images: [[Double]]
        let bytes: ByteImages

        init(_ golden: PyTorchGolden.SmallNetwork) throws {
            network = try PyTorchGolden.network(
                channels: golden.channels, pixelSize: golden.pixelSize, classes: golden.classes)
            var generator = TorchGenerator(seed: 42)
            parameters = Parameters(table: network.parameterTable, generator: &generator)
            images = (0..<5).map { golden.levels($0).map { Double($0) / 11 - 0.5 } }
            let shape = ImageShape(channels: golden.channels, rows: golden.pixelSize, columns: golden.pixelSize)
            let pixels = (0..<5).flatMap { golden.levels($0).map { UInt8($0) } }
            bytes = ByteImages(
                LabeledImages(ImageArray(shape, pixels: pixels), labels: golden.labels.map { UInt8($0) }),
                levels: (0..<golden.channels).flatMap { _ in (0..<256).map { Float($0) / 11 - 0.5 } })
        }
    }
}
