import Foundation

/// Equal steps are equally far apart.
package struct LinearScale: Scale, Equatable {
    /// The values at the start and the end of the axis, the first below the second.
    package let domain: ClosedRange<Double>
    /// Whether ticks stand at whole numbers only.
    package let isWhole: Bool

    /// A domain without extent is widened; one that is not finite becomes 0...1.
    package init(domain: ClosedRange<Double>, isWhole: Bool = false) {
        self.isWhole = isWhole
        let (lower, upper) = (domain.lowerBound, domain.upperBound)
        // Below this, rounding would leave no room between ticks.
        let room = max(abs(lower), abs(upper)) * 1e-9
        if !(upper - lower).isFinite {
            self.domain = 0...1
        } else if upper - lower > room {
            self.domain = domain
        } else {
            let spread = lower == 0 ? 1 : abs(lower) / 10
            self.domain = (lower - spread)...(upper + spread)
        }
    }

    /// From the smallest to the largest finite value and, on each side, a share of their distance more.
    package init(covering values: some Sequence<Double>, margin: Double = 0, isWhole: Bool = false) {
        let finite = values.filter(\.isFinite)
        let (lower, upper) = (finite.min() ?? 0, finite.max() ?? 1)
        let rim = (upper - lower) * margin
        self.init(domain: (lower - rim)...(upper + rim), isWhole: isWhole)
    }

    package func position(of value: Double) -> Double {
        (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    }

    /// Multiples of 1, 2 or 5 times a power of ten: each is a whole number of steps from zero, never a running sum.
    package func ticks(atMost count: Int) -> [Tick] {
        guard count > 0 else { return [] }
        let extent = domain.upperBound - domain.lowerBound
        var exponent = Self.exponent(below: extent / Double(count))
        if isWhole { exponent = max(exponent, 0) }
        for power in exponent...exponent + 3 {
            for factor in [1, 2, 5] {
                if let ticks = ticks(everyTenToThe: power, times: factor, atMost: count) { return ticks }
            }
        }
        return []
    }

    /// All multiples of factor times ten to the exponent in the domain; `nil` where they are too many.
    private func ticks(everyTenToThe exponent: Int, times factor: Int, atMost count: Int) -> [Tick]? {
        guard let step = Double("\(factor)e\(exponent)"), step > 0, step.isFinite else { return nil }
        // A hair of tolerance keeps a tick that rounding would put just outside.
        let first = (domain.lowerBound / step - 1e-9).rounded(.up)
        let last = (domain.upperBound / step + 1e-9).rounded(.down)
        guard first <= last else { return [] }
        // Beyond 2^52 not every whole number of steps is a double.
        guard last - first < Double(count), abs(first) < 0x1p52, abs(last) < 0x1p52 else { return nil }
        return (Int(first)...Int(last)).map { Tick(mantissa: $0 * factor, exponent: exponent) }
    }

    /// The largest power of ten that is at most a positive value, by comparison with decimal literals.
    package static func exponent(below value: Double) -> Int {
        // The logarithm is close; which power is the one, only the powers tell.
        var exponent = value > 0 ? max(-320, Int(min(log10(value), 308)) - 2) : -320
        while exponent < 308, let next = Double("1e\(exponent + 1)"), next <= value { exponent += 1 }
        return exponent
    }
}
