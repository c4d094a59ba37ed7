import Foundation

/// Equal factors are equally far apart.
package struct LogarithmicScale: Scale, Equatable {
    /// The values at the start and the end of the axis: positive, the first below the second.
    package let domain: ClosedRange<Double>

    /// Bounds that are not positive and finite become 1...10; a domain without extent reaches a factor 2 each way.
    package init(domain: ClosedRange<Double>) {
        let (lower, upper) = (domain.lowerBound, domain.upperBound)
        if !(lower >= 1e-300 && upper <= 1e300) {
            self.domain = 1...10
        } else if upper > lower * (1 + 1e-9) {
            self.domain = domain
        } else {
            self.domain = (lower / 2)...(upper * 2)
        }
    }

    /// From the smallest to the largest of the values that are positive and finite.
    package init(covering values: some Sequence<Double>) {
        let usable = values.filter { $0 > 0 && $0.isFinite }
        self.init(domain: (usable.min() ?? 1)...(usable.max() ?? 10))
    }

    /// Zero stands infinitely far below, negative numbers nowhere.
    package func position(of value: Double) -> Double {
        log(value / domain.lowerBound) / log(domain.upperBound / domain.lowerBound)
    }

    /// Powers of ten, or every second, third ... where they are many; where there is room also their multiples by 3,
    /// by 2 and 5, or by all digits. Within less than a decade linear ticks.
    package func ticks(atMost count: Int) -> [Tick] {
        guard count > 0 else { return [] }
        for digits in [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3]] {
            let ticks = ticks(digits: digits, everyDecade: 1)
            if ticks.count <= count, ticks.count > 1 { return ticks }
        }
        let decades = ticks(digits: [1], everyDecade: 1)
        guard decades.count > 1 else {
            return LinearScale(domain: domain).ticks(atMost: count).filter { $0.mantissa > 0 }
        }
        let every = (1...).first { ticks(digits: [1], everyDecade: $0).count <= count } ?? 1
        return ticks(digits: [1], everyDecade: every)
    }

    /// All digits of all decades, unless the decades are many.
    package var minorTicks: [Double] {
        let ticks = ticks(digits: Array(1...9), everyDecade: 1)
        return ticks.count > 72 ? [] : ticks.map { position(of: $0.value) }
    }

    private func ticks(digits: [Int], everyDecade step: Int) -> [Tick] {
        let first = LinearScale.exponent(below: domain.lowerBound)
        let last = LinearScale.exponent(below: domain.upperBound)
        return (first...last).filter { $0.isMultiple(of: step) }.flatMap { exponent in
            digits.map { Tick(mantissa: $0, exponent: exponent) }
        }.filter { domain.contains($0.value) }
    }
}
