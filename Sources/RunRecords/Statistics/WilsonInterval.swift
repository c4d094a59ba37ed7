/// The Wilson score interval of a proportion: where the true rate lies with 95 % confidence after so many trials.
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927). Unlike the
/// normal approximation it stays inside 0...1 and is sensible near its ends, where accuracies live.
package struct WilsonInterval: Sendable, Equatable {
    package let lower: Double
    package let upper: Double

    /// The 97.5th percentile of the standard normal distribution.
    private static let z = 1.959_963_984_540_054

    /// For `successes` of `trials`; 0...1 when there are no trials.
    package init(successes: Int, trials: Int) {
        guard trials > 0 else {
            (lower, upper) = (0, 1)
            return
        }
        let count = Double(trials)
        let rate = Double(successes) / count
        let square = Self.z * Self.z
        let center = (rate + square / (2 * count)) / (1 + square / count)
        let spread = rate * (1 - rate) / count + square / (4 * count * count)
        let halfWidth = Self.z * spread.squareRoot() / (1 + square / count)
        lower = max(0, center - halfWidth)
        upper = min(1, center + halfWidth)
    }
}
