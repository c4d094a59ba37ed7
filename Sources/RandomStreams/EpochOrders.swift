/// The order of training images in each epoch, as a PyTorch program gets it from its default random generator.
///
/// Each pass over any `DataLoader` draws a 64-bit base seed; one that shuffles then draws another, which seeds a
/// generator of its own for `randperm`. The notebook passes over the training loader to train, over it again to
/// evaluate, and over the validation loader; passes that are not shuffled, or whose order does not matter, still draw.
package struct EpochOrders: Sendable, Equatable, Codable {
    private var generator: TorchGenerator

    /// - Parameter generator: the default generator after the parameters were drawn from it.
    package init(generator: TorchGenerator) {
        self.generator = generator
    }

    /// The next epoch's order of `count` training images.
    package mutating func next(_ count: Int) -> [Int] {
        let order = shuffledPass(count)
        evaluationPasses()
        return order
    }

    private mutating func shuffledPass(_ count: Int) -> [Int] {
        _ = generator.random64()
        var shuffle = TorchGenerator(seed: generator.random64())
        return shuffle.randomPermutation(count)
    }

    /// Over the shuffled training loader and the validation loader.
    private mutating func evaluationPasses() {
        for _ in 0..<3 { _ = generator.random64() }
    }
}
