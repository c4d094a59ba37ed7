import Images
import KernelContracts
import NeuralNetworks
import RunRecords

/// How a training goes about it, as its settings say. Each part has one place where it is found by name: `Optimizer` (with
/// its arithmetic in `Kernels/Optimizers.swift`), `LearningRateSchedule`, and `RandomWarps`, the augmentation.
package struct TrainingMethod: Sendable {
    package let optimizer: Optimizer
    /// Changes training images, anew in each epoch; `nil` leaves them as they are.
    package let augmenter: (any Augmenter)?

    /// - Parameters:
    ///   - originals: training images as they are in the data set
    ///   - resized: the same in the size of the network's images
    package init(_ configuration: Configuration, originals: ImageArray, resized: ImageArray) {
        optimizer = Optimizer(configuration.optimizer, weightDecay: configuration.weightDecay)
        augmenter = RandomWarps(configuration, originals: originals, resized: resized)
    }
}
