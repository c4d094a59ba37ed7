import ContentHashing
import Foundation
import Images

/// CIFAR-10's binary files (A. Krizhevsky): `data_batch_1.bin` and so on and `test_batch.bin`, each a sequence of images
/// of 32 x 32 pixels: a byte of label, then 1,024 bytes each of red, green and blue.
package struct CIFAR10Files {
    private static let shape = ImageShape(channels: 3, rows: 32, columns: 32)
    private static let names = [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]
    private static let test = "test_batch.bin"

    private let directory: URL
    private let folder: URL
    /// Names of the files that there are.
    private let batches: [String]

    /// `nil` where the folder, or `cifar-10-batches-bin` in it, has none of them.
    init?(in directory: URL) {
        let folders = [directory, directory.appending(path: "cifar-10-batches-bin")]
        for folder in folders {
            let names = (1...5).map { "data_batch_\($0).bin" }.filter { Self.exists($0, folder) }
            if !names.isEmpty || Self.exists(Self.test, folder) {
                (self.directory, self.folder, batches) = (directory, folder, names)
                return
            }
        }
        return nil
    }

    private static func exists(_ name: String, _ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).path)
    }

    func load(_ reading: DatasetReading) throws(DatasetError) -> Dataset {
        guard let first = batches.first else {
            throw .missingFile(name: "data_batch_1.bin", directory: folder.path)
        }
        guard Self.exists(Self.test, folder) else { throw .missingFile(name: Self.test, directory: folder.path) }
        var hashes: [String: String] = [:]
        let training = try read(batches, &hashes)
        let test = try read([Self.test], &hashes)
        var names = try reading.names(beside: folder)
        if names == nil { names = try ClassNames(Self.names, source: "CIFAR-10") }
        let path = folder.appending(path: first).path
        let classes = try DatasetClass.list(of: training.labels, names: names, path: path)
        func part(_ part: LabeledImages, _ path: String) throws(DatasetError) -> LabeledImages {
            LabeledImages(part.images, labels: try classes.positions(of: part.labels, path: path, start: 0))
        }
        return Dataset(
            kind: .files, format: .cifar10,
            name: try DatasetName.choose(asked: reading.name, kind: .files, directory: directory),
            training: try part(training, path), test: try part(test, folder.appending(path: Self.test).path),
            classList: classes, hashes: hashes)
    }

    private func read(_ files: [String], _ hashes: inout [String: String]) throws(DatasetError) -> LabeledImages {
        var (pixels, labels): ([UInt8], [UInt8]) = ([], [])
        for file in files {
            let source = try ByteSource(file: folder.appending(path: file))
            let part = try Self.parse(source)
            hashes[file] = part.hash
            pixels += part.images.images.pixels
            labels += part.images.labels
        }
        return LabeledImages(ImageArray(Self.shape, pixels: pixels), labels: labels)
    }

    /// The images of one file, and its hash.
    package static func parse(_ source: ByteSource) throws(DatasetError) -> (images: LabeledImages, hash: String) {
        let record = 1 + shape.count
        guard source.size > 0, source.size.isMultiple(of: record), source.size <= 1 << 30 else {
            throw .notCIFAR10(path: source.path, size: source.size, record: record)
        }
        let bytes = try source.next(source.size)
        guard bytes.count == source.size else {
            throw .notCIFAR10(path: source.path, size: bytes.count, record: record)
        }
        let count = bytes.count / record
        let labels = (0..<count).map { bytes[$0 * record] }
        if let index = labels.firstIndex(where: { $0 > 9 }) {
            throw .unknownLabel(path: source.path, offset: index * record, label: Int(labels[index]))
        }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(count * shape.count)
        for index in 0..<count { pixels += bytes[index * record + 1..<(index + 1) * record] }
        return (LabeledImages(ImageArray(shape, pixels: pixels), labels: labels), ContentHash.sha256(bytes))
    }
}
