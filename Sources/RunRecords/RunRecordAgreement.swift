extension RunRecord {
    /// Every place where the record contradicts itself; empty for each record that a run has written.
    ///
    /// Accuracies follow from counts, batches from images, the table of layers from shapes, and mistakes shown from
    /// the confusion counts, so a digit changed by hand in one of them stands against another.
    package var disagreements: [Disagreement] {
        let faults = structuralFaults
        guard faults.isEmpty else { return faults }
        return settingsAgainstData + accuracyDisagreements + networkDisagreements + exhibitDisagreements
            + (confidence?.disagreements(with: test.confusion) ?? [])
    }

    /// Throws the first disagreement, if there is one.
    package func requireAgreement() throws(RunRecordError) {
        let found = disagreements
        if let first = found.first { throw .disagreement(first, count: found.count) }
    }

    private var settingsAgainstData: [Disagreement] {
        var found: [Disagreement] = []
        found.require(schemaVersion, equals: Self.currentSchemaVersion, "schemaVersion")
        found.require(
            dataset.testImages == test.confusion.total, "dataset.testImages",
            expected: "\(test.confusion.total), the images in `test.confusion`", found: "\(dataset.testImages)")
        found.require(
            dataset.trainingClassSizes.reduce(0, +) == dataset.trainingImages, "dataset.trainingClassSizes",
            expected: "\(dataset.trainingImages) in all, as `dataset.trainingImages` has it",
            found: "\(dataset.trainingClassSizes.reduce(0, +))")
        for (name, digest) in dataset.hashes.sorted(by: { $0.key < $1.key }) {
            found.require(
                digest.isSHA256, "dataset.hashes.\(name)", expected: "64 hexadecimal digits", found: digest)
        }
        found.require(
            network.parametersSHA256.isSHA256, "network.parametersSHA256", expected: "64 hexadecimal digits",
            found: network.parametersSHA256)
        return found
    }

    private var accuracyDisagreements: [Disagreement] {
        var found: [Disagreement] = []
        let counted = ConfusionMatrix(labels: test.labels, predictions: test.predictions, classes: dataset.classes)
        for (actual, (row, expected)) in zip(test.confusion.counts, counted.counts).enumerated() {
            found.require(
                row == expected, "test.confusion[\(actual)]",
                expected: "\(expected), as `test.labels` and `test.predictions` have it", found: "\(row)")
        }
        found.require(
            test.accuracy == test.confusion.accuracy, "test.accuracy",
            expected: "\(test.confusion.accuracy), as `test.confusion` has it", found: "\(test.accuracy)")
        for (index, epoch) in epochs.enumerated() {
            found.requireCount(
                epoch.trainingAccuracy, of: dataset.trainingImages, "epochs[\(index)].trainingAccuracy")
            if let accuracy = epoch.validationAccuracy {
                found.requireCount(accuracy, of: dataset.validationImages, "epochs[\(index)].validationAccuracy")
            }
        }
        return found
    }
}

extension [Disagreement] {
    /// Adds a disagreement unless the fraction is a whole number of images divided by `images`.
    fileprivate mutating func requireCount(_ fraction: Double, of images: Int, _ path: @autoclosure () -> String) {
        let nearest = (fraction * Double(images)).rounded() / Double(images)
        require(
            fraction == nearest, path(), expected: "a whole number of \(images) images, such as \(nearest)",
            found: "\(fraction)")
    }
}

extension String {
    fileprivate var isSHA256: Bool {
        utf8.count == 64
            && utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
