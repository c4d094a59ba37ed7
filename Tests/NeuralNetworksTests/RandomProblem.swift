import Images
import KernelContracts
import NeuralNetworks
import RandomStreams

/// A network with random parameters, and random images with labels.
struct RandomProblem {
    let network: Network
    let parameters: Parameters
    let images: ByteImages

    /// LeNet-5 for images so many pixels larger than the smallest that it takes.
    init(channels: Int = 1, beyondSmallest: Int = 0, classes: Int, images count: Int) throws(NetworkError) {
        let pixelSize = LeNet5.smallestPixelSize + beyondSmallest
        self.init(try LeNet5.network(channels: channels, pixelSize: pixelSize, classes: classes), images: count)
    }

    init(_ network: Network, images count: Int) {
        self.network = network
        var generator = TorchGenerator(seed: 42)
        parameters = Parameters(table: network.parameterTable, generator: &generator)
        var random = RandomValues(seed: UInt64(network.pixelSize * 1_000 + network.classes))
        // Each channel has levels of its own.
        let levels: [Float] = (0..<network.channels).flatMap { channel -> [Float] in
            let (shift, scale) = (Float(channel) / 8 - 0.5, Float(2 + channel))
            return (0..<256).map { (Float($0) / 255 + shift) * scale }
        }
        let shape = ImageShape(channels: network.channels, rows: network.pixelSize, columns: network.pixelSize)
        let pixels = random.bytes(count * network.inputCount)
        let labels = random.integers(count, in: 0...network.classes - 1).map { UInt8($0) }
        images = ByteImages(LabeledImages(ImageArray(shape, pixels: pixels), labels: labels), levels: levels)
    }

    func trainer(
        from state: TrainerState? = nil, optimizer: Optimizer = .adam, augmenter: (any Augmenter)? = nil,
        batchSize: Int, threads: Int, _ set: InstructionSet = .best
    ) -> Trainer {
        Trainer(
            network, from: state ?? TrainerState(parameters, optimizer), optimizer: optimizer, augmenter: augmenter,
            batchSize: batchSize, threads: threads, instructionSet: set)
    }

    func classifier(threads: Int, _ set: InstructionSet = .best) -> Classifier {
        Classifier(network, parameters, threads: threads, instructionSet: set)
    }

    /// What the network sees of an image.
    func image(_ position: Int) -> [Double] {
        images.values(position).map { Double($0) }
    }

    func label(_ position: Int) -> Int { Int(images.labels[position]) }
}
