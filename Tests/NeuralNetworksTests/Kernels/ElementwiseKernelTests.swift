import KernelContracts
import NeuralNetworks
import Testing

struct ElementwiseKernelTests {
    static let sets = InstructionSet.available

    @Test("Each instruction set's kernels say which they are", arguments: sets)
    func instructionSet(set: InstructionSet) {
        #expect(set.kernels.instructionSet == set)
    }

    @Test("Every machine has the baseline, and the fastest comes first")
    func available() {
        #expect(Self.sets.last == .baseline)
        #expect(Self.sets == InstructionSet.allCases.suffix(Self.sets.count))
        #expect(InstructionSet.best == Self.sets.first)
    }

    @Test("Gathering looks up each image's bytes and leaves lanes beyond the images zero", arguments: sets)
    func gather(set: InstructionSet) {
        var random = RandomValues(seed: 1)
        let table = random.floats(256)
        for (pixelCount, images) in [(1_024, Array(0..<16)), (289, [5]), (65, [3, 0, 3, 19, 7]), (1, [])] {
            let pixels = random.bytes(20 * pixelCount)
            let lanes = set.kernels.gather(pixels, images: images, table: table, pixelCount: pixelCount)
            let expected = (0..<pixelCount).map { index in
                (0..<16).map { lane in
                    lane < images.count ? table[Int(pixels[images[lane] * pixelCount + index])] : 0
                }
            }
            #expect(lanes == expected.map { Lanes($0) })
        }
    }

    @Test("Each channel has levels of its own", arguments: sets)
    func channels(set: InstructionSet) {
        var random = RandomValues(seed: 3)
        let table = random.floats(3 * 256)
        for area in [1, 63, 64, 289] {
            let pixels = random.bytes(4 * 3 * area)
            let lanes = set.kernels.gather(pixels, images: [2, 0, 3], table: table, pixelCount: 3 * area)
            let expected = (0..<3 * area).map { index in
                (0..<16).map { lane in
                    lane < 3 ? table[index / area * 256 + Int(pixels[[2, 0, 3][lane] * 3 * area + index])] : 0
                }
            }
            #expect(lanes == expected.map { Lanes($0) })
        }
    }

    @Test("Transposing turns lanes into rows with channels last, filled up with zeros", arguments: sets)
    func transpose(set: InstructionSet) {
        var random = RandomValues(seed: 2)
        let shapes = [(1, 400), (1, 84), (1, 1), (1, 3), (16, 25), (6, 196), (3, 49), (5, 1), (2, 9)]
        for (channels, positions) in shapes {
            let lanes = random.lanes(channels * positions)
            let choices = (0..<channels * positions).map { _ in
                ChoiceLanes(random.integers(16, in: -9...9).map { Int32($0) })
            }
            let stride = ImageRows.stride(lanes.count)
            let sources = (0..<16).flatMap { image in
                (0..<stride).map { (image: image, index: $0 % channels * positions + $0 / channels, place: $0) }
            }
            let expected = sources.map { $0.place < lanes.count ? lanes[$0.index][$0.image] : 0 }
            let expectedChoices = sources.map { $0.place < lanes.count ? choices[$0.index][$0.image] : 0 }
            #expect(set.kernels.transpose(lanes, channels: channels) == expected)
            #expect(set.kernels.transpose(choices, channels: channels) == expectedChoices)
        }
    }

    @Test("The gradient of ReLU is zero where the activation is zero, of either sign", arguments: sets)
    func reluGradient(set: InstructionSet) {
        let activation = [0, -0.0, 1, .leastNonzeroMagnitude, -1, 0.5, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6] as Lanes
        let gradient = Lanes((1...16).map { Float($0) })
        let found = set.kernels.reluGradient(activation: [activation, activation + 1], gradient: [gradient, gradient])
        #expect(found[0] == [0, 0, 3, 4, 0, 6, 0, 8, 0, 10, 0, 12, 0, 14, 0, 16])
        #expect(found[1] == [1, 2, 3, 4, 0, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
    }

    @Test("The largest logit's class is found, the first of equals", arguments: sets)
    func argmax(set: InstructionSet) {
        let logits: [Lanes] = [
            [1, 0, 0, 5, -1, -9, 0, -0.0, 0, 0, 0, 0, 0, 0, 0, 0],
            [2, 0, 7, 5, -2, -8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
            [3, 0, 7, 5, -3, -8, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
        ]
        #expect(set.kernels.argmax(logits) == [2, 0, 1, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1])
        #expect(set.kernels.argmax([logits[0]]) == Array(repeating: 0, count: 16))
        let last = (0..<256).map { Lanes(repeating: $0 == 255 ? 1 : 0) }
        #expect(set.kernels.argmax(last) == Array(repeating: 255, count: 16))
    }

    @Test("Measuring the peak does the operations it claims", arguments: sets)
    func peak(set: InstructionSet) {
        #expect(set.kernels.fusedOperationsPerRound > 0)
        // x <- 1 + 0.999 x from 0 tends to 1,000; chains of it add up.
        let value = set.kernels.fusedMultiplyAdds(rounds: 20_001)
        #expect(value.isFinite && value > 1_000)
    }
}
