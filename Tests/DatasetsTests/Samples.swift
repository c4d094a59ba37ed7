import ContentHashing
import Datasets
import Foundation
import Images
import RandomStreams

/// Small data of known content, made on the spot.
enum Samples {
    /// Pixels of a pattern that no symmetry hides: 7r^2 + 31c + 13rc modulo 256.
    static func pattern(rows: Int, columns: Int) -> [UInt8] {
        var pixels: [UInt8] = []
        for row in 0..<rows {
            for column in 0..<columns {
                let value = 7 * row * row + 31 * column + 13 * row * column
                pixels.append(UInt8(value % 256))
            }
        }
        return pixels
    }

    /// Bytes that do not compress.
    static func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var generator = TorchGenerator(seed: seed)
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.random()) }
    }

    static func images(count: Int, rows: Int, columns: Int, classes: Int = 10) -> LabeledImages {
        LabeledImages(
            ImageArray(
                ImageShape(rows: rows, columns: columns), pixels: noise(count * rows * columns, seed: UInt64(count))),
            labels: (0..<count).map { UInt8($0 % classes) })
    }

    /// A file of so many labels, and its bytes as a mirror has them.
    static func mirrored(labels count: Int) throws -> (file: MNIST.File, compressed: [UInt8]) {
        let contents = labelFile(noise(count))
        let file = MNIST.File(
            name: "train-labels-idx1-ubyte", content: .labels, hash: ContentHash.sha256(contents), size: contents.count)
        return (file, try gzip(contents))
    }

    /// The uncompressed contents of the four files by standard name.
    static func files(training: LabeledImages, test: LabeledImages) -> [String: [UInt8]] {
        [
            "train-images-idx3-ubyte": imageFile(training), "train-labels-idx1-ubyte": labelFile(training.labels),
            "t10k-images-idx3-ubyte": imageFile(test), "t10k-labels-idx1-ubyte": labelFile(test.labels),
        ]
    }

    static func imageFile(_ images: LabeledImages) -> [UInt8] {
        IDXFile.encode(images.images.pixels, sizes: images.images.idxSizes)
    }

    static func labelFile(_ labels: [UInt8]) -> [UInt8] { IDXFile.encode(labels, sizes: [labels.count]) }

    /// 30 training and 12 test images of 5 x 4 pixels in 10 classes.
    static var smallFiles: [String: [UInt8]] {
        files(training: images(count: 30, rows: 5, columns: 4), test: images(count: 12, rows: 5, columns: 4))
    }

    /// A PNG file of a gray image, its content stored as it is.
    static func png(_ image: Image) throws -> [UInt8] {
        func bigEndian(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
        func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
            let body = Array(type.utf8) + content
            var crc: UInt32 = 0xffff_ffff
            for byte in body {
                crc ^= UInt32(byte)
                for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
            }
            return bigEndian(UInt32(content.count)) + body + bigEndian(~crc)
        }
        let rows = (0..<image.rows).flatMap { row in
            [0] + image.pixels[row * image.columns..<(row + 1) * image.columns]
        }
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in rows {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        let length = UInt16(rows.count)
        let sizes = [length, ~length].flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let stored = [0x78, 0x01, 0x01] + sizes + rows + bigEndian(high << 16 | low)
        let header = bigEndian(UInt32(image.columns)) + bigEndian(UInt32(image.rows)) + [8, 0, 0, 0, 0]
        return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + chunk("IHDR", header) + chunk("IDAT", stored)
            + chunk("IEND", [])
    }

    static func gzip(_ contents: [UInt8]) throws -> [UInt8] {
        struct NoMemory: Error {}
        guard let result = Gzip.file(contents) else { throw NoMemory() }
        return result
    }
}
