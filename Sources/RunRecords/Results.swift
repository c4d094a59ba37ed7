import Foundation

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

/// The outcome on the test images, each of which is classified once.
package struct TestResult: Codable, Sendable, Equatable {
    /// The fraction of test images classified rightly.
    package var accuracy: Double
    package var confusion: ConfusionMatrix
    /// The class of each test image, a byte an image in the order of the test set.
    package var labels: Data
    /// The class for which each was taken, likewise.
    package var predictions: Data

    /// As many predictions as labels, each below `classes`.
    package init(labels: some Collection<UInt8>, predictions: some Collection<UInt8>, classes: Int) {
        (self.labels, self.predictions) = (Data(labels), Data(predictions))
        confusion = ConfusionMatrix(labels: self.labels, predictions: self.predictions, classes: classes)
        accuracy = confusion.accuracy
    }
}

/// How the results of a run were written last: `render` repeats it, and `check` expects it.
package struct Presentation: Codable, Sendable, Equatable {
    /// Extensions of the figures' files, in alphabetical order.
    package var formats: [String]
    /// Pixels an inch of PNG figures.
    package var dpi: Int
    /// Whether README.md beside `report` and `figures` shows the run.
    package var isInReadme: Bool
    /// The license, such as `mit`, in the metadata of a model card at the head of the report; `nil` where it has none.
    package var license: String?
    /// SHA-256 of each template of the author, by its file's name; `nil` where there was none.
    package var templates: [String: String]?

    package init(
        formats: [String] = ["png"], dpi: Int = 300, isInReadme: Bool = false, license: String? = nil,
        templates: [String: String]? = nil
    ) {
        self.templates = templates
        self.formats = formats.sorted()
        self.dpi = dpi
        self.isInReadme = isInReadme
        self.license = license
    }
}
