/// A place where two records differ, with both values in words.
package struct RecordDifference: Sendable, Equatable {
    /// The way from the top of the JSON, such as `trainingLoss[844]`.
    package let path: String
    package let first: String
    package let second: String

    package init(path: String, first: String, second: String) {
        self.path = path
        self.first = first
        self.second = second
    }
}

extension RunRecord {
    /// Every place where the records differ; of long arrays the first place, with the number of all.
    package func differences(from other: RunRecord) -> [RecordDifference] {
        var found: [RecordDifference] = []
        func compare<Value: Equatable>(_ path: String, _ value: (RunRecord) -> Value) {
            let (first, second) = (value(self), value(other))
            if first != second {
                found.append(RecordDifference(path: path, first: "\(first)", second: "\(second)"))
            }
        }
        compare("generator.name") { $0.generator.name }
        compare("generator.version") { $0.generator.version }
        compare("configuration.seed") { $0.configuration.seed }
        compare("configuration.splitSeed") { $0.configuration.splitSeed }
        compare("configuration.epochs") { $0.configuration.epochs }
        compare("configuration.batchSize") { $0.configuration.batchSize }
        compare("configuration.learningRate") { $0.configuration.learningRate }
        compare("configuration.validationFraction") { $0.configuration.validationFraction }
        compare("configuration.pixelSize") { $0.configuration.pixelSize }
        compare("configuration.mean") { $0.configuration.mean }
        compare("configuration.standardDeviation") { $0.configuration.standardDeviation }
        compare("dataset.kind") { $0.dataset.kind.rawValue }
        compare("dataset.name") { $0.dataset.name }
        compare("dataset.trainingImages") { $0.dataset.trainingImages }
        compare("dataset.validationImages") { $0.dataset.validationImages }
        compare("dataset.testImages") { $0.dataset.testImages }
        compare("dataset.classes") { $0.dataset.classes }
        compare("dataset.rows") { $0.dataset.rows }
        compare("dataset.columns") { $0.dataset.columns }
        for file in Set(dataset.hashes.keys).union(other.dataset.hashes.keys).sorted() {
            compare("dataset.hashes.\(file)") { $0.dataset.hashes[file] ?? "absent" }
        }
        compare("network.name") { $0.network.name }
        compare("network.inputShape") { $0.network.inputShape }
        compare("network.parametersSHA256") { $0.network.parametersSHA256 }
        compare("test.accuracy") { $0.test.accuracy }
        return found + differencesOfArrays(from: other)
    }

    private func differencesOfArrays(from other: RunRecord) -> [RecordDifference] {
        var found: [RecordDifference] = []
        func compare<Element: Equatable>(
            _ path: String, _ elements: (RunRecord) -> [Element], _ describe: (Element) -> String
        ) {
            found += Self.difference(path, elements(self), elements(other), describe)
        }
        compare("network.layers", \.network.layers) {
            "\($0.name): \($0.parameters), \($0.multiplyAdds), \($0.outputShape)"
        }
        compare("trainingLoss", \.trainingLoss) { "\($0)" }
        compare("epochs", \.epochs) { epoch in
            "\(epoch.trainingAccuracy)" + (epoch.validationAccuracy.map { " and \($0)" } ?? "")
        }
        compare("test.confusion", \.test.confusion.counts) { "\($0)" }
        compare("exhibits.someDigits", \.exhibits.someDigits) { "an image of \($0.label)" }
        compare("exhibits.originals", \.exhibits.originals) { "an image of \($0.label)" }
        compare("exhibits.featureMaps", \.exhibits.featureMaps) { "maps of channel \($0.channel)" }
        compare("exhibits.mistakes", \.exhibits.mistakes) { mistake in
            "test image \(mistake.index), \(mistake.actual) taken for \(mistake.predicted) with \(mistake.probability)"
        }
        compare("exhibits.filters", \.exhibits.filters) { "weights of \($0.layer)" }
        compare("code", \.code) { "\($0.title), \($0.path)" }
        return found
    }

    private static func difference<Element: Equatable>(
        _ path: String, _ first: [Element], _ second: [Element], _ describe: (Element) -> String
    ) -> [RecordDifference] {
        guard first.count == second.count else {
            return [RecordDifference(path: "\(path).count", first: "\(first.count)", second: "\(second.count)")]
        }
        let places = first.indices.filter { first[$0] != second[$0] }
        guard let place = places.first else { return [] }
        let (left, right) = (describe(first[place]), describe(second[place]))
        let others = places.count == 1 ? "" : ", and \(places.count - 1) more of \(first.count)"
        return [
            RecordDifference(
                path: "\(path)[\(place)]", first: left,
                second: (left == right ? "another content of \(right)" : right) + others)
        ]
    }
}
