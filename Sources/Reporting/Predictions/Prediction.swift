import Images
import RunRecords

/// What a network makes of one picture.
package struct Prediction: Sendable {
    /// A class and how probable it is.
    package struct Choice: Encodable, Sendable, Equatable {
        package let label: Int
        package let name: String
        package let probability: Double
    }

    /// Where the picture was.
    package let path: String
    package let picture: Image
    /// What the network saw.
    package let shown: Image
    /// The most probable classes, at most three, the first of equals before others.
    package let best: [Choice]

    /// - Parameter classes: the data set whose classes the logits are of
    package init(path: String, picture: Image, shown: Image, probabilities: [Double], classes: DatasetIdentity) {
        (self.path, self.picture, self.shown) = (path, picture, shown)
        let names = ClassNames(classes)
        let order = probabilities.indices.sorted { (-probabilities[$0], $0) < (-probabilities[$1], $1) }
        best = order.prefix(3).map { Choice(label: $0, name: names.label($0), probability: probabilities[$0]) }
    }

    /// `three.png: 3 (98.21 %), 5 (1.02 %), 8 (0.50 %)`
    package var line: String {
        "\(path): "
            + best.map { "\($0.name) (\(NumberFormat.certainty($0.probability)))" }.joined(separator: ", ")
    }
}
