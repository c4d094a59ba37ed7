import Datasets
import DurableFiles
import Foundation
import TestFolders
import Testing

@Suite("Writing a data set")
struct DatasetExportTests {
    let folder: TemporaryFolder
    let dataset: Dataset

    init() throws {
        folder = try TemporaryFolder()
        for (name, bytes) in Samples.smallFiles { try folder.write(bytes, to: "in/\(name)") }
        dataset = try Dataset.load(from: folder.file("in"))
    }

    @Test("makes files that load as the same data")
    func roundTrip() throws {
        let changed = try dataset.export(to: folder.file("out"))
        #expect(changed == MNIST.files.map { folder.path("out/\($0.name).gz") })
        let loaded = try Dataset.load(from: folder.file("out"))
        #expect(loaded.training == dataset.training && loaded.test == dataset.test && loaded.hashes == dataset.hashes)
    }

    @Test("changes nothing the second time")
    func unchanged() throws {
        try dataset.export(to: folder.file("out"))
        #expect(try dataset.export(to: folder.file("out")) == [])
    }

    @Test("writes none of the files when one cannot be written")
    func folderInTheWay() throws {
        try folder.write([], to: "out/t10k-labels-idx1-ubyte.gz/inside")
        #expect(throws: DatasetError.writing(.isDirectory(path: folder.path("out/t10k-labels-idx1-ubyte.gz")))) {
            try dataset.export(to: folder.file("out"))
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path("out")) == ["t10k-labels-idx1-ubyte.gz"])
    }
}
