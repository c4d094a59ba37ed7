/// How the learning rate changes from step to step.
package enum LearningRateSchedule: String, Sendable, CaseIterable, Codable, SettingValue {
    /// The same at every step after the warm-up.
    case constant
    /// Half a period of a cosine, from the peak to zero (I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent
    /// with warm restarts", ICLR 2017, without the restarts).
    case cosine

    /// The rate of each step of a training.
    ///
    /// It rises by equal amounts to `peak` over the first steps, a share `warmUp` of all. By a cosine it then falls so as
    /// to be zero one step after the last: no step has a rate of zero.
    package func rates(steps: Int, peak: Double, warmUp: Double = 0) -> [Double] {
        let rising = Int((warmUp * Double(steps)).rounded())
        return (1...max(steps, 1)).prefix(steps).map { step in
            guard step > rising else { return peak * (Double(step) / Double(rising)) }
            return peak * share(Double(step - rising) / Double(steps - rising + 1))
        }
    }

    /// What is left of the peak at `progress` from 0 to 1 after the warm-up.
    private func share(_ progress: Double) -> Double {
        switch self {
        case .constant: 1
        case .cosine: progress < 0.5 ? 1 - Self.squaredSine(progress) : Self.squaredSine(1 - progress)
        }
    }

    /// sin^2 (pi x / 2) for x from 0 to 1/2, within 1e-15 of itself: by the Taylor polynomial of the sine, since the C
    /// library's differs in the last bit from system to system.
    private static func squaredSine(_ x: Double) -> Double {
        let square = x * x * (.pi * .pi / 4)
        var sum = 1.0
        for denominator in [272.0, 210, 156, 110, 72, 42, 20, 6] { sum = 1 - square / denominator * sum }
        return square * sum * sum
    }
}

extension Configuration {
    /// The learning rate of each of so many steps.
    package func learningRates(steps: Int) -> [Double] {
        schedule.rates(steps: steps, peak: learningRate, warmUp: warmUp)
    }
}
