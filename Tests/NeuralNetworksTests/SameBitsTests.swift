import KernelContracts
import NeuralNetworks
import PyTorchGolden
import Testing

/// Neither the number of threads nor the instruction set changes a bit of what is trained. The values are compared by
/// their bits, so that zeros of different sign count as different too. Where a machine has only one instruction set,
/// `recorded` is what compares it with others.
struct SameBitsTests {
    struct Training: Sendable, CustomTestStringConvertible {
        let beyondSmallest, classes: Int
        let batches: [Int]
        var testDescription: String {
            "\(beyondSmallest) pixels more than the smallest, \(classes) classes, batches of \(batches)"
        }
    }

    /// The last batch is smaller in most; an odd number of pixels leaves an odd row and column in both poolings.
    static let trainings = [
        Training(beyondSmallest: 0, classes: 2, batches: [1, 1, 1]),
        Training(beyondSmallest: 4, classes: 47, batches: [7, 7, 3]),
        Training(beyondSmallest: 12, classes: 10, batches: [48, 16, 17]),
        Training(beyondSmallest: 16, classes: 10, batches: [64, 48]),
        Training(beyondSmallest: 17, classes: 47, batches: [16, 1]),
        Training(beyondSmallest: 0, classes: 10, batches: [100, 64, 33]),
    ]

    @Test("Training gives the same bits on any number of threads and any instruction set", arguments: trainings)
    func training(_ training: Training) throws {
        let problem = try RandomProblem(beyondSmallest: training.beyondSmallest, classes: training.classes, images: 120)
        let reference = run(training, problem, threads: 1, .best)
        #expect(reference.losses.allSatisfy { $0.isFinite })
        #expect(Set(reference.losses).count == training.batches.count)
        for set in InstructionSet.available {
            for threads in [1, 2, 3, 7] where set != .baseline || threads < 3 {
                let found = run(training, problem, threads: threads, set)
                #expect(found.losses.bits == reference.losses.bits, "\(set), \(threads) threads")
                let same = found.parameters.values.bits == reference.parameters.values.bits
                #expect(same, "parameters, \(set), \(threads) threads")
            }
        }
    }

    /// FNV-1a of parameters and losses, as AVX2 and the baseline of x86-64 have given them.
    @Test("Training gives the bits that other machines gave")
    func recorded() throws {
        var fingerprint = Fingerprint()
        for training in Self.trainings {
            let network = try PyTorchGolden.network(
                pixelSize: 16 + training.beyondSmallest, classes: training.classes)
            let (losses, parameters) = run(training, RandomProblem(network, images: 120), threads: 2, .best)
            fingerprint.add(losses + parameters.values)
        }
        #expect(fingerprint.value == 0x3f30_3811_db0a_b2d4)
    }

    @Test("Classifying gives the same bits on any number of threads and any instruction set", arguments: [1, 16, 37])
    func classifying(count: Int) throws {
        let problem = try RandomProblem(beyondSmallest: 4, classes: 10, images: 40)
        let positions = (0..<count).map { ($0 * 17) % 40 }
        let one = problem.classifier(threads: 1)
        let classes = one.classify(problem.images, positions)
        let answers = one.answers(problem.images, positions)
        for set in InstructionSet.available {
            for threads in [1, 2, 7] {
                let other = problem.classifier(threads: threads, set)
                #expect(other.classify(problem.images, positions) == classes)
                #expect(other.answers(problem.images, positions) == answers)
            }
        }
    }

    @Test("Convolution kernels give the same bits on every instruction set", arguments: ConvolutionKernelTests.shapes)
    func convolution(shape: ConvolutionShape) {
        var random = RandomValues(seed: 1)
        let input = random.lanes(shape.inputCount)
        let weights = random.floats(shape.weightCount)
        let bias = random.floats(shape.outputChannels)
        let gradient = random.lanes(shape.pooledCount)
        expectSame { kernels in
            let forward = kernels.convolution(shape, input: input, weights: weights, bias: bias)
            let choice = forward.choice
            let parameters = kernels.convolutionWeightGradient(shape, input: input, gradient: gradient, choice: choice)
            let inputGradient = kernels.convolutionInputGradient(
                shape, weights: weights, gradient: gradient, choice: choice)
            let direct = [
                forward.pooled.values, choice.map { Lanes($0) }.values, parameters.weights, parameters.bias,
                inputGradient.values,
            ]
            guard shape.isPooled else { return direct }
            let winograd = kernels.winograd(shape, input: input, weights: weights, bias: bias)
            return direct + [winograd.pooled.values, winograd.choice.map { Lanes($0) }.values]
        }
    }

