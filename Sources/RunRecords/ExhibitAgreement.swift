extension RunRecord {
    /// What the figures show against the counts: a mistake shown is a mistake counted.
    var exhibitDisagreements: [Disagreement] {
        var found: [Disagreement] = []
        let wrong = test.confusion.total - test.confusion.correct
        let mistakes = exhibits.mistakes
        found.require(
            mistakes.isEmpty == (wrong == 0) && mistakes.count <= wrong, "exhibits.mistakes.count",
            expected: wrong == 0 ? "0, as no image is misclassified" : "from 1 to \(wrong), the misclassified images",
            found: "\(mistakes.count)")
        var shown = ConfusionMatrix(classes: dataset.classes)
        for (index, mistake) in mistakes.enumerated() {
            let path = "exhibits.mistakes[\(index)]"
            shown.record(actual: mistake.actual, predicted: mistake.predicted)
            let counted = test.confusion.counts[mistake.actual][mistake.predicted]
            found.require(
                mistake.actual != mistake.predicted && shown.counts[mistake.actual][mistake.predicted] <= counted,
                "\(path).predicted", expected: "a class for which `test.confusion` counts this mistake",
                found: "\(mistake.predicted)")
            found.require(
                (0..<max(dataset.testImages, 1)).contains(mistake.index)
                    && !mistakes[..<index].contains { $0.index == mistake.index },
                "\(path).index", expected: "a test image of its own, below \(dataset.testImages)",
                found: "\(mistake.index)")
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
