import ContentHashing
import DurableFiles
import Foundation
import Images

extension Dataset {
    /// Writes the four IDX files, compressed, under their standard names with `.gz`, so that any reader of MNIST can read
    /// them, and names of classes that are no numbers in `classes.txt`. All appear together or not at all. The same data
    /// gives the same bytes.
    ///
    /// - Parameter strokes: the pen's path of test images, `[image][stroke][point]`, written as `t10k-strokes.json`
    /// - Returns: the absolute paths that changed.
    @discardableResult
    package func export(to directory: URL, strokes: [[[SIMD2<Float>]]] = []) throws(DatasetError) -> [String] {
        do throws(FileWriteError) {
            let outputs = try OutputSet(directory: directory, waiting: .seconds(10))
            for (file, contents) in zip(MNIST.files, idxContents()) {
                let name = file.name(dimensions: training.images.idxSizes.count) + ".gz"
                guard let compressed = Gzip.file(contents) else {
                    throw .cannotWrite(path: directory.appending(path: name).path, reason: "not enough memory")
                }
                try outputs.write(Data(compressed), to: name)
            }
            if classList.contains(where: { $0.name != String($0.label) }) {
                try outputs.write(Data((classList.map(\.name).joined(separator: "\n") + "\n").utf8), to: "classes.txt")
            }
            if !strokes.isEmpty { try outputs.write(Self.json(strokes), to: "t10k-strokes.json") }
            return try outputs.publish()
        } catch {
            throw .writing(error)
        }
    }

    /// `[[[[x,y],...],...],...]`, an image a line.
    private static func json(_ strokes: [[[SIMD2<Float>]]]) -> Data {
        func list(_ values: [String], _ separator: String = ",") -> String {
            "[" + values.joined(separator: separator) + "]"
        }
        let images = strokes.map { image in
            list(image.map { stroke in list(stroke.map { point in "[\(point.x),\(point.y)]" }) })
        }
        return Data((list(images, ",\n") + "\n").utf8)
    }

    /// The uncompressed contents of the four files in the order of `MNIST.files`.
    private func idxContents() -> [[UInt8]] {
        let labels = classList.map { UInt8($0.label) }
        return [training, test].flatMap { part in
            [
                IDXFile.encode(part.images.pixels, sizes: part.images.idxSizes),
                IDXFile.encode(part.labels.map { labels[Int($0)] }, sizes: [part.count]),
            ]
        }
    }

    /// SHA-256 of each of the four files as they would be written uncompressed, by standard name.
    package static func contentHashes(training: LabeledImages, test: LabeledImages) -> [String: String] {
        let parts = [
            (MNIST.trainingImages, MNIST.trainingLabels, training), (MNIST.testImages, MNIST.testLabels, test),
        ]
        var hashes: [String: String] = [:]
        for (images, labels, part) in parts {
            hashes[images.name] = ContentHash.sha256(
                IDXFile.header(sizes: part.images.idxSizes), part.images.pixels)
            hashes[labels.name] = ContentHash.sha256(IDXFile.header(sizes: [part.count]), part.labels)
        }
        return hashes
    }
}

extension IDXFile {
    /// The header of a file of unsigned bytes with these dimensions.
    package static func header(sizes: [Int]) -> [UInt8] {
        [0, 0, 0x08, UInt8(sizes.count)]
            + sizes.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } }
    }

    /// The uncompressed content of a file.
    package static func encode(_ elements: [UInt8], sizes: [Int]) -> [UInt8] { header(sizes: sizes) + elements }
}

extension ImageArray {
    /// The dimensions of an IDX file with these images; channels, where there are several, before rows.
    package var idxSizes: [Int] {
        [count] + (shape.channels == 1 ? [] : [shape.channels]) + [shape.rows, shape.columns]
    }
}
