/// The first steps of trainings with the settings of the notebook, and with warps where they are wanted.
struct ShortTraining {
    private let configuration = Configuration()
    private let network: Network
    private let originals: LabeledImages
    private let images: ByteImages
    private let start: TrainerState
    /// The images of the first epoch.
    private let order: [Int]

    init?(_ data: LabeledImages) {
        guard let network = try? LeNet5.network(pixelSize: configuration.pixelSize) else { return nil }
        (self.network, originals) = (network, data)
        let levels = Normalization(mean: 0.1307, standardDeviation: 0.308).values
        images = ByteImages(data.resized(to: configuration.pixelSize), levels: levels)
        var generator = TorchGenerator(seed: configuration.seed)
        start = TrainerState(Parameters(table: network.parameterTable, generator: &generator), .adam)
        var orders = EpochOrders(generator: generator)
        let split = RandomSplit(count: data.count, validationFraction: 0.1, seed: 42)
        order = orders.next(split.training.count).map { split.training[$0] }
    }

    /// Prints the bits of each step's loss, and hashes of what was trained and of what it makes of some images.
    func show(_ name: StaticString, steps: Int, isWarped: Bool) {
        let warps =
            isWarped ? RandomWarps(configuration, originals: originals.images, resized: images.images.images) : nil
        let trainer = Trainer(
            network, from: start, optimizer: Optimizer(.adam, weightDecay: isWarped ? 0.05 : 0), augmenter: warps,
            batchSize: 64, threads: 1)
        for step in 0..<steps {
            let loss = trainer.step(images, batch: order[step * 64..<(step + 1) * 64], learningRate: 0.001)
            print(name, terminator: " ")
            print(loss.bitPattern)
        }
        printHash("parameters") { $0.add(trainer.parameters.values) }
        let classifier = Classifier(network, trainer.parameters, threads: 1)
        printHash("classes") { $0.add(classifier.classify(images, Array(0..<1_000))) }
    }
}
