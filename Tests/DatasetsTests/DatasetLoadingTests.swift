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
            throws: DatasetError.unknownLabel(path: folder.path("t10k-labels-idx1-ubyte"), offset: 15, label: 10)
        ) { try Dataset.load(from: folder.url) }
        let images = Samples.images(count: 101, rows: 5, columns: 4, classes: 101)
        try folder.write(Samples.imageFile(images), to: "train-images-idx3-ubyte")
        try folder.write(Samples.labelFile(images.labels), to: "train-labels-idx1-ubyte")
        #expect(
            throws: DatasetError.tooManyClasses(
                path: folder.path("train-labels-idx1-ubyte"), found: 101, limit: 100)
        ) { try Dataset.load(from: folder.url) }
    }

    @Test("knows only the classes that occur, by the numbers that they have")
    func classes() throws {
        for (part, count) in [("train", 30), ("t10k", 12)] {
            let labels = (0..<count).map { UInt8(1 + $0 % 3 * 2) }
            try folder.write(Samples.labelFile(labels), to: "\(part)-labels-idx1-ubyte")
        }
        let dataset = try Dataset.load(from: folder.url)
        #expect(dataset.classList == [1, 3, 5].map { DatasetClass(name: String($0), label: $0) })
        #expect(dataset.training.labels.prefix(4) == [0, 1, 2, 0])
        try folder.write("one\r\nthree\nfive\n\n", to: "classes.txt")
        #expect(try Dataset.load(from: folder.url).classList.map(\.name) == ["one", "three", "five"])
        try folder.write("zero\none\ntwo\nthree\nfour\nfive", to: "classes.txt")
        #expect(try Dataset.load(from: folder.url).classList.map(\.name) == ["one", "three", "five"])
    }

    @Test(
        "refuses names that cannot be the classes'",
        arguments: [
            ("a\nb", "it has 2 names, expected 10, one for each class"), ("a\n\nb", "name 2 is empty"),
            ("a\n a ", "name 2 is a once more"), ("a\u{7}", "name 1 holds a control character"),
            (String(repeating: "x", count: 81), "name 1 is longer than 80 characters"),
        ])
    func names(text: String, reason: String) throws {
        try folder.write(text, to: "classes.txt")
        #expect(throws: DatasetError.classNames(source: folder.path("classes.txt"), reason: reason)) {
            try Dataset.load(from: folder.url)
        }
    }

    @Test("turns EMNIST's sets upright")
    func emnist() throws {
        let other = try TemporaryFolder()
        for (name, bytes) in Samples.smallFiles {
            let part = name.replacing("t10k", with: "test")
            try other.write(Samples.gzip(bytes), to: "gzip/emnist-letters-\(part).gz")
        }
        let dataset = try Dataset.load(from: other.url)
        let (upright, stored) = (dataset.training[3].image, Samples.images(count: 30, rows: 5, columns: 4)[3].image)
        #expect(upright.shape == ImageShape(rows: 4, columns: 5))
        for row in 0..<4 {
            for column in 0..<5 { #expect(upright.pixels[row * 5 + column] == stored.pixels[column * 4 + row]) }
        }
        try other.write([], to: "gzip/emnist-digits-test-images-idx3-ubyte")
        let sets = ["emnist-digits", "emnist-letters"]
        #expect(throws: DatasetError.severalSets(directory: other.url.path, names: sets)) {
            try Dataset.load(from: other.url)
        }
    }

    @Test("calls EMNIST's classes by the characters of their mapping, unless they have other names")
    func emnistMapping() throws {
        let other = try TemporaryFolder()
        for (part, count) in [("train", 30), ("test", 12)] {
            let images = Samples.images(count: count, rows: 4, columns: 4)
            try other.write(Samples.imageFile(images), to: "emnist-letters-\(part)-images-idx3-ubyte")
            let labels = (0..<count).map { UInt8(1 + $0 % 3) }
            try other.write(Samples.labelFile(labels), to: "emnist-letters-\(part)-labels-idx1-ubyte")
        }
        func classes() throws -> [DatasetClass] { try Dataset.load(from: other.url).classList }
        #expect(try classes().map(\.name) == ["1", "2", "3"])
        try other.write("1 65 97\n2 66 98\r\n3 67 99\n4 68 100\n\n", to: "emnist-letters-mapping.txt")
        #expect(try classes() == [(1, "Aa"), (2, "Bb"), (3, "Cc")].map { DatasetClass(name: $0.1, label: $0.0) })
        let path = other.path("emnist-letters-mapping.txt")
        for line in ["2 x", "2", "", "1 66", "-2 66", "256 66", "2 66 1114112"] {
            try other.write("1 65\n\(line)\n3 67", to: "emnist-letters-mapping.txt")
            let reason = "line 2 is \(line), expected a new label and codes of characters"
            #expect(throws: DatasetError.classNames(source: path, reason: reason)) { try classes() }
        }
        try other.write("a\nb\nc", to: "classes.txt")
        #expect(try classes().map(\.name) == ["a", "b", "c"])
    }

    /// Images in color as IDX files, with these sizes after the number of images.
    private func writeColor(_ sizes: [Int]) throws {
        for (part, count) in [("train", 30), ("test", 12)] {
            let pixels = Samples.noise(sizes.reduce(count, *))
            try? FileManager.default.removeItem(at: folder.file("\(part)-images-idx3-ubyte"))
            try folder.write(IDXFile.encode(pixels, sizes: [count] + sizes), to: "\(part)-images-idx4-ubyte")
        }
        try? FileManager.default.removeItem(at: folder.file("t10k-images-idx3-ubyte"))
    }

    @Test("finds channels before or after rows and columns, or is told where they are")
    func color() throws {
        let shape = ImageShape(channels: 3, rows: 4, columns: 5)
        try writeColor([3, 4, 5])
        let first = try Dataset.load(from: folder.url)
        #expect(first.training.images == ImageArray(shape, pixels: Samples.noise(30 * 60)))
        #expect(first.hashes["train-images-idx4-ubyte"] != nil)
        try writeColor([4, 5, 3])
        let last = try Dataset.load(from: folder.url)
        let noise = Samples.noise(30 * 60)
        #expect(last.training.images.shape == shape)
        for pixel in 0..<20 {
            for channel in 0..<3 {
                #expect(
                    last.training.images.pixels[7 * 60 + channel * 20 + pixel] == noise[7 * 60 + pixel * 3 + channel])
            }
        }
        try writeColor([3, 5, 3])
        let path = folder.path("train-images-idx4-ubyte")
        #expect(throws: DatasetError.channels(path: path, sizes: [30, 3, 5, 3], areAmbiguous: true)) {
            try Dataset.load(from: folder.url)
        }
        var reading = DatasetReading()
        reading.channelOrder = .last
        let told = try Dataset.load(from: folder.url, reading)
        #expect(told.training.images.shape == ImageShape(channels: 3, rows: 3, columns: 5))
        try writeColor([4, 5, 2])
        #expect(throws: DatasetError.channels(path: path, sizes: [30, 4, 5, 2], areAmbiguous: false)) {
            try Dataset.load(from: folder.url)
        }
    }

    @Test("reads CIFAR-10's binary files")
    func cifar10() throws {
        let other = try TemporaryFolder()
        func batch(_ labels: [UInt8]) -> [UInt8] {
            labels.flatMap { label in [label] + [UInt8](repeating: label * 20, count: 3_071) + [7] }
        }
        try other.write(batch([2, 0]), to: "cifar-10-batches-bin/data_batch_2.bin")
        try other.write(batch([5]), to: "cifar-10-batches-bin/data_batch_1.bin")
        #expect(throws: DatasetError.self) { try Dataset.load(from: other.url) }
        try other.write(batch([0]), to: "cifar-10-batches-bin/test_batch.bin")
        let dataset = try Dataset.load(from: other.url)
        #expect(dataset.format == .cifar10 && dataset.kind == .files)
        #expect(dataset.classList.map(\.name) == ["airplane", "bird", "dog"])
        #expect(dataset.training.labels == [2, 1, 0] && dataset.test.labels == [0])
        #expect(dataset.training.images.shape == ImageShape(channels: 3, rows: 32, columns: 32))
        #expect(dataset.training[0].image.pixels == [UInt8](repeating: 100, count: 3_071) + [7])
        #expect(Set(dataset.hashes.keys) == ["data_batch_1.bin", "data_batch_2.bin", "test_batch.bin"])
        let path = other.path("cifar-10-batches-bin/test_batch.bin")
        try other.write(batch([0]) + [1], to: "cifar-10-batches-bin/test_batch.bin")
        #expect(throws: DatasetError.notCIFAR10(path: path, size: 3_074, record: 3_073)) {
            try Dataset.load(from: other.url)
        }
        try other.write(batch([0, 10]), to: "cifar-10-batches-bin/test_batch.bin")
        #expect(throws: DatasetError.unknownLabel(path: path, offset: 3_073, label: 10)) {
            try Dataset.load(from: other.url)
        }
    }

    @Test("takes only MNIST for MNIST")
    func requireMNIST() throws {
        #expect(
            throws: DatasetError.notMNIST(
                path: folder.path("train-images-idx3-ubyte"), expected: MNIST.trainingImages.hash,
                found: ContentHash.sha256(try #require(Samples.smallFiles["train-images-idx3-ubyte"])))
        ) { try Dataset.load(from: folder.url, DatasetReading(requiresMNIST: true)) }
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
