extension RunRecord {
    /// What the figures show against the results: a mistake shown is a mistake made.
    var exhibitDisagreements: [Disagreement] {
        var found: [Disagreement] = []
        let wrong = test.confusion.total - test.confusion.correct
        let mistakes = exhibits.mistakes
        found.require(
            mistakes.isEmpty == (wrong == 0) && mistakes.count <= wrong, "exhibits.mistakes.count",
            expected: wrong == 0 ? "0, as no image is misclassified" : "from 1 to \(wrong), the misclassified images",
            found: "\(mistakes.count)")
        for (index, mistake) in mistakes.enumerated() {
            let path = "exhibits.mistakes[\(index)]"
            let isImage = test.labels.indices.contains(mistake.index)
            found.require(
                isImage && !mistakes[..<index].contains { $0.index == mistake.index }, "\(path).index",
                expected: "a test image of its own, below \(test.labels.count)", found: "\(mistake.index)")
            guard isImage else { continue }
            found.require(mistake.actual, equals: Int(test.labels[mistake.index]), "\(path).actual")
            found.require(mistake.predicted, equals: Int(test.predictions[mistake.index]), "\(path).predicted")
            found.require(
                mistake.actual != mistake.predicted, "\(path).predicted", expected: "another class than the image's",
                found: "\(mistake.predicted)")
            if index > 0 {
                found.require(
                    mistake.probability <= mistakes[index - 1].probability, "\(path).probability",
                    expected: "at most \(mistakes[index - 1].probability), the one before",
                    found: "\(mistake.probability)")
            }
        }
        return found + featureMapDisagreements
    }

    /// Each map is a channel of the first convolution, in its size.
    private var featureMapDisagreements: [Disagreement] {
        guard let first = network.layers.first(where: { $0.name == "conv1" }), first.outputShape.count == 3 else {
            return []
        }
        var found: [Disagreement] = []
        for (index, shown) in exhibits.featureMaps.enumerated() {
            let path = "exhibits.featureMaps[\(index)]"
            found.require(shown.channel, in: 0...(first.outputShape[0] - 1), "\(path).channel")
            for (position, map) in shown.maps.enumerated() {
                found.require(
                    [map.rows, map.columns], equals: Array(first.outputShape[1...]), "\(path).maps[\(position)]")
            }
        }
        return found
    }
}
