extension Exhibits {
    /// Labels that are classes, one map for every original, filters of their shape.
    func structuralFaults(dataset: DatasetIdentity) -> [Disagreement] {
        var faults: [Disagreement] = []
        // Figures have room for a few dozen; a record with more would only take time to draw.
        for (name, count) in [
            ("someDigits", someDigits.count), ("originals", originals.count), ("featureMaps", featureMaps.count),
            ("mistakes", mistakes.count), ("filters", filters.count),
        ] {
            faults.require(count, in: 0...1_000, "exhibits.\(name).count")
        }
        guard faults.isEmpty else { return faults }
        for (name, images) in [("someDigits", someDigits), ("originals", originals)] {
            for (index, labeled) in images.enumerated() {
                faults.require(
                    labeled.label, in: 0...(dataset.classes - 1), "exhibits.\(name)[\(index)].label")
            }
        }
        for (index, shown) in featureMaps.enumerated() {
            let path = "exhibits.featureMaps[\(index)]"
            faults.require(shown.channel, in: 0...65_535, "\(path).channel")
            faults.require(shown.maps.count, equals: originals.count, "\(path).maps.count")
        }
        if let augmentation {
            faults.require(
                augmentation.original.label, in: 0...(dataset.classes - 1), "exhibits.augmentation.original.label")
            for (index, warp) in augmentation.warps.enumerated() {
                faults.require(
                    [warp.channels, warp.rows, warp.columns],
                    equals: [
                        augmentation.original.image.channels, augmentation.original.image.rows,
                        augmentation.original.image.columns,
                    ], "exhibits.augmentation.warps[\(index)]")
            }
        }
        for (index, mistake) in mistakes.enumerated() {
            let path = "exhibits.mistakes[\(index)]"
            faults.require(mistake.actual, in: 0...(dataset.classes - 1), "\(path).actual")
            faults.require(mistake.predicted, in: 0...(dataset.classes - 1), "\(path).predicted")
            faults.require(mistake.probability, in: 0...1, "\(path).probability")
        }
        for (index, bank) in filters.enumerated() {
            faults += bank.structuralFaults("exhibits.filters[\(index)]")
        }
        return faults
    }
}

extension FilterBank {
    fileprivate func structuralFaults(_ path: String) -> [Disagreement] {
        var faults: [Disagreement] = []
        faults.require(shape.count, equals: 4, "\(path).shape.count")
        for (axis, size) in shape.enumerated() {
            faults.require(size, in: 1...4_096, "\(path).shape[\(axis)]")
        }
        guard faults.isEmpty else { return faults }
        faults.require(weights.count, equals: shape.reduce(1, *), "\(path).weights.count")
        for (index, weight) in weights.enumerated() {
            faults.require(weight.isFinite, "\(path).weights[\(index)]", expected: "finite", found: "\(weight)")
        }
        return faults
    }
}
