import Foundation

extension RunRecord {
    /// What a file of the trained network says of itself, to whoever finds it without the report: texts by their names.
    /// Lists and objects are JSON with sorted keys.
    package var networkMetadata: [String: String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func json(_ value: some Encodable) -> String {
            (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        return [
            "accuracy": NumberFormat.shortest(test.accuracy),
            "class_names": json(dataset.classNames ?? (0..<dataset.classes).map(String.init)),
            "data": dataset.name,
            "data_sha256": json(dataset.hashes),
            "mean": Setting.mean.text(in: configuration),
            "std": Setting.standardDeviation.text(in: configuration),
            "pixel_size": Setting.pixelSize.text(in: configuration),
            "program": "\(generator.name) \(generator.version)",
            "settings": json(configuration),
        ]
    }
}

extension Configuration {
    /// The settings that a file of a network says it was trained with; `nil` where it says nothing that can be read.
    package init?(networkMetadata: [String: String]) {
        guard let settings = networkMetadata["settings"],
            let configuration = try? JSONDecoder().decode(Configuration.self, from: Data(settings.utf8))
        else { return nil }
        self = configuration
    }
}
