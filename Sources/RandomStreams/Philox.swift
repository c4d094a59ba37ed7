/// Philox4x32-10, a counter-based random number generator: a key and a counter of 128 bits give 128 random bits, and
/// nothing is kept from one call to the next. Whatever has a number of its own has random numbers of its own, in any
/// order and on any thread.
///
/// J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011; the
/// algorithm of `philox4x32` in their library Random123.
package struct Philox4x32: Sendable, Equatable {
    package let key: SIMD2<UInt32>

    package init(key: SIMD2<UInt32>) {
        self.key = key
    }

    /// All 64 bits of the seed become the key, the low half first.
    package init(seed: UInt64) {
        self.init(key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    }

    /// The random bits that belong to a counter.
    ///
    /// Both products of a round are made at once: words 0 and 2 are lanes of one vector, words 1 and 3 those of another,
    /// each in the low half of a lane. What the high halves hold is never read.
    package func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
        let factors = SIMD2<UInt64>(0xd251_1f53, 0xcd9e_8d57)
        var even = SIMD2<UInt64>(truncatingIfNeeded: counter.evenHalf)
        var odd = SIMD2<UInt64>(truncatingIfNeeded: counter.oddHalf)
        var key = SIMD2<UInt64>(truncatingIfNeeded: key)
        for _ in 0..<10 {
            let products = (even & 0xffff_ffff) &* factors
            let swapped = SIMD2(products.y, products.x)
            (even, odd) = ((swapped &>> 32) ^ odd ^ key, swapped)
            key &+= SIMD2(0x9e37_79b9, 0xbb67_ae85)
        }
        return SIMD4(truncatingIfNeeded: SIMD4(even.x, odd.x, even.y, odd.y))
    }
}

/// The random numbers of one image in one epoch. They depend on seed, epoch and the image's position in the training
/// set, and on nothing else.
package struct ImageRandomStream: Sendable {
    private let generator: Philox4x32
    /// Words of each counter; its fourth is 0 for all streams of images.
    private let image, epoch: UInt32
    private var block: UInt32 = 0

    /// `image` and `epoch` count by their low 32 bits.
    package init(_ generator: Philox4x32, epoch: Int, image: Int) {
        self.generator = generator
        self.image = UInt32(truncatingIfNeeded: image)
        self.epoch = UInt32(truncatingIfNeeded: epoch)
    }

    /// The next 128 bits.
    package mutating func next() -> SIMD4<UInt32> {
        defer { block &+= 1 }
        return generator.block(counter)
    }

    /// The counter of the next 128 bits.
    package var counter: SIMD4<UInt32> { SIMD4(block, image, epoch, 0) }
}

extension UInt32 {
    /// Random bits as a value from -1 up to but not including 1: the upper 24 bits, scaled.
    package var signedUnit: Double { Double(Int32(bitPattern: self) >> 8) * 0x1p-23 }
}

extension SIMD8<UInt32> {
    /// Random bits as two bell-shaped values each, with mean 0 and standard deviation 1 within -2.44...2.44: the sum of two
    /// bytes, each of which is uniform, so that the distribution is a triangle. The normal distribution would need a
    /// logarithm, which differs in its last bit between machines.
    @inlinable @inline(__always)
    package var bells: (low: SIMD8<Float>, high: SIMD8<Float>) {
        let sums = (self & 0x00ff_00ff) &+ ((self &>> 8) & 0x00ff_00ff)
        return (Self.bell(sums & 0xffff), Self.bell(sums &>> 16))
    }

    @inlinable @inline(__always)
    static func bell(_ sums: Self) -> SIMD8<Float> {
        // A whole number below 2^23 as the low bits of 2^23; two bytes have the mean 255 and the variance (256^2 - 1) / 6.
        let centered = unsafeBitCast(sums | 0x4b00_0000, to: SIMD8<Float>.self) - (0x1p23 + 255)
        return centered * 0.009_568_392
    }
}
