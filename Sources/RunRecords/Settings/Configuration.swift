import KernelContracts

/// The settings that decide every bit of a run, together with the data and the code. The thread count is not among
/// them: it changes no result.
package struct Configuration: Codable, Sendable, Equatable {
    package var seed: UInt64
    package var splitSeed: UInt64
    package var recipe: Recipe
    package var epochs: Int
    package var batchSize: Int
    package var optimizer: Optimizer.Rule
    package var learningRate: Double
    package var schedule: LearningRateSchedule
    package var warmUp: Double
    package var weightDecay: Double
    package var rotation: Double
    package var scaling: Double
    package var aspect: Double
    package var shear: Double
    package var shift: Double
    package var elastic: Double
    package var validationFraction: Double
    package var pixelSize: Int
    package var mean: ChannelValues
    package var standardDeviation: ChannelValues

    /// The settings of the notebook, but for those given. What is subtracted from pixels and divides them follows from the
    /// data, as `normalized(as:)` has it.
    package init(
        seed: UInt64 = 42, splitSeed: UInt64 = 42, epochs: Int = 10, batchSize: Int = 64, learningRate: Double = 0.001,
        validationFraction: Double = 0.1, pixelSize: Int = 32, mean: ChannelValues = .ofData,
        standardDeviation: ChannelValues = .ofData
    ) {
        (recipe, optimizer, schedule) = (.notebook, .adam, .constant)
        (warmUp, weightDecay) = (0, 0)
        (rotation, scaling, aspect, shear, shift, elastic) = (0, 0, 0, 0, 0, 0)
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
        seed, splitSeed, recipe, epochs, batchSize, optimizer, learningRate, schedule, warmUp, weightDecay, rotation,
        scaling, aspect, shear, shift, elastic, validationFraction, pixelSize, mean, standardDeviation,
    ]

    package static let recipe = Setting(
        "recipe", \.recipe, field: "recipe", label: "Recipe", allowed: .names,
        help: "The values of all options but those given: notebook, fast or best; `lenet help recipes` explains.")

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

    package static let optimizer = Setting(
        "optimizer", \.optimizer, field: "optimizer", label: "Optimizer", allowed: .names,
        help: "The rule by which parameters follow their gradients: \(Optimizer.Rule.explanation).")

    package static let learningRate = Setting(
        "learning-rate", \.learningRate, field: "learningRate", label: "Learning rate", allowed: .above(0, upTo: 1_000),
        help: "The optimizer's step size, at its largest.")

    package static let schedule = Setting(
        "schedule", \.schedule, field: "schedule", label: "Schedule of the rate", allowed: .names,
        help: "How the learning rate goes on after the warm-up: constant, or by a cosine to zero.")

    package static let warmUp = Setting(
        "warm-up", \.warmUp, field: "warmUp", label: "Warm-up", allowed: .from(0, below: 1),
        help: "The share of all steps over which the learning rate rises from zero.")

    package static let weightDecay = Setting(
        "weight-decay", \.weightDecay, field: "weightDecay", label: "Weight decay", allowed: .from(0, below: 1),
        help: "At each step weights shrink by the learning rate times this, biases do not.")

    package static let rotation = Setting(
        "rotation", \.rotation, field: "rotation", label: "Largest rotation", allowed: .from(0, upTo: 180),
        help: "Training images are turned by up to so many degrees, anew in each epoch.")

    package static let scaling = Setting(
        "scaling", \.scaling, field: "scaling", label: "Largest scaling", allowed: .from(0, upTo: 2),
        help: "Training images are scaled by up to e to this power, and down by as much.")

    package static let aspect = Setting(
        "aspect", \.aspect, field: "aspect", label: "Largest change of aspect", allowed: .from(0, upTo: 2),
        help: "Width and height of training images depart from their scale by up to e to this power.")

    package static let shear = Setting(
        "shear", \.shear, field: "shear", label: "Largest shear", allowed: .from(0, upTo: 2),
        help: "Rows of training images are shifted by up to this times their distance from the middle.")

    package static let shift = Setting(
        "shift", \.shift, field: "shift", label: "Largest shift", allowed: .from(0, upTo: 1),
        help: "Training images are shifted along either axis by up to this share of their side.")

    package static let elastic = Setting(
        "elastic", \.elastic, field: "elastic", label: "Elastic displacement", allowed: .from(0, upTo: 1),
        help:
            "Training images are bent by control points displaced at random, with this deviation in sides of the image."
    )

    package static let validationFraction = Setting(
        "validation-fraction", \.validationFraction, field: "validationFraction", label: "Validation fraction",
        allowed: .from(0, below: 1), help: "The share of the training images set aside for validation.")

    package static let pixelSize = Setting(
        "pixel-size", \.pixelSize, field: "pixelSize", label: "Pixel size", allowed: .range(1...1_024),
        help: "The side of the square to which images are resized.")

    package static let mean = Setting(
        "mean", \.mean, field: "mean", label: "Mean subtracted", allowed: .finite,
        help:
            "Subtracted from each pixel, after scaling to 0...1; `data` is the mean of the training images, 0.1307 for MNIST."
    )

    package static let standardDeviation = Setting(
        "std", \.standardDeviation, field: "standardDeviation", label: "Divided by", allowed: .positive,
        help: "Divides each pixel after that; `data` is the standard deviation of the training images, 0.308 for MNIST."
    )
}

/// The optimizer's rule is a setting by its name.
extension Optimizer.Rule: SettingValue {
    /// Every name with what it stands for, as the help of the option says it.
    fileprivate static var explanation: String {
        allCases.map { "\($0.rawValue) (\($0.title))" }.joined(separator: ", ")
    }
}
