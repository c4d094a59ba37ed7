import RandomStreams
import Testing

struct PhiloxTests {
    /// From `tests/kat_vectors` of Random123, rows `philox4x32 10`.
    static let known: [(counter: SIMD4<UInt32>, key: SIMD2<UInt32>, block: SIMD4<UInt32>)] = [
        (
            SIMD4(repeating: 0), SIMD2(repeating: 0),
            SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
        ),
        (
            SIMD4(repeating: .max), SIMD2(repeating: .max),
            SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
        ),
        (
            SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), SIMD2(0xa409_3822, 0x299f_31d0),
            SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
        ),
    ]

    @Test("Philox4x32-10 gives the blocks of Random123's known answers", arguments: known.indices)
    func knownAnswers(index: Int) {
        let (counter, key, block) = Self.known[index]
        #expect(Philox4x32(key: key).block(counter) == block)
    }

    @Test("All 64 bits of a seed are the key, the low half first")
    func seeds() {
        #expect(Philox4x32(seed: 0x299f_31d0_a409_3822) == Philox4x32(key: SIMD2(0xa409_3822, 0x299f_31d0)))
    }

    @Test("An image's stream is the blocks of its own counters, whatever else was drawn")
    func imageStreams() {
        let generator = Philox4x32(seed: 7)
        var stream = ImageRandomStream(generator, epoch: 3, image: 59_999)
        var other = ImageRandomStream(generator, epoch: 3, image: 0)
        for block in 0..<5 as Range<UInt32> {
            _ = other.next()
            #expect(stream.next() == generator.block(SIMD4(block, 59_999, 3, 0)))
        }
    }

    @Test("Random bits become values from -1 up to, not including, 1")
    func signedUnit() {
        #expect((0 as UInt32).signedUnit == 0)
        #expect((0x8000_0000 as UInt32).signedUnit == -1)
        #expect((0x7fff_ffff as UInt32).signedUnit == 1 - 0x1p-23)
        #expect((0xffff_ffff as UInt32).signedUnit == -0x1p-23)
    }

    @Test("Bell-shaped values have mean 0 and standard deviation 1, and end where they say")
    func bells() {
        let ends = SIMD8<UInt32>(0, .max, 0x0000_ffff, 0xffff_0000, 0x00ff_00ff, 0xff00_ff00, 0x0001_0100, 0).bells
        #expect(ends.low[0] == -ends.low[1] && abs(ends.low[1] - 2.44) < 0.001)
        #expect(ends.low[2] == ends.low[1] && ends.high[2] == ends.low[0] && ends.high[3] == ends.low[1])
        #expect(ends.low[4] == 0 && ends.high[4] == 0 && ends.low[5] == 0 && ends.high[5] == 0)
        let all = (0..<65_536 as Range<UInt32>).map { SIMD8<UInt32>(repeating: $0 | $0 << 16).bells }
        let values = all.map { Double($0.low[3]) }
        #expect(values == all.map { Double($0.high[6]) })
        #expect(abs(values.reduce(0, +)) < 1e-3)
        #expect(abs(values.map { $0 * $0 }.reduce(0, +) / 65_536 - 1) < 1e-6)
    }
}
