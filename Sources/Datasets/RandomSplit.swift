import RandomStreams

/// A random division of the training images into those to train on and those to validate with, as PyTorch's
/// `random_split(dataset, [1 - fraction, fraction], generator=torch.Generator().manual_seed(seed))`.
package struct RandomSplit: Sendable, Equatable {
    /// Indices of the images to train on, in the order of the permutation.
    package let training: [Int]
    /// Indices of the images set aside.
    package let validation: [Int]

    /// `validationFraction` is in 0..<1. Each part gets the floor of its share in double precision, and what is left goes
    /// one by one to the parts in turn, the training part first; so 60,000 images and 0.1 give 54,000 and 6,000.
    package init(count: Int, validationFraction: Double, seed: UInt64) {
        var lengths = [1 - validationFraction, validationFraction].map { Int((Double(count) * $0).rounded(.down)) }
        for index in 0..<(count - lengths[0] - lengths[1]) { lengths[index % 2] += 1 }
        var generator = TorchGenerator(seed: seed)
        let permutation = generator.randomPermutation(count)
        training = Array(permutation.prefix(lengths[0]))
        validation = Array(permutation.dropFirst(lengths[0]))
    }
}
