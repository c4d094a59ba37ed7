import ContentHashing
import Datasets
import Foundation
import Testing

/// The parts that need all of MNIST: they run where `LENET_DATA` names a folder with it. The hashes are of what Pillow
/// makes of the 70,000 images, row-major, one byte a pixel:
///
///     b"".join(Image.fromarray(image).resize((32, 32), Image.BILINEAR).tobytes() for image in images)
@Suite("All of MNIST", .enabled(if: ProcessInfo.processInfo.environment["LENET_DATA"] != nil))
struct WholeMNISTTests {
    private func load() throws -> Dataset {
        let path = try #require(ProcessInfo.processInfo.environment["LENET_DATA"])
        return try Dataset.load(from: URL(filePath: path), DatasetReading(requiresMNIST: true))
    }

    @Test("is recognized by its content")
    func identity() throws {
        let dataset = try load()
        #expect(dataset.kind == .mnist && dataset.name == "mnist" && dataset.classes == 10)
        #expect(dataset.training.count == 60000 && dataset.test.count == 10000)
        #expect(dataset.hashes == Dictionary(uniqueKeysWithValues: MNIST.files.map { ($0.name, $0.hash) }))
    }

    @Test("is resized to 32 x 32 as Pillow does")
    func resized() throws {
        let dataset = try load()
        #expect(
            ContentHash.sha256(dataset.training.resized(to: 32).images.pixels)
                == "e2ed02ba3cec0dca9783366b9eb047f61b43620eecb6fd5bd0da3f7cedd17594")
        #expect(
            ContentHash.sha256(dataset.test.resized(to: 32).images.pixels)
                == "750966a83c3f66b21f310636df69984b116407e280d0e2fc2f606aa33c6749cc")
    }
}