    @Test("Linear kernels give the same bits on every instruction set", arguments: LinearKernelTests.layers)
    func linear(layer: Linear) {
        var random = RandomValues(seed: 2)
        let input = random.lanes(layer.inputs)
        let weights = random.floats(layer.inputs * layer.outputs)
        let bias = random.floats(layer.outputs)
        let gradient = random.lanes(layer.outputs)
        let rows = (0..<23).map { _ in random.floats(layer.inputs) }
        let gradientRows = (0..<23).map { _ in random.floats(layer.outputs) }
        expectSame { kernels in
            let parameters = kernels.linearWeightGradient(
                input: rows, outputGradient: gradientRows, outputs: 0..<layer.outputs)
            return [
                kernels.linear(input, weights: weights, bias: bias, relu: false).values,
                kernels.linear(input, weights: weights, bias: bias, relu: true).values,
                kernels.linearInputGradient(weights: weights, outputGradient: gradient, inputs: layer.inputs).values,
                parameters.weights, parameters.bias,
            ]
        }
    }

    @Test("The loss gives the same bits on every instruction set", arguments: [1, 2, 10, 47])
    func loss(count: Int) {
        var random = RandomValues(seed: 3)
        let logits = random.lanes(count, -40, 40)
        let labels = random.integers(13, in: 0...count - 1).map { UInt8($0) }
        expectSame { kernels in
            let loss = kernels.softmaxCrossEntropy(logits, labels: labels, scale: 1 / 13)
            return [[loss.loss].values, loss.probabilities.values, loss.gradient.values]
        }
    }

    @Test("Optimizers give the same bits on every instruction set", arguments: Optimizer.Rule.allCases, [1, 2, 10, 47])
    func optimizers(rule: Optimizer.Rule, count: Int) {
        var random = RandomValues(seed: 4)
        let optimizer = Optimizer(rule, weightDecay: 0.1)
        let start = random.floats(count)
        let gradients = (0..<10).map { _ in random.floats(count, -0.01, 0.01) }
        expectSame { kernels in
            var state = OptimizedParameters(start, optimizer)
            for (step, gradient) in gradients.enumerated() {
                state.update(optimizer.step(step + 1, learningRate: 0.001, decays: true), gradients: gradient, kernels)
            }
            return [state.parameters, state.firstMoments, state.secondMoments]
        }
    }

    @Test("Warps give the same bytes on every instruction set", arguments: WarpKernelTests.grids)
    func warps(grid: WarpGrid) {
        var random = RandomValues(seed: 4)
        let pixels = random.bytes(200 * grid.sourceSize)
        let images = (0..<16).map { $0 * 11 }
        let lattices = random.lattice(grid, bend: 2, count: 16)
        expectSame { [$0.warp(grid, pixels, images: images, lattices: lattices).map { Float($0) }] }
    }

    private func run(
        _ training: Training, _ problem: RandomProblem, threads: Int, _ set: InstructionSet
    ) -> (losses: [Float], parameters: Parameters) {
        let trainer = problem.trainer(batchSize: training.batches.max() ?? 1, threads: threads, set)
        var first = 0
        let losses = training.batches.map { count in
            let batch = (first..<first + count).map { ($0 * 37) % problem.images.count }
            first += count
            return trainer.step(problem.images, batch: batch[...], learningRate: 0.001)
        }
        return (losses, trainer.parameters)
    }

    /// Expects all instruction sets that this machine has to give the bits of the first.
    private func expectSame(
        sourceLocation: SourceLocation = #_sourceLocation, _ results: (any KernelSet) -> [[Float]]
    ) {
        let expected = results(InstructionSet.best.kernels).map(\.bits)
        for set in InstructionSet.available.dropFirst() {
            for (index, found) in results(set.kernels).enumerated() {
                let same = found.bits == expected[index]
                #expect(same, "result \(index), \(set)", sourceLocation: sourceLocation)
            }
        }
    }
}

/// The 64-bit FNV-1a hash of values' bytes, little-endian.
private struct Fingerprint {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ values: [Float]) {
        for bits in values.bits {
            for shift in stride(from: 0, to: 32, by: 8) {
                value = (value ^ UInt64(bits >> UInt32(shift) & 0xff)) &* 0x100_0000_01b3
            }
        }
    }
}

extension [Float] {
    fileprivate var bits: [UInt32] { map(\.bitPattern) }
}

extension [Lanes] {
    fileprivate var values: [Float] { flatMap { lanes in (0..<Lanes.count).map { lanes[$0] } } }
}
