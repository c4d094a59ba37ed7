import Datasets
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
}
