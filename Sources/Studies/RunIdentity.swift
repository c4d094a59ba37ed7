import ContentHashing
import Foundation
import RunRecords

/// All that decides every bit of a run: settings, data and program. Runs of one identity are the same run, whatever study
/// asks for them and wherever they were made.
package struct RunIdentity: Codable, Sendable, Equatable {
    let configuration: Configuration
    let data: [String: String]
    let classes: Int
    /// Images to train on, to validate and to test with.
    let images: [Int]
    let generator: Generator
    let codeSHA256: String
    /// What the program computes, from `ArithmeticProbe`.
    let arithmeticSHA256: String

    package init(
        _ configuration: Configuration, _ dataset: DatasetIdentity, _ generator: Generator, code: String,
        arithmetic: String
    ) {
        self.configuration = configuration
        data = dataset.hashes
        classes = dataset.classes
        images = [dataset.trainingImages, dataset.validationImages, dataset.testImages]
        self.generator = generator
        (codeSHA256, arithmeticSHA256) = (code, arithmetic)
    }

    /// SHA-256 in lowercase hexadecimal.
    var hash: String { ContentHash.sha256(Self.encoded(self) ?? Data()) }

    static func encoded(_ value: some Encodable) -> Data? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try? encoder.encode(value)
    }

    /// Of the passages of source that define network and training loop.
    package static func hash(_ code: [CodeExcerpt]) -> String { ContentHash.sha256(encoded(code) ?? Data()) }
}
