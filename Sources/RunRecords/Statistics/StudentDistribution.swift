import Foundation

/// Student's t distribution with a whole number of degrees of freedom: that of a mean of normal values in units of its
/// estimated standard error.
///
/// Student, "The probable error of a mean", Biometrika 6 (1908). For whole degrees of freedom the probability is a finite
/// sum: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.7.3 and 26.7.4.
package struct StudentDistribution: Sendable, Equatable {
    /// At least 1.
    package let degreesOfFreedom: Int

    package init(degreesOfFreedom: Int) {
        self.degreesOfFreedom = max(degreesOfFreedom, 1)
    }

    /// The probability of a value at least as far from zero as `t`, correct to about 1e-15; 0 for an infinite one.
    package func pValue(_ t: Double) -> Double {
        max(0, 1 - probability(within: atan(t.magnitude / Double(degreesOfFreedom).squareRoot())))
    }

    /// The `t` for which a value lies in -t...t with this probability, from 0 to less than 1: 12.7 for 0.95 and one degree of
    /// freedom, 2.09 for 19.
    package func reach(of probability: Double) -> Double {
        var (low, high) = (0.0, Double.pi / 2)
        while true {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { break }
            if self.probability(within: middle) < probability { low = middle } else { high = middle }
        }
        return Double(degreesOfFreedom).squareRoot() * tan(low)
    }

    /// The probability of -t...t, where `angle` is the arc tangent of t / sqrt(degrees of freedom).
    private func probability(within angle: Double) -> Double {
        let (sine, cosine) = (sin(angle), cos(angle))
        let isOdd = !degreesOfFreedom.isMultiple(of: 2)
        var (term, sum) = (isOdd ? cosine : 1, 0.0)
        for power in stride(from: isOdd ? 1 : 0, through: degreesOfFreedom - 2, by: 2) {
            sum += term
            term *= cosine * cosine * Double(power + 1) / Double(power + 2)
        }
        return isOdd ? (angle + sine * sum) * 2 / .pi : sine * sum
    }
}
