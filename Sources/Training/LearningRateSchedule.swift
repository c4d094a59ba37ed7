/// How the learning rate changes from step to step.
package enum LearningRateSchedule: String, Sendable, CaseIterable, Codable {
    /// The same at every step.
    case constant

    /// The rate of each step of a training.
    package func rates(steps: Int, peak: Double) -> [Double] {
        switch self {
        case .constant: Array(repeating: peak, count: steps)
        }
    }
}
