import Datasets
import DurableFiles
import Foundation
import Images
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

    @Test("keeps colors, names and numbers of classes")
    func color() throws {
        let shape = ImageShape(channels: 3, rows: 2, columns: 4)
        let images = LabeledImages(ImageArray(shape, pixels: Samples.noise(48)), labels: [1, 0])
        let classes = [DatasetClass(name: "cat", label: 3), DatasetClass(name: "dog", label: 7)]
        let color = Dataset(
            kind: .files, name: "pets", training: images, test: images, classList: classes, hashes: [:])
        try color.export(to: folder.file("pets"))
        let loaded = try Dataset.load(from: folder.file("pets"))
        #expect(loaded.training == images && loaded.test == images && loaded.classList == classes)
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
