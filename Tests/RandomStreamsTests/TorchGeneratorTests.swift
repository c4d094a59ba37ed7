import Foundation
import PyTorchGolden
import RandomStreams
import Testing

/// Expected values are PyTorch 2.15.0's. Long sequences are compared by `fingerprint`, the 64-bit FNV-1a hash of their
/// little-endian bytes, in Python:
///
///     def fingerprint(t):
///         h = 0xcbf29ce484222325
///         for b in t.numpy().tobytes():
///             h = ((h ^ b) * 0x100000001b3) % 2**64
///         return h
@Suite("PyTorch's random stream")
struct TorchGeneratorTests {
    private func fingerprint(_ values: [UInt64], bytes: Int) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for value in values {
            for byte in 0..<bytes {
                hash = (hash ^ (value >> (8 * UInt64(byte)) & 0xff)) &* 0x100_0000_01b3
            }
        }
        return hash
    }

    private func fingerprint(_ values: [Int]) -> UInt64 {
        fingerprint(values.map { UInt64(bitPattern: Int64($0)) }, bytes: 8)
    }

    @Test("begins as the reference implementation of the Mersenne Twister does")
    func engine() {
        // mt19937ar.c with init_genrand(5489): the first and the 10,000th output, as in the C++ standard, [rand.predef].
        var generator = TorchGenerator(seed: 5489)
        #expect(generator.random() == 3_499_211_612)
        for _ in 0..<9998 { _ = generator.random() }
        #expect(generator.random() == 4_123_659_995)
    }

    /// fingerprint(torch.randperm(1000, generator=torch.Generator().manual_seed(seed)))
    @Test(
        "permutes 1,000 as randperm for any seed",
        arguments: [
            (0, 0x01f5_6afb_98c5_7ed9), (1, 0xe483_d21c_60aa_9d59), (42, 0xac05_0cc3_5204_1a61),
            (2_147_483_648, 0x0430_0283_c02d_fa3d), (4_294_967_295, 0x1a25_1fbf_f2d0_5aa1),
            (4_294_967_296, 0x01f5_6afb_98c5_7ed9), (4_294_967_338, 0xac05_0cc3_5204_1a61),
            (9_223_372_036_854_775_808, 0x01f5_6afb_98c5_7ed9), (18_446_744_073_709_551_615, 0x1a25_1fbf_f2d0_5aa1),
            (12_345_678_901_234_567_890, 0x0603_5c28_9890_3fa5),
        ] as [(UInt64, UInt64)])
    func permutationsBySeed(seed: UInt64, expected: UInt64) {
        var generator = TorchGenerator(seed: seed)
        #expect(fingerprint(generator.randomPermutation(1000)) == expected)
    }

    /// fingerprint(torch.randperm(count, generator=torch.Generator().manual_seed(42)))
    @Test(
        "permutes any number as randperm",
        arguments: [
            (0, 0xcbf2_9ce4_8422_2325), (1, 0xa8c7_f832_281a_39c5), (2, 0x6925_58b0_5610_1a44),
            (7, 0xf30a_81f9_5da7_aac2), (624, 0xcc33_8676_aa23_6e9d), (625, 0x586e_611b_6b11_8a87),
            (60000, 0xb00f_3ff1_e8ef_629d),
        ] as [(Int, UInt64)])
    func permutationsByCount(count: Int, expected: UInt64) {
        var generator = TorchGenerator(seed: 42)
        let permutation = generator.randomPermutation(count)
        #expect(fingerprint(permutation) == expected)
        #expect(permutation.sorted() == Array(0..<count))
    }

    /// fingerprint(torch.empty(1000, dtype=torch.int64).random_(lower, upper, generator=torch.Generator().manual_seed(7)))
    @Test(
        "draws integers from a range as random_ does, from widths of 2^28 on with 64 bits",
        arguments: [
            (0, 1, 0x51e7_8e74_4621_f425), (0, 10, 0x7495_90ca_3085_434a), (-5, 5, 0xd8c1_3eca_75d5_4fa4),
            (0, 268_435_455, 0x5e1b_04e4_5a6c_5e38), (0, 268_435_456, 0x2a77_1a11_af7f_835e),
            (-268_435_456, 268_435_456, 0x613d_b61c_a2fe_02ce), (0, 4_294_967_295, 0x205a_3d6a_52bf_6f6f),
            (0, 4_294_967_296, 0xb9c5_ce5b_49a4_34fe), (0, 4_294_967_297, 0xdd81_a57d_8eba_13b0),
            (-4_611_686_018_427_387_904, 4_611_686_018_427_387_904, 0x8554_6f88_20ac_a69c),
            (0, Int64.max, 0xb4af_0f01_55c2_b994), (Int64.min, Int64.max, 0xbaaa_063b_ab43_a49c),
        ] as [(Int64, Int64, UInt64)])
    func ranges(lower: Int64, upper: Int64, expected: UInt64) {
        var generator = TorchGenerator(seed: 7)
        let values = (0..<1000).map { _ in generator.random(in: lower..<upper) }
        #expect(fingerprint(values.map { UInt64(bitPattern: $0) }, bytes: 8) == expected)
        #expect(values.allSatisfy { (lower..<upper).contains($0) })
    }

    /// fingerprint(torch.empty(1000).uniform_(lower, upper, generator=torch.Generator().manual_seed(9)))
    @Test(
        "draws float32 values as uniform_ does, to the bit",
        arguments: [
            (0, 1, 0xc9a4_bc78_4f74_3b9e), (-1, 1, 0xbd51_bcca_bf99_a12c), (-0.2, 0.2, 0x68dd_dd86_ca34_3de9),
            (3, 1000.5, 0x6520_1fd5_5590_c42f), (-0.05103103630798288, 0.05103103630798288, 0x7a9f_5212_b158_89f4),
        ] as [(Float, Float, UInt64)])
    func uniform(lower: Float, upper: Float, expected: UInt64) {
        var generator = TorchGenerator(seed: 9)
        let values = (0..<1000).map { _ in generator.uniform(lower, upper) }
        #expect(fingerprint(values.map { UInt64($0.bitPattern) }, bytes: 4) == expected)
    }

    /// torch.empty(3, dtype=torch.int64).random_(generator=torch.Generator().manual_seed(seed)).tolist()
    @Test(
        "draws non-negative 64-bit integers as random_ without bounds",
        arguments: [
            (3, [937_055_941_807_507_096, 3_839_649_608_876_091_011, 5_366_245_355_481_424_840]),
            (UInt64.max, [1_800_993_050_274_709_794, 7_607_120_784_305_990_727, 5_331_760_257_347_419_712]),
        ] as [(UInt64, [Int64])])
    func integers(seed: UInt64, expected: [Int64]) {
        var generator = TorchGenerator(seed: seed)
        #expect(expected.map { _ in generator.randomInt64() } == expected)
    }

    @Test("stays in step through a mixture of calls")
    func mixture() {
        // g = torch.Generator().manual_seed(11); torch.empty(3).uniform_(generator=g);
        // torch.empty(1, dtype=torch.int64).random_(generator=g); torch.randperm(5, generator=g);
        // torch.empty(2, dtype=torch.int64).random_(0, 100, generator=g)
        var generator = TorchGenerator(seed: 11)
        #expect(
            (0..<3).map { _ in generator.uniform(0, 1) } == [
                0.14904171228408813, 0.4865531325340271, 0.985661506652832,
            ])
        #expect(generator.randomInt64() == 3_038_553_552_748_641_617)
        #expect(generator.randomPermutation(5) == [2, 0, 1, 4, 3])
        #expect((0..<2).map { _ in generator.random(in: 0..<100) } == [47, 22])
    }

    @Test("stays in step with PyTorch's through calls of every kind, for any seed")
    func goldenStreams() throws {
        let streams = try PyTorchGolden().streams
        #expect(streams.map(\.seed) == [0, 7, 42, 12_345_678_901, .max])
        for expected in streams {
            var generator = TorchGenerator(seed: expected.seed)
            #expect((0..<4).map { _ in generator.randomInt64() } == expected.integers)
            #expect((0..<4).map { _ in generator.random(in: -5..<100) } == expected.smallRange)
            #expect((0..<4).map { _ in generator.random(in: 0..<1 << 40) } == expected.wideRange)
            #expect(generator.randomPermutation(11) == expected.permutationOf11)
            #expect((0..<6).map { _ in generator.uniform(-0.2, 0.3) } == expected.uniform)
            #expect(generator.randomPermutation(1_000).prefix(8) == expected.startOfPermutationOf1000[...])
            #expect(generator.randomInt64() == expected.last)
        }
    }

    @Test("continues where it was when it was encoded")
    func encoding() throws {
        for draws in [0, 1, 623, 624, 625] {
            var generator = TorchGenerator(seed: 5)
            for _ in 0..<draws { _ = generator.random() }
            var decoded = try JSONDecoder().decode(TorchGenerator.self, from: JSONEncoder().encode(generator))
            #expect(decoded == generator)
            #expect(decoded.random() == generator.random())
        }
        let wrong = Data(#"{"state": [1, 2], "position": 1}"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(TorchGenerator.self, from: wrong) }
    }
}
