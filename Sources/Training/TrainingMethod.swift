import KernelContracts
import NeuralNetworks

/// How a training goes about it. Each part has one place where it is found by name: `Optimizer` (with its arithmetic in
/// `Kernels/Optimizers.swift`), `LearningRateSchedule` and, for augmentation, an `Augmenter`.
package struct TrainingMethod: Sendable {
    package let optimizer: Optimizer
    package let schedule: LearningRateSchedule
    /// Changes training images, anew in each epoch; `nil` leaves them as they are.
    package let augmenter: (any Augmenter)?

    package init(
        optimizer: Optimizer = .adam, schedule: LearningRateSchedule = .constant, augmenter: (any Augmenter)? = nil
    ) {
        (self.optimizer, self.schedule, self.augmenter) = (optimizer, schedule, augmenter)
    }
}
