/// Numbers that differ by chance, such as the accuracies of runs that differ only in their seed.
package struct Sample: Sendable, Equatable {
    /// At least one.
    package let values: [Double]
    package let mean: Double
    /// With n - 1 in the denominator, which makes the variance unbiased; `nil` of a single value.
    package let standardDeviation: Double?

    /// `nil` without values.
    package init?(_ values: [Double]) {
        guard let first = values.first else { return nil }
        self.values = values
        // Differences from one of them are small, so their sum is exact where the values are alike.
        let mean = first + values.reduce(0) { $0 + ($1 - first) } / Double(values.count)
        self.mean = mean
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        standardDeviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : nil
    }

    package var count: Int { values.count }

    /// How far the mean of so many values is from the true one as a rule: s / sqrt(n).
    package var standardError: Double? { standardDeviation.map { $0 / Double(count).squareRoot() } }

    /// Where the true mean lies with 95 % confidence, where values are about normal: the mean and, to each side, t standard
    /// errors, with t of Student's distribution of n - 1 degrees of freedom. `nil` of a single value, which tells nothing of
    /// its neighbors.
    ///
    /// It covers only what varied from value to value.
    package var interval: ClosedRange<Double>? {
        standardError.map { error in
            let reach = distribution.reach(of: 0.95) * error
            return mean - reach...mean + reach
        }
    }

    /// The probability of a mean at least as far from zero where the true one is zero: the two-sided t test. 1 of a single
    /// value.
    package var pValueOfZero: Double {
        guard let standardError else { return 1 }
        guard standardError > 0 else { return mean == 0 ? 1 : 0 }
        return distribution.pValue(mean / standardError)
    }

    private var distribution: StudentDistribution { StudentDistribution(degreesOfFreedom: count - 1) }

    /// The differences of values that belong together, the first minus the second; `nil` unless there are as many of both.
    ///
    /// What a seed does to both cancels out in its difference, so fewer seeds show the same effect than where two means are
    /// compared: `pValueOfZero` is then the paired t test, as `scipy.stats.ttest_rel` does it.
    package static func differences(_ first: [Double], _ second: [Double]) -> Sample? {
        first.count == second.count ? Sample(zip(first, second).map { $0 - $1 }) : nil
    }
}
