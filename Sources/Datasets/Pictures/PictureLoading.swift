import ContentHashing
import Foundation
import Images
import Synchronization

extension PictureFolder {
    /// Decodes every picture and resizes each on its own to the network's square, as torchvision's `Resize((n, n))`.
    func load(_ reading: DatasetReading) throws(DatasetError) -> Dataset {
        var names = try ClassNames(classes, source: directory.path)
        if let asked = reading.classNames { names = asked }
        let labels = classes.indices.map { UInt8($0) }
        let classList = try DatasetClass.list(of: labels, names: names, path: directory.path)
        let hasTest = !test.isEmpty
        let parts = hasTest ? (training, test) : Self.split(training, classes: classes.count, seed: reading.splitSeed)
        let files = parts.0 + parts.1
        guard files.count <= (1 << 32) / (3 * reading.pixelSize * reading.pixelSize) else {
            throw .tooManyPictures(directory: directory.path, found: files.count, side: reading.pixelSize)
        }
        let pictures = try decode(files, reading)
        // One in color makes all of three channels.
        let channels = pictures.reduce(1) { max($0, $1.image.channels) }
        func part(_ range: Range<Int>) -> LabeledImages {
            let shape = ImageShape(channels: channels, rows: reading.pixelSize, columns: reading.pixelSize)
            var pixels: [UInt8] = []
            pixels.reserveCapacity(range.count * shape.count)
            for index in range {
                let image = pictures[index].image
                for _ in 0..<(channels / image.channels) { pixels += image.pixels }
            }
            return LabeledImages(ImageArray(shape, pixels: pixels), labels: range.map { UInt8(files[$0].label) })
        }
        var sizes = ImageSizes(pictures[0].shape)
        for picture in pictures { sizes.include(picture.shape) }
        let (first, second) = (0..<parts.0.count, parts.0.count..<files.count)
        return Dataset(
            kind: .files, format: .pictures,
            name: try DatasetName.choose(asked: reading.name, kind: .files, directory: directory),
            training: part(first), test: part(second), classList: classList, sourceSizes: sizes,
            testShare: hasTest ? nil : Self.testShare,
            hashes: ["train": hash(files, pictures, first), "test": hash(files, pictures, second)])
    }

    /// A picture as it is kept.
    private struct Decoded {
        /// Of the side asked for.
        let image: Image
        /// What it was before.
        let shape: ImageShape
        /// SHA-256 of its pixels before they were resized.
        let hash: String
    }

    /// The hash of a part: of a line for each picture with its class, extents, channels and the hash of its pixels.
    private func hash(_ files: [File], _ pictures: [Decoded], _ range: Range<Int>) -> String {
        let lines = range.map { index in
            let shape = pictures[index].shape
            return
                "\(classes[files[index].label])/\(shape.rows)/\(shape.columns)/\(shape.channels)/\(pictures[index].hash)\n"
        }
        return ContentHash.sha256(Array(lines.joined().utf8))
    }

    /// All pictures in order, or an error that names each file that gives none.
    private func decode(_ files: [File], _ reading: DatasetReading) throws(DatasetError) -> [Decoded] {
        let results = Mutex([Result<Decoded, PictureFault>?](repeating: nil, count: files.count))
        let workers = max(1, min(reading.threads, files.count))
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for index in stride(from: worker, to: files.count, by: workers) {
                let result = Result { () throws(PictureFault) in
                    try Self.decode(files[index].location, side: reading.pixelSize)
                }
                results.withLock { $0[index] = result }
            }
        }
        var decoded: [Decoded] = []
        var faults: [DamagedPicture] = []
        for (file, result) in zip(files, results.withLock { $0 }) {
            switch result {
            case .success(let picture)?: decoded.append(picture)
            case .failure(let fault)?: faults.append(DamagedPicture(path: file.location.path, fault: fault))
            case nil: break
            }
        }
        guard faults.isEmpty else { throw .damagedPictures(faults.sorted { $0.path < $1.path }) }
        return decoded
    }

    private static func decode(_ location: URL, side: Int) throws(PictureFault) -> Decoded {
        let bytes: [UInt8]
        do throws(DatasetError) {
            let source = try ByteSource(file: location)
            bytes = try source.next(source.size)
        } catch {
            guard case .unreadable(_, let reason) = error else { throw .unreadable(reason: error.description) }
            throw .unreadable(reason: reason)
        }
        let image = try Picture.decode(bytes)
        return Decoded(
            image: image.resized(to: side), shape: image.shape, hash: ContentHash.sha256(image.pixels))
    }
}
