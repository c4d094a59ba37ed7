/// How far a run has come, in images of the pass that is under way.
package struct TrainingProgress: Sendable {
    /// A pass over images.
    package enum Pass: Sendable, Equatable {
        case training
        case evaluatingTraining
        case evaluatingValidation
        case testing
    }

    package let pass: Pass
    /// From 1 to `epochs`.
    package let epoch: Int
    package let epochs: Int
    /// Images of this pass that are done, and all of them.
    package let completed: Int
    package let total: Int
    /// The last batch's loss while training.
    package var loss: Float?
    /// Accuracies of the epoch that is complete, at the end of its last pass.
    package var accuracy: (training: Double, validation: Double?)?

    package init(
        pass: Pass, epoch: Int, epochs: Int, completed: Int, total: Int, loss: Float? = nil,
        accuracy: (training: Double, validation: Double?)? = nil
    ) {
        self.pass = pass
        self.epoch = epoch
        self.epochs = epochs
        self.completed = completed
        self.total = total
        self.loss = loss
        self.accuracy = accuracy
    }
}
