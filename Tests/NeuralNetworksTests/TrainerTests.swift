import Images
import KernelContracts
import NeuralNetworks
import RandomStreams
import Testing

struct TrainerTests {
    /// Layers that LeNet-5 does not have: a convolution without pooling and two linear layers in a row without ReLU.
    static let otherLayers: [Layer] = [
        .convolution(channels: 5, maxPooling: true), .convolution(channels: 9, maxPooling: false),
        .convolution(channels: 4, maxPooling: true), .linear(outputs: 11, relu: false),
        .linear(outputs: 3, relu: false),
    ]

    static func problem(_ kind: String) throws -> RandomProblem {
        switch kind {
        case "gray": return try RandomProblem(beyondSmallest: 3, classes: 7, images: 25)
        case "color": return try RandomProblem(channels: 3, beyondSmallest: 1, classes: 7, images: 25)
        default:
            let smallest = Network.smallestPixelSize(of: otherLayers)
            return RandomProblem(
                try Network(name: kind, layers: otherLayers, channels: 2, pixelSize: smallest + 3), images: 25)
        }
    }

    @Test(
        "All gradients of a batch that fills no group are those of the plain layers",
        arguments: ["gray", "color", "other layers"], InstructionSet.available)
    func gradients(kind: String, set: InstructionSet) throws {
        let problem = try Self.problem(kind)
        let batch = [3, 24, 0, 7, 7, 12, 1, 2, 20, 21, 22, 23, 5, 6, 13, 14, 15, 16, 17]
        let trainer = problem.trainer(batchSize: 32, threads: 2, set)
        let loss = trainer.step(problem.images, batch: batch[...], learningRate: 0.001)
        let plain = PlainNetwork(problem.network).gradients(
            batch.map(problem.image), labels: batch.map(problem.label), problem.parameters.tensors)
        expectClose([loss], [plain.loss], within: 1e-6, "loss")
        for (name, gradient) in plain.gradients {
            expectClose(trainer.lastGradients[name], gradient, within: 5e-6, name)
        }
    }

    @Test("The plain gradients of the whole network equal central differences")
    func centralDifferences() throws {
        let problem = try RandomProblem(classes: 4, images: 3)
        let plain = PlainNetwork(problem.network)
        let (images, labels) = ((0..<3).map(problem.image), (0..<3).map(problem.label))
        let tensors = problem.parameters.tensors
        let gradients = plain.gradients(images, labels: labels, tensors).gradients
        var random = RandomValues(seed: 9)
        for (name, tensor) in tensors {
            let gradient = gradients[name] ?? []
            let largest = gradient.map(\.magnitude).max() ?? 0
            for _ in 0..<8 {
                let index = random.integer(in: 0...tensor.count - 1)
                let losses = [1e-6, -1e-6].map { step in
                    var moved = tensors
                    moved[name]?[index] += step
                    return plain.loss(images, labels: labels, moved)
                }
                let difference = (losses[0] - losses[1]) / 2e-6
                #expect((gradient[index] - difference).magnitude < 1e-6 * largest + 1e-9, "\(name) \(index)")
            }
        }
    }

    @Test("Steps lower the loss until a handful of images is known by heart")
    func learns() throws {
        let problem = try RandomProblem(classes: 3, images: 20)
        let trainer = problem.trainer(batchSize: 20, threads: 2)
        let all = Array(0..<20)
        var loss: Float = 0
        for _ in 0..<200 { loss = trainer.step(problem.images, batch: all[...], learningRate: 0.003) }
        #expect(loss < 0.01)
        let classes = Classifier(problem.network, trainer.parameters, threads: 2).classify(problem.images, all)
        #expect(classes == problem.images.labels)
    }

    @Test("A step of rate zero leaves the parameters, and gives the loss and gradients it would give again")
    func noStep() throws {
        let problem = try RandomProblem(classes: 3, images: 20)
        let trainer = problem.trainer(batchSize: 20, threads: 1)
        let batch = Array(0..<20)[2..<9]
        let first = trainer.step(problem.images, batch: batch, learningRate: 0)
        let gradients = trainer.lastGradients
        #expect(trainer.parameters == problem.parameters)
        #expect(trainer.step(problem.images, batch: batch, learningRate: 0) == first)
        #expect(trainer.lastGradients == gradients)
    }

