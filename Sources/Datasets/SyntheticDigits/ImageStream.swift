import RandomStreams

/// A part of the data set.
enum DigitPart: UInt32, Sendable {
    case training = 0
    case test = 1
}

extension TorchGenerator {
    /// The random stream of one image, so that images can be drawn in any order and on any number of threads.
    ///
    /// The generator's 32-bit seed is `mix32(key ^ (2 * index + part))`, where `key` holds the low 32 bits of
    /// `mix64(seed)`. `mix32` is a bijection, so no two images of a data set share a stream.
    init(seed: UInt64, part: DigitPart, index: Int) {
        let position = UInt32(truncatingIfNeeded: index) << 1 | part.rawValue
        let key = UInt32(truncatingIfNeeded: Self.mix64(seed))
        self.init(seed: UInt64(Self.mix32(key ^ position)))
    }

    /// The finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
    private static func mix64(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    /// The finalizer of MurmurHash3 for 32 bits (Austin Appleby).
    private static func mix32(_ value: UInt32) -> UInt32 {
        var mixed = value
        mixed = (mixed ^ mixed >> 16) &* 0x85eb_ca6b
        mixed = (mixed ^ mixed >> 13) &* 0xc2b2_ae35
        return mixed ^ mixed >> 16
    }

    /// A bell-shaped value with mean 0 and standard deviation 1 within -3...3: the sum of three uniform values. Unlike
    /// the normal distribution it needs no logarithm, whose last bit differs between machines.
    mutating func bell() -> Float {
        let first = uniform(-1, 1)
        let second = uniform(-1, 1)
        return first + second + uniform(-1, 1)
    }

    /// Two independent values of `bell()`.
    mutating func bellPair() -> SIMD2<Float> {
        let x = bell()
        return SIMD2(x, bell())
    }
}
