import Images

extension RunRecord {
    /// Sizes and ranges on which reading the record without a trap rests: every array as long as it says, every label
    /// a class, every count small enough that sums cannot overflow.
    var structuralFaults: [Disagreement] {
        var faults = configuration.structuralFaults + dataset.structuralFaults + network.structuralFaults
        faults += test.structuralFaults(classes: dataset.classes) + presentation.structuralFaults
        guard faults.isEmpty else { return faults }
        faults.require(configuration.mean.values.count, equals: dataset.channels, "configuration.mean.count")
        faults.require(
            configuration.standardDeviation.values.count, equals: dataset.channels,
            "configuration.standardDeviation.count")
        faults.require(epochs.count, equals: configuration.epochs, "epochs.count")
        faults.require(
            trainingLoss.count, equals: configuration.epochs * batchesPerEpoch, "trainingLoss.count")
        for (index, loss) in trainingLoss.enumerated() {
            faults.require(loss, in: 0...Float.greatestFiniteMagnitude, "trainingLoss[\(index)]")
        }
        for (index, epoch) in epochs.enumerated() {
            faults.require(epoch.trainingAccuracy, in: 0...1, "epochs[\(index)].trainingAccuracy")
            faults.require(
                (epoch.validationAccuracy != nil) == (dataset.validationImages > 0),
                "epochs[\(index)].validationAccuracy",
                expected: dataset.validationImages > 0 ? "a number" : "absent without validation images",
                found: epoch.validationAccuracy.map { "\($0)" } ?? "absent")
            if let validation = epoch.validationAccuracy {
                faults.require(validation, in: 0...1, "epochs[\(index)].validationAccuracy")
            }
        }
        faults.require(test.accuracy, in: 0...1, "test.accuracy")
        return faults + (confidence?.structuralFaults ?? []) + exhibits.structuralFaults(dataset: dataset)
    }
}

/// No count of images, parameters or operations comes near it, and sums of many stay far from overflow.
private let largestCount = 1 << 40

extension Configuration {
    var structuralFaults: [Disagreement] {
        Setting.all.compactMap { setting in
            setting.error(in: self).map { error in
                Disagreement(path: "configuration.\(setting.field)", expected: error.allowed, found: error.value)
            }
        }
    }
}

extension DatasetIdentity {
    var structuralFaults: [Disagreement] {
        var faults: [Disagreement] = []
        faults.require(trainingImages, in: 1...(1 << 32), "dataset.trainingImages")
        faults.require(validationImages, in: 0...(1 << 32), "dataset.validationImages")
        faults.require(testImages, in: 0...(1 << 32), "dataset.testImages")
        faults.require(classes, in: 1...256, "dataset.classes")
        faults.require(channels, in: 1...256, "dataset.channels")
        if let classNames { faults.require(classNames.count, equals: classes, "dataset.classNames.count") }
        for (label, name) in (classNames ?? []).enumerated() {
            faults.require(
                name.isShortLine, "dataset.classNames[\(label)]", expected: "1 to 80 characters on one line",
                found: String(name.prefix(80)))
        }
        for (extents, axis) in [(sizes.rows, "rows"), (sizes.columns, "columns")] {
            faults.require(extents.lowerBound, in: 1...65_535, "dataset.sizes.\(axis)")
            faults.require(extents.upperBound, in: 1...65_535, "dataset.sizes.\(axis)")
        }
        faults.require(trainingClassSizes.count, equals: classes, "dataset.trainingClassSizes.count")
        for (label, size) in trainingClassSizes.enumerated() {
            faults.require(size, in: 0...(1 << 32), "dataset.trainingClassSizes[\(label)]")
        }
        if let testShare { faults.require(testShare, in: 0...1, "dataset.testShare") }
        faults.require(channelStatistics.count, equals: channels, "dataset.channelStatistics.count")
        for (channel, statistics) in channelStatistics.enumerated() {
            let path = "dataset.channelStatistics[\(channel)]"
            faults.require(statistics.mean, in: 0...1, "\(path).mean")
            faults.require(statistics.standardDeviation, in: 0...1, "\(path).standardDeviation")
        }
        faults.require(
            FolderName.isPlain(name), "dataset.name", expected: FolderName.allowed, found: name)
        return faults
    }
}

extension String {
    fileprivate var isShortLine: Bool {
        (1...80).contains(count) && !unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}

extension NetworkSummary {
    fileprivate var structuralFaults: [Disagreement] {
        var faults: [Disagreement] = []
        faults.require(layers.count, in: 1...1_000, "network.layers.count")
        for (index, layer) in layers.enumerated() {
            let path = "network.layers[\(index)]"
            faults.require(layer.parameters, in: 0...largestCount, "\(path).parameters")
            faults.require(layer.multiplyAdds, in: 0...largestCount, "\(path).multiplyAdds")
            faults += shapeFaults(layer.outputShape, "\(path).outputShape")
        }
        return faults + shapeFaults(inputShape, "network.inputShape")
    }

    private func shapeFaults(_ shape: [Int], _ path: String) -> [Disagreement] {
        var faults: [Disagreement] = []
        faults.require(shape.count, in: 1...4, "\(path).count")
        for (axis, size) in shape.enumerated() {
            faults.require(size, in: 1...65_535, "\(path)[\(axis)]")
        }
        return faults
    }
}

extension TestResult {
    /// As many predictions as labels, and no byte that is not a class.
    fileprivate func structuralFaults(classes: Int) -> [Disagreement] {
        var faults = confusion.structuralFaults(classes: classes)
        faults.require(predictions.count, equals: labels.count, "test.predictions.count")
        for (name, values) in [("labels", labels), ("predictions", predictions)] {
            guard let index = values.firstIndex(where: { Int($0) >= classes }) else { continue }
            faults.require(
                false, "test.\(name)[\(index)]", expected: "a class, below \(classes)", found: "\(values[index])")
        }
        return faults
    }
}

extension Presentation {
    fileprivate var structuralFaults: [Disagreement] {
        var faults: [Disagreement] = []
        faults.require(dpi, in: 1...10_000, "presentation.dpi")
        let known = Set(["pdf", "png", "svg"])
        faults.require(
            formats.contains("png") && known.isSuperset(of: formats) && formats == Set(formats).sorted(),
            "presentation.formats", expected: "png, and pdf and svg where they were asked for", found: "\(formats)")
        return faults
    }
}

extension ConfusionMatrix {
    fileprivate func structuralFaults(classes: Int) -> [Disagreement] {
        var faults: [Disagreement] = []
        faults.require(counts.count, equals: classes, "test.confusion.count")
        for (actual, row) in counts.enumerated() {
            faults.require(row.count, equals: classes, "test.confusion[\(actual)].count")
            for (predicted, count) in row.enumerated() {
                faults.require(count, in: 0...(1 << 32), "test.confusion[\(actual)][\(predicted)]")
            }
        }
        return faults
    }
}
