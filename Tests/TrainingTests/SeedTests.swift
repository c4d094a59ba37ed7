import Datasets
import Foundation
import RandomStreams
import RunRecords
import Testing
import Training

struct SeedTests {
    @Test("The split follows from its own seed, not from that of the training")
    func split() throws {
        func split(_ configuration: Configuration) throws -> RandomSplit {
            try PreparedData(Patterns.dataset(), configuration, threads: 1).split
        }
        #expect(try split(Configuration(seed: 7)) == split(Configuration()))
        #expect(try split(Configuration(splitSeed: 7)) != split(Configuration()))
        #expect(
            try split(Configuration(splitSeed: 7)) == RandomSplit(count: 200, validationFraction: 0.1, seed: 7))
    }

    /// PyTorch 2.15 after `torch.manual_seed(7)`, with the split of the notebook, whose generator is seeded 42:
    ///
    ///     train_set, _ = random_split(dataset, [0.9, 0.1], generator=torch.Generator().manual_seed(42))
    @Test(
        "With another seed the first losses are PyTorch's under that manual_seed",
        .enabled(if: !(ProcessInfo.processInfo.environment["LENET_DATA"] ?? "").isEmpty))
    func otherSeed() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["LENET_DATA"])
        let dataset = try Dataset.load(from: URL(filePath: folder), DatasetReading(requiresMNIST: true))
        let losses = try ExperimentTests.run(dataset, Configuration(seed: 7, epochs: 1)).record.trainingLoss
        for (loss, expected) in zip(losses, [2.3037, 2.2928, 2.2838, 2.2567, 2.2450]) {
            #expect(abs(Double(loss) - expected) <= 0.000_06)
        }
    }
}
