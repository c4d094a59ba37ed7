import ContentHashing
import Datasets
import Foundation
import Images
import TestFolders
import Testing

@Suite("Loading a data set")
struct DatasetLoadingTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for (name, bytes) in Samples.smallFiles { try folder.write(bytes, to: name) }
    }

    @Test("gives images, labels, classes and hashes")
    func loads() throws {
        let dataset = try Dataset.load(from: folder.url)
        #expect(dataset.training == Samples.images(count: 30, rows: 5, columns: 4))
        #expect(dataset.test == Samples.images(count: 12, rows: 5, columns: 4))
        #expect(dataset.classes == 10)
        #expect(dataset.kind == .files)
        #expect(dataset.hashes == Samples.smallFiles.mapValues { ContentHash.sha256($0) })
        #expect(dataset.hashes == Dataset.contentHashes(training: dataset.training, test: dataset.test))
    }

    @Test(
        "finds other spellings",
        arguments: ["train-images.idx3-ubyte", "train-images.idx3-ubyte.gz", "train-images-idx3-ubyte.gz"])
    func spellings(name: String) throws {
        let bytes = try #require(folder.bytes("train-images-idx3-ubyte"))
        try FileManager.default.removeItem(at: folder.file("train-images-idx3-ubyte"))
        try folder.write(name.hasSuffix(".gz") ? Samples.gzip(bytes) : bytes, to: name)
        #expect(try Dataset.load(from: folder.url).training.count == 30)
    }

    @Test("finds the files where torchvision keeps them")
    func torchvision() throws {
        let other = try TemporaryFolder()
        for (name, bytes) in Samples.smallFiles { try other.write(bytes, to: "MNIST/raw/\(name)") }
        #expect(try Dataset.load(from: other.url).test.count == 12)
    }

    @Test("names what is missing")
    func missing() throws {
        try FileManager.default.removeItem(at: folder.file("t10k-labels-idx1-ubyte"))
        #expect(throws: DatasetError.missingFile(name: "t10k-labels-idx1-ubyte", directory: folder.url.path)) {
            try Dataset.load(from: folder.url)
        }
        #expect(throws: DatasetError.missingDirectory(path: folder.path("nowhere"))) {
            try Dataset.load(from: folder.file("nowhere"))
        }
        #expect(throws: DatasetError.missingDirectory(path: folder.path("train-images-idx3-ubyte"))) {
            try Dataset.load(from: folder.file("train-images-idx3-ubyte"))
        }
    }

    @Test("cannot read a folder, nor a pipe that nobody writes to")
    func unreadable() throws {
        let name = "train-labels-idx1-ubyte"
        try FileManager.default.removeItem(at: folder.file(name))
        try FileManager.default.createDirectory(at: folder.file(name), withIntermediateDirectories: false)
        #expect(throws: DatasetError.unreadable(path: folder.path(name), reason: "it is a folder")) {
            try Dataset.load(from: folder.url)
        }
        try FileManager.default.removeItem(at: folder.file(name))
        #expect(mkfifo(folder.path(name), 0o600) == 0)
        #expect(throws: DatasetError.unreadable(path: folder.path(name), reason: "it is not a regular file")) {
            try Dataset.load(from: folder.url)
        }
    }

    @Test("demands as many labels as images")
    func counts() throws {
        try folder.write(Samples.labelFile([UInt8](repeating: 1, count: 29)), to: "train-labels-idx1-ubyte")
        #expect(
            throws: DatasetError.countMismatch(
                imagesPath: folder.path("train-images-idx3-ubyte"), images: 30,
                labelsPath: folder.path("train-labels-idx1-ubyte"), labels: 29)
        ) { try Dataset.load(from: folder.url) }
    }

    @Test("demands training and test images of one size")
    func sizes() throws {
        try folder.write(
            Samples.imageFile(Samples.images(count: 12, rows: 4, columns: 5)), to: "t10k-images-idx3-ubyte")
        #expect(
            throws: DatasetError.sizeMismatch(
                trainingPath: folder.path("train-images-idx3-ubyte"), training: ImageShape(rows: 5, columns: 4),
                testPath: folder.path("t10k-images-idx3-ubyte"), test: ImageShape(rows: 4, columns: 5))
        ) { try Dataset.load(from: folder.url) }
    }

    @Test("refuses labels that cannot be classes")
    func labels() throws {
        var labels = Samples.images(count: 12, rows: 1, columns: 1).labels
        labels[7] = 10
        try folder.write(Samples.labelFile(labels), to: "t10k-labels-idx1-ubyte")
        #expect(
            throws: DatasetError.labelOutOfRange(
                path: folder.path("t10k-labels-idx1-ubyte"), offset: 15, label: 10, classes: 10, why: .trainingLabels)
        ) { try Dataset.load(from: folder.url) }
        var training = Samples.images(count: 30, rows: 1, columns: 1).labels
        training[0] = 100
        try folder.write(Samples.labelFile(training), to: "train-labels-idx1-ubyte")
        #expect(
            throws: DatasetError.labelOutOfRange(
                path: folder.path("train-labels-idx1-ubyte"), offset: 8, label: 100, classes: 100, why: .maximumClasses)
        ) { try Dataset.load(from: folder.url) }
    }

    @Test("takes only MNIST for MNIST")
    func requireMNIST() throws {
        #expect(
            throws: DatasetError.notMNIST(
                path: folder.path("train-images-idx3-ubyte"), expected: MNIST.trainingImages.hash,
                found: ContentHash.sha256(try #require(Samples.smallFiles["train-images-idx3-ubyte"])))
        ) { try Dataset.load(from: folder.url, requireMNIST: true) }
    }

    @Test("tells which file is damaged")
    func damaged() throws {
        let name = "t10k-images-idx3-ubyte"
        let bytes = try #require(folder.bytes(name))
        try folder.write(bytes.dropLast(3), to: name)
        #expect(
            throws: DatasetError.malformed(path: folder.path(name), fault: .tooShort(expected: 256, found: 253))
        ) { try Dataset.load(from: folder.url) }
    }
}
