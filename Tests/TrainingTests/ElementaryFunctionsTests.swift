import Foundation
import Testing
import Training

@Suite("Exponentials and logarithms") struct ElementaryFunctionsTests {
    private static let numbers = (0..<14_000).map { Double($0 - 7_000) / 10 }

    /// Of powers of two and a half, which are as near to the next as to the one before.
    private static let halves = (-1_000..<1_000).map { (Double($0) + 0.5) * 0.693_147_180_559_945_3 }

    private static let positive = (1...5_000).map { Double($0 * $0) / 777 }

    /// Of all numbers, eight at a time; the last eight may hold some of the first.
    private static func apply(
        _ function: (SIMD8<Double>) -> SIMD8<Double>, to numbers: [Double]
    ) -> [(number: Double, value: Double)] {
        stride(from: 0, to: numbers.count, by: 8).flatMap { first in
            let eight = SIMD8((0..<8).map { numbers[(first + $0) % numbers.count] })
            let values = function(eight)
            return (0..<8).map { (eight[$0], values[$0]) }
        }
    }

    @Test("They agree with the C library's to a few units of the last digit") func accuracy() {
        for (number, value) in Self.apply(ElementaryFunctions.exponential, to: Self.numbers) where number > -700 {
            #expect(abs(value - exp(number)) <= 4 * exp(number).ulp, "exp \(number)")
        }
        for (number, value) in Self.apply(ElementaryFunctions.logarithm, to: Self.positive) {
            #expect(abs(value - log(number)) <= 4 * max(log(number).ulp, 1e-16), "log \(number)")
        }
    }

    @Test("Special values are exact") func special() {
        #expect(
            ElementaryFunctions.exponential([0, -0.0, -700, -1_000, -1e40, -.infinity, 1, 1])
                .replacing(with: 0, where: [false, false, false, false, false, false, true, true])
                == [1, 1, 0, 0, 0, 0, 0, 0])
        #expect(ElementaryFunctions.logarithm(.init(repeating: 1)) == .zero)
    }

    /// The same definitions for one number, with the standard library's rounding, exponents and significands.
    @Test("Eight at once have the bits of one at a time") func bits() {
        func exponential(_ number: Double) -> Double {
            guard number > -700 else { return 0 }
            let power = (number * 1.442_695_040_888_963_4).rounded()
            let rest = (number - power * 0.693_147_180_369_123_8) - power * 1.908_214_929_270_587_7e-10
            let series = stride(from: 14.0, through: 1, by: -1).reduce(1.0) { 1 + $0 * rest / $1 }
            return Double(sign: .plus, exponent: Int(power), significand: series)
        }
        func logarithm(_ number: Double) -> Double {
            var (exponent, significand) = (Double(number.exponent), number.significand)
            if significand > 1.414_213_562_373_095 { (exponent, significand) = (exponent + 1, significand / 2) }
            let ratio = (significand - 1) / (significand + 1)
            let series = stride(from: 25.0, through: 1, by: -2).reduce(0.0) { 1 / $1 + ratio * ratio * $0 }
            return exponent * 0.693_147_180_559_945_3 + 2 * ratio * series
        }
        for (number, value) in Self.apply(ElementaryFunctions.exponential, to: Self.numbers + Self.halves) {
            #expect(value.bitPattern == exponential(number).bitPattern, "exp \(number)")
        }
        let products = Self.halves.map { $0 * 1.442_695_040_888_963_4 }
        #expect(products.contains { $0.magnitude.truncatingRemainder(dividingBy: 2) == 0.5 })
        for (number, value) in Self.apply(ElementaryFunctions.logarithm, to: Self.positive) {
            #expect(value.bitPattern == logarithm(number).bitPattern, "log \(number)")
        }
    }
}
