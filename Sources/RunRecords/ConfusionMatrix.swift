import Foundation

/// How often images of each class were taken for each class: `counts[actual][predicted]`.
package struct ConfusionMatrix: Codable, Sendable, Equatable {
    package private(set) var counts: [[Int]]

    /// All zero, for so many classes.
    package init(classes: Int) {
        counts = Array(repeating: Array(repeating: 0, count: classes), count: classes)
    }

    /// From rows of equal length, as many as there are classes.
    package init(counts: [[Int]]) {
        self.counts = counts
    }

    /// Counted from the class of each image and the class for which it was taken.
    init(labels: Data, predictions: Data, classes: Int) {
        self.init(classes: classes)
        for (actual, predicted) in zip(labels, predictions) { record(actual: Int(actual), predicted: Int(predicted)) }
    }

    package init(from decoder: any Decoder) throws {
        counts = try decoder.singleValueContainer().decode([[Int]].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(counts)
    }

    package mutating func record(actual: Int, predicted: Int) {
        counts[actual][predicted] += 1
    }

    package var classes: Int { counts.count }
    package var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
    package var correct: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }

    /// The fraction on the diagonal; 0 without images.
    package var accuracy: Double { total == 0 ? 0 : Double(correct) / Double(total) }

    /// Images of a class.
    package func actual(_ label: Int) -> Int { counts[label].reduce(0, +) }

    /// Images taken for a class.
    package func predicted(_ label: Int) -> Int { counts.reduce(0) { $0 + $1[label] } }

    /// Of the images taken for `label`, the fraction that are; `nil` where none was taken for it.
    package func precision(_ label: Int) -> Double? {
        let predicted = predicted(label)
        return predicted == 0 ? nil : Double(counts[label][label]) / Double(predicted)
    }

    /// Of the images of `label`, the fraction recognized; `nil` where there are none.
    package func recall(_ label: Int) -> Double? {
        let actual = actual(label)
        return actual == 0 ? nil : Double(counts[label][label]) / Double(actual)
    }

    /// The harmonic mean of precision and recall, 2 TP / (actual + predicted); `nil` where the class neither
    /// occurs nor is predicted.
    package func f1(_ label: Int) -> Double? {
        let sum = actual(label) + predicted(label)
        return sum == 0 ? nil : 2 * Double(counts[label][label]) / Double(sum)
    }
}
