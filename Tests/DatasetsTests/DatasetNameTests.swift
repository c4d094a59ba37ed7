import Datasets
import Foundation
import TestFolders
import Testing

@Suite("The name of a data set")
struct DatasetNameTests {
    private func name(inFolder name: String, asked: String? = nil) throws -> String {
        let folder = try TemporaryFolder()
        for (file, bytes) in Samples.smallFiles { try folder.write(bytes, to: "\(name)/\(file)") }
        return try Dataset.load(from: folder.file(name), DatasetReading(name: asked)).name
    }

    @Test(
        "is the folder's, as far as every system can have such a folder",
        arguments: [
            ("fashion", "fashion"), ("My Digits (2)", "My-Digits--2"), ("..hidden", "hidden"),
            ("\u{f6}\u{e4}", "files"),
            ("a/b", "b"), ("mnist", "other-mnist"), ("Synthetic", "other-Synthetic"), ("bench", "other-bench"),
        ])
    func derived(folder: String, expected: String) throws {
        #expect(try name(inFolder: folder) == expected)
    }

    @Test("is the one asked for")
    func asked() throws {
        #expect(try name(inFolder: "mnist", asked: "kuzushiji-49") == "kuzushiji-49")
    }

    @Test(
        "asked for must be a plain folder name", arguments: ["", ".", "..", "a/b", "a b", "-x", ".x", "a\nb", "\u{e9}"])
    func invalid(text: String) {
        #expect(throws: DatasetError.invalidName(text)) { try name(inFolder: "data", asked: text) }
    }

    @Test("asked for may not be another's", arguments: ["mnist", "MNIST", "synthetic", "Bench"])
    func reserved(text: String) {
        #expect(throws: DatasetError.reservedName(text.lowercased())) { try name(inFolder: "data", asked: text) }
    }
}
