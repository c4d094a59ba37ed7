/// The settings that decide every bit of a run, together with the data and the code. The thread count is not among
/// them: it changes no result.
package struct Configuration: Codable, Sendable, Equatable {
    package var seed: UInt64
    package var splitSeed: UInt64
    package var epochs: Int
    package var batchSize: Int
    package var learningRate: Double
    package var validationFraction: Double
    package var pixelSize: Int
    package var mean: Double
    package var standardDeviation: Double

    /// The settings of the notebook, but for those given.
    package init(
        seed: UInt64 = 42, splitSeed: UInt64 = 42, epochs: Int = 10, batchSize: Int = 64, learningRate: Double = 0.001,
        validationFraction: Double = 0.1, pixelSize: Int = 32, mean: Double = 0.1307, standardDeviation: Double = 0.308
    ) {
        self.seed = seed
        self.splitSeed = splitSeed
        self.epochs = epochs
        self.batchSize = batchSize
        self.learningRate = learningRate
        self.validationFraction = validationFraction
        self.pixelSize = pixelSize
        self.mean = mean
        self.standardDeviation = standardDeviation
    }
}

extension Setting {
    /// Every setting, in the order in which tables and commands name them.
    package static let all = [
        seed, splitSeed, epochs, batchSize, learningRate, validationFraction, pixelSize, mean, standardDeviation,
    ]

    package static let seed = Setting(
        "seed", \.seed, field: "seed", label: "Seed", allowed: .range(0...UInt64.max),
        help: "Decides initial parameters and shuffles as PyTorch's manual_seed, and the synthetic digits.")

    package static let splitSeed = Setting(
        "split-seed", \.splitSeed, field: "splitSeed", label: "Seed of the split", allowed: .range(0...UInt64.max),
        help: "Decides which training images are set aside for validation.")

    package static let epochs = Setting(
        "epochs", \.epochs, field: "epochs", label: "Epochs", allowed: .range(1...100_000),
        help: "Passes over the training images.")

    package static let batchSize = Setting(
        "batch-size", \.batchSize, field: "batchSize", label: "Batch size", allowed: .range(1...65_536),
        help: "Images of a mini-batch; the last of an epoch may have fewer.")

    package static let learningRate = Setting(
        "learning-rate", \.learningRate, field: "learningRate", label: "Learning rate (Adam)",
        allowed: .above(0, upTo: 1_000), help: "Adam's step size.")

    package static let validationFraction = Setting(
        "validation-fraction", \.validationFraction, field: "validationFraction", label: "Validation fraction",
        allowed: .from(0, below: 1), help: "The share of the training images set aside for validation.")

    package static let pixelSize = Setting(
        "pixel-size", \.pixelSize, field: "pixelSize", label: "Pixel size", allowed: .range(1...1_024),
        help: "The side of the square to which images are resized.")

    package static let mean = Setting(
        "mean", \.mean, field: "mean", label: "Mean subtracted", allowed: .finite,
        help: "Subtracted from each pixel, after scaling to 0...1.")

    package static let standardDeviation = Setting(
        "std", \.standardDeviation, field: "standardDeviation", label: "Divided by", allowed: .finite(above: 0),
        help: "Divides each pixel after the mean was subtracted.")
}
