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
            let trainer = Trainer(
                problem.network, parameters: parameters, batchSize: 4, threads: 1, instructionSet: set)
            let loss = trainer.step(problem.images, batch: [0, 1, 2, 3], learningRate: 0.001)
            #expect(loss.isNaN, "\(entry.name)")
        }
    }
}
