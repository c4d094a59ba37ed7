/// Exponentials and logarithms of eight numbers at once, from + - * / alone, so that they have the same bits on every
/// machine.
package enum ElementaryFunctions {
    package typealias Numbers = SIMD8<Double>

    /// e to the power of each number, to about 1e-15 of its value: 2 to a whole power times a Taylor series below
    /// (ln 2) / 2; 0 below -700. No number may be above 700.
    package static func exponential(_ values: Numbers) -> Numbers {
        let powers = rounded(values * 1.442_695_040_888_963_4)
        let rest = (values - powers * 0.693_147_180_369_123_8) - powers * 1.908_214_929_270_587_7e-10
        var series = Numbers(repeating: 1)
        for term in stride(from: 14.0, through: 1, by: -1) { series = 1 + series * rest / term }
        // The last bits of a double from 2^52 on are a whole number, here the power.
        let whole = unsafeBitCast(powers + 0x1.8p52, to: SIMD8<UInt64>.self)
        let scale = unsafeBitCast((whole &+ 1023) &<< 52, to: Numbers.self)
        return (series * scale).replacing(with: 0, where: .!(values .> -700))
    }

    /// To the nearest whole numbers, halves away from zero, of numbers below 2^51. (`rounded()` of a vector calls the C
    /// library for each of its numbers.)
    private static func rounded(_ values: Numbers) -> Numbers {
        let magnitudes = values.replacing(with: -values, where: values .< 0)
        // Doubles from 2^52 on are whole; the sum is rounded to one of them, halves to the even one.
        var nearest = (magnitudes + 0x1p52) - 0x1p52
        nearest.replace(with: nearest + 1, where: magnitudes - nearest .== 0.5)
        return nearest.replacing(with: -nearest, where: values .< 0)
    }

    /// The natural logarithms of positive normal numbers: the exponent times ln 2, and the series of the inverse hyperbolic
    /// tangent for the significand.
    package static func logarithm(_ values: Numbers) -> Numbers {
        let bits = unsafeBitCast(values, to: SIMD8<UInt64>.self)
        var exponents = Numbers(SIMD8<Int64>(truncatingIfNeeded: bits &>> 52) &- 1023)
        var significands = unsafeBitCast(bits & 0xf_ffff_ffff_ffff | 0x3ff0_0000_0000_0000, to: Numbers.self)
        let isLarge = significands .> 1.414_213_562_373_095
        exponents.replace(with: exponents + 1, where: isLarge)
        significands.replace(with: significands / 2, where: isLarge)
        let ratios = (significands - 1) / (significands + 1)
        let squares = ratios * ratios
        var series = Numbers.zero
        for term in stride(from: 25.0, through: 1, by: -2) { series = 1 / term + squares * series }
        return exponents * 0.693_147_180_559_945_3 + 2 * ratios * series
    }
}
