import ContentHashing
import Datasets
import Foundation
import TestFolders
import Testing

/// The parts that need all of MNIST: they run where `LENET_DATA` names a folder with it. The hashes are of what Pillow
/// makes of the 70,000 images, row-major, one byte a pixel:
///
///     b"".join(Image.fromarray(image).resize((32, 32), Image.BILINEAR).tobytes() for image in images)
@Suite("All of MNIST", .enabled(if: ProcessInfo.processInfo.environment["LENET_DATA"]?.isEmpty == false))
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

    @Test("is taken from the cache, and no more is downloaded than the cache lacks or has damaged")
    func cache() throws {
        let source = URL(filePath: try #require(ProcessInfo.processInfo.environment["LENET_DATA"]))
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(at: folder.file("lenet"), withIntermediateDirectories: true)
        /// The file under whichever of its names the folder of MNIST has it.
        func copy(_ name: String) throws {
            for spelling in [name, name + ".gz"] {
                let file = source.appending(path: spelling)
                guard FileManager.default.fileExists(atPath: file.path) else { continue }
                try FileManager.default.copyItem(at: file, to: folder.file("lenet/\(spelling)"))
            }
        }
        for file in MNIST.files { try copy(file.name) }
        var asked: [String] = []
        let locator = DatasetLocator(environment: ["XDG_CACHE_HOME": folder.url.path]) { file, _ throws(DatasetError) in
            asked.append(file.name)
            try? copy(file.name)
        }
        func locate() throws -> DatasetLocator.Source? {
            guard case .found(let dataset, let source, _) = try locator.locate(.mnist) else { return nil }
            #expect(dataset.training.count == 60_000 && dataset.test.count == 10_000)
            return source
        }
        #expect(try locate() == .cache(folder.path("lenet")))
        #expect(asked.isEmpty)
        let labels = folder.names().filter { $0.hasPrefix("lenet/t10k-labels") }
        for name in labels { try FileManager.default.removeItem(at: folder.file(name)) }
        #expect(try locate() == .mirrors(folder.path("lenet")))
        #expect(asked == ["t10k-labels-idx1-ubyte"])
        #expect(try locate() == .cache(folder.path("lenet")))
        #expect(asked.count == 1)
    }
}
