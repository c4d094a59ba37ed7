import RandomStreams

/// Makes damaged inputs from good ones, the same for the same seed: what a fuzzer does, without its feedback.
struct Mutator {
    private var generator: TorchGenerator
    private let corpus: [[UInt8]]

    /// Values that have broken readers of binary files before.
    private static let interesting: [UInt8] = [0, 1, 3, 8, 0x0d, 0x1f, 0x7f, 0x80, 0x8b, 0xff]

    init(corpus: [[UInt8]], seed: UInt64) {
        self.corpus = corpus
        generator = TorchGenerator(seed: seed)
    }

    mutating func next() -> [UInt8] {
        var bytes = corpus[below(corpus.count)]
        for _ in 0...below(4) { mutate(&bytes) }
        return bytes
    }

    private mutating func below(_ bound: Int) -> Int { Int(generator.random()) % max(bound, 1) }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        // Half of all changes hit the first 24 bytes, where headers are.
        let position = below(below(2) == 0 ? min(24, bytes.count) : bytes.count)
        switch below(7) {
        case 0: bytes[position] ^= 1 << UInt8(below(8))
        case 1: bytes[position] = UInt8(truncatingIfNeeded: generator.random())
        case 2: bytes[position] = Self.interesting[below(Self.interesting.count)]
        case 3: bytes.removeSubrange(position...)
        case 4: bytes.removeSubrange(position..<min(position + 1 + below(8), bytes.count))
        case 5:
            bytes.insert(
                contentsOf: (0...below(8)).map { _ in UInt8(truncatingIfNeeded: generator.random()) }, at: position)
        default: bytes += corpus[below(corpus.count)].prefix(below(64))
        }
    }
}
