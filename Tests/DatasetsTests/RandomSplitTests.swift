import ContentHashing
import Datasets
import Testing

@Suite("Splitting the training images")
struct RandomSplitTests {
    @Test("gives the notebook's split of MNIST")
    func notebook() {
        // random_split(range(60000), [54000, 6000], torch.Generator().manual_seed(42)) of PyTorch 2.15.0, and the SHA-256
        // of all indices as little-endian UInt32.
        let split = RandomSplit(count: 60000, validationFraction: 0.1, seed: 42)
        #expect(split.training.count == 54000 && split.validation.count == 6000)
        #expect(split.training.prefix(6) == [37542, 43087, 2992, 25810, 39634, 6425])
        #expect(split.validation.prefix(3) == [33841, 37977, 40521])
        let bytes = (split.training + split.validation).flatMap { index in
            [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: index >> $0) }
        }
        #expect(ContentHash.sha256(bytes) == "7f455bbc8e543f082c5e5787a6f39d0569027ff6766e60bb3417c9c7e5ac124f")
    }

    /// [len(part) for part in random_split(range(count), [1 - fraction, fraction])] of PyTorch 2.15.0
    @Test(
        "rounds as random_split does",
        arguments: [
            (60000, 0.3, 42000, 18000), (1001, 0.15, 851, 150), (10, 0.25, 8, 2), (7, 0.5, 4, 3), (1, 0.1, 1, 0),
            (99999, 0.333, 66700, 33299), (112_800, 0.1, 101_520, 11280), (5, 0.0, 5, 0),
        ])
    func rounding(count: Int, fraction: Double, training: Int, validation: Int) {
        let split = RandomSplit(count: count, validationFraction: fraction, seed: 1)
        #expect(split.training.count == training)
        #expect(split.validation.count == validation)
        #expect((split.training + split.validation).sorted() == Array(0..<count))
    }
}
