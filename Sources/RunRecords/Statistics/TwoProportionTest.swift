/// Whether two observed proportions differ by more than chance explains: the two-sided two-proportion z-test with
/// pooled variance, at the 5 % level.
///
/// z = (p1 - p2) / sqrt(p (1 - p) (1/n1 + 1/n2)), where p is the proportion of both samples together.
/// J. L. Fleiss, "Statistical Methods for Rates and Proportions" (1981), chapter 2, without continuity correction.
package struct TwoProportionTest: Sendable, Equatable {
    /// Where |z| lies in 95 % of cases when both samples have the same true proportion.
    package static let criticalValue = 1.959_963_984_540_054

    /// The first proportion minus the second.
    package let difference: Double
    /// The difference in standard errors; 0 where both proportions are 0 or both are 1.
    package let z: Double

    /// Fractions in 0...1 of samples of the given sizes. Without a sample, or where nothing varies, z is 0.
    package init(_ first: Double, of firstTrials: Int, _ second: Double, of secondTrials: Int) {
        difference = first - second
        let (n1, n2) = (Double(firstTrials), Double(secondTrials))
        guard firstTrials > 0, secondTrials > 0 else {
            z = 0
            return
        }
        let pooled = (first * n1 + second * n2) / (n1 + n2)
        let variance = pooled * (1 - pooled) * (1 / n1 + 1 / n2)
        z = variance > 0 ? difference / variance.squareRoot() : 0
    }

    package var exceedsChance: Bool { z.magnitude > Self.criticalValue }
}
