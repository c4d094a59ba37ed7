/// The settings that decide every bit of a run, together with the data and the code. The thread count is not among
/// them: it changes no result.
package struct Configuration: Codable, Sendable, Equatable {
    /// The seed of the initial parameters, the shuffles and the split, as PyTorch's `manual_seed`.
    package var seed: UInt64
    package var epochs: Int
    /// Images in a mini-batch; the last of an epoch may have fewer.
    package var batchSize: Int
    /// Adam's step size.
    package var learningRate: Double
    /// The share of the training images set aside for validation, in 0..<1.
    package var validationFraction: Double
    /// The side of the square to which every image is resized.
    package var pixelSize: Int
    /// Subtracted from each pixel, after scaling to 0...1.
    package var mean: Double
    /// Divides each pixel after the mean was subtracted.
    package var standardDeviation: Double

    package init(
        seed: UInt64 = 42, epochs: Int = 10, batchSize: Int = 64, learningRate: Double = 0.001,
        validationFraction: Double = 0.1, pixelSize: Int = 32, mean: Double = 0.1307, standardDeviation: Double = 0.308
    ) {
        self.seed = seed
        self.epochs = epochs
        self.batchSize = batchSize
        self.learningRate = learningRate
        self.validationFraction = validationFraction
        self.pixelSize = pixelSize
        self.mean = mean
        self.standardDeviation = standardDeviation
    }
}