    @Test("A small batch after a large one is not touched by what the large one left behind")
    func smallAfterLarge() throws {
        let problem = try RandomProblem(classes: 3, images: 64)
        let used = problem.trainer(batchSize: 64, threads: 2)
        _ = used.step(problem.images, batch: Array(0..<64)[...], learningRate: 0)
        let fresh = problem.trainer(batchSize: 3, threads: 2)
        let batch = [60, 2, 31]
        #expect(
            used.step(problem.images, batch: batch[...], learningRate: 0)
                == fresh.step(problem.images, batch: batch[...], learningRate: 0))
        #expect(used.lastGradients == fresh.lastGradients)
    }

    @Test("Losses stay within 1e-5 of training in Double")
    func trajectory() throws {
        let problem = try RandomProblem(classes: 3, images: 40)
        let trainer = problem.trainer(batchSize: 17, threads: 2)
        let plain = PlainNetwork(problem.network)
        var states = problem.parameters.tensors.mapValues { PlainAdam($0) }
        for step in 1...12 {
            let batch = (0..<17).map { ($0 * 7 + step * 3) % 40 }
            let loss = trainer.step(problem.images, batch: batch[...], learningRate: 0.001)
            let expected = plain.gradients(
                batch.map(problem.image), labels: batch.map(problem.label), states.mapValues(\.parameters))
            #expect((Double(loss) - expected.loss).magnitude < 1e-5)
            for (name, gradient) in expected.gradients {
                states[name]?.step(step, learningRate: 0.001, gradients: gradient)
            }
        }
    }

    @Test("A parameter that is not a number makes the loss not a number", arguments: InstructionSet.available)
    func notANumber(set: InstructionSet) throws {
        let problem = try RandomProblem(classes: 3, images: 4)
        for entry in problem.parameters.table.entries {
            var parameters = problem.parameters
            for index in entry.range { parameters.values[index] = .nan }
            let trainer = problem.trainer(
                from: TrainerState(parameters, .adam), batchSize: 4, threads: 1, set)
            let loss = trainer.step(problem.images, batch: [0, 1, 2, 3], learningRate: 0.001)
            #expect(loss.isNaN, "\(entry.name)")
        }
    }

    @Test("From its state a training continues to the same bits, on any number of threads", arguments: [1, 2, 5])
    func continuing(threads: Int) throws {
        let problem = try RandomProblem(classes: 4, images: 60)
        func steps(_ trainer: Trainer, _ range: Range<Int>) -> [Float] {
            range.map { step in
                let batch = (0..<33).map { ($0 * 7 + step) % 60 }
                return trainer.step(problem.images, batch: batch[...], learningRate: 0.002)
            }
        }
        let whole = problem.trainer(batchSize: 33, threads: 2)
        let losses = steps(whole, 0..<6)
        let first = problem.trainer(batchSize: 33, threads: 2)
        _ = steps(first, 0..<3)
        let second = problem.trainer(from: first.state, batchSize: 33, threads: threads)
        #expect(second.state == first.state)
        #expect(steps(second, 3..<6) == Array(losses[3...]))
        #expect(second.state == whole.state)
        #expect(second.state.stepsTaken == 6)
    }

    @Test("Weights decay by the learning rate, biases do not", arguments: Optimizer.Rule.allCases)
    func weightDecay(rule: Optimizer.Rule) throws {
        let problem = try RandomProblem(classes: 4, images: 20)
        func parameters(weightDecay: Double) -> [String: [Double]] {
            let optimizer = Optimizer(rule, weightDecay: weightDecay)
            let trainer = problem.trainer(optimizer: optimizer, batchSize: 20, threads: 1)
            _ = trainer.step(problem.images, batch: Array(0..<20)[...], learningRate: 0.01)
            return trainer.parameters.tensors
        }
        let (plain, decayed) = (parameters(weightDecay: 0), parameters(weightDecay: 0.5))
        for (name, start) in problem.parameters.tensors {
            let decay = name.hasSuffix("weight") ? 0.01 * 0.5 : 0
            let expected = zip(plain[name] ?? [], start).map { $0 - decay * $1 }
            expectClose((decayed[name] ?? []).map { Float($0) }, expected, within: 1e-6, "\(name)")
        }
    }

    @Test("A state fits only a network and an optimizer with as many numbers")
    func fitting() throws {
        let problem = try RandomProblem(classes: 4, images: 1)
        let other = try RandomProblem(classes: 5, images: 1)
        for optimizer in Optimizer.Rule.allCases.map({ Optimizer($0) }) {
            var state = TrainerState(problem.parameters, optimizer)
            #expect(state.fits(problem.network, optimizer))
            #expect(!state.fits(other.network, optimizer))
            state.moments.append(state.parameters)
            #expect(!state.fits(problem.network, optimizer))
        }
    }

    /// Turns images upside down, moved down by the epoch.
    private struct Flipping: Augmenter {
        let source: ByteImages
        let side: Int
        let scratchCount = 3

        func augment(
            _ positions: Span<Int>, epoch: Int, _ kernels: any KernelSet, scratch: inout MutableSpan<Lanes>,
            into images: inout MutableSpan<UInt8>
        ) {
            precondition(scratch.count == scratchCount && images.count == positions.count * side * side)
            for index in positions.indices {
                for (place, pixel) in flipped(positions[index], epoch).enumerated() {
                    images[index * side * side + place] = pixel
                }
            }
        }

        func flipped(_ position: Int, _ epoch: Int) -> [UInt8] {
            let pixels = source.pixels[position * side * side..<(position + 1) * side * side]
            return pixels.reversed().suffix(epoch * side) + pixels.reversed().dropLast(epoch * side)
        }
    }

    @Test("Augmented images give the bits of a training on images so changed, on any number of threads")
    func augmentation() throws {
        let problem = try RandomProblem(classes: 4, images: 60)
        let flipping = Flipping(source: problem.images, side: problem.network.pixelSize)
        let batches = (0..<4).map { step in (0..<37).map { ($0 * 7 + step) % 60 } }
        let plain = problem.trainer(batchSize: 37, threads: 1)
        let expected = batches.enumerated().map { index, batch in
            let epoch = index / 2 + 1
            let pixels = (0..<60).flatMap { flipping.flipped($0, epoch) }
            let changed = ByteImages(
                LabeledImages(
                    ImageArray(problem.images.images.images.shape, pixels: pixels), labels: problem.images.labels),
                levels: problem.images.levels)
            return plain.step(changed, batch: batch[...], learningRate: 0.002)
        }
        for threads in [1, 2, 3] {
            let trainer = problem.trainer(augmenter: flipping, batchSize: 37, threads: threads)
            let losses = batches.enumerated().map { index, batch in
                trainer.step(problem.images, batch: batch[...], epoch: index / 2 + 1, learningRate: 0.002)
            }
            #expect(losses == expected)
            #expect(trainer.state == plain.state)
        }
        #expect(Set(expected).count == 4)
    }
}
