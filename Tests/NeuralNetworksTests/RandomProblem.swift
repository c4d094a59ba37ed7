import Images
import KernelContracts
import NeuralNetworks
import RandomStreams

/// A network with random parameters, and random images with labels.
struct RandomProblem {
    let network: LeNet5
    let parameters: Parameters
    let images: ByteImages

    init(pixelSize: Int, classes: Int, images count: Int) throws(NetworkError) {
        network = try LeNet5(pixelSize: pixelSize, classes: classes)
        var generator = TorchGenerator(seed: 42)
        parameters = Parameters(table: network.parameterTable, generator: &generator)
        var random = RandomValues(seed: UInt64(pixelSize * 1_000 + classes))
        let pixels = random.bytes(count * network.inputCount)
        let labels = random.integers(count, in: 0...classes - 1).map { UInt8($0) }
        images = ByteImages(
            LabeledImages(ImageArray(ImageShape(rows: pixelSize, columns: pixelSize), pixels: pixels), labels: labels),
            levels: (0..<256).map { (Float($0) / 255 - 0.5) * 2 })
    }

    func trainer(batchSize: Int, threads: Int, _ set: InstructionSet = .best) -> Trainer {
        Trainer(network, parameters: parameters, batchSize: batchSize, threads: threads, instructionSet: set)
    }

    /// What the network sees of an image.
    func image(_ position: Int) -> [Double] {
        images.images[position].image.pixels.map { Double(images.levels[Int($0)]) }
    }

    func label(_ position: Int) -> Int { Int(images.labels[position]) }
}
