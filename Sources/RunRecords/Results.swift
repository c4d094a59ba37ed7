/// Accuracies over all training and all validation images after one epoch, as fractions in 0...1.
package struct EpochResult: Codable, Sendable, Equatable {
    package var trainingAccuracy: Double
    /// `nil` where no images were set aside for validation.
    package var validationAccuracy: Double?

    package init(trainingAccuracy: Double, validationAccuracy: Double?) {
        self.trainingAccuracy = trainingAccuracy
        self.validationAccuracy = validationAccuracy
    }
}

/// The outcome on the test images.
package struct TestResult: Codable, Sendable, Equatable {
    /// The fraction of test images classified rightly.
    package var accuracy: Double
    package var confusion: ConfusionMatrix

    package init(confusion: ConfusionMatrix) {
        self.accuracy = confusion.accuracy
        self.confusion = confusion
    }
}
