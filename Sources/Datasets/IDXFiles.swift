import Foundation
import Images
import Synchronization

/// The four IDX files of a data set: training images and labels, test images and labels.
struct IDXFiles {
    private let directory: URL
    private let locations: [URL]
    private let isTransposed: Bool
    /// What names classes where nothing else does: EMNIST's characters.
    private let mapping: URL?

    /// `nil` where the folder has none of them.
    init?(in directory: URL) throws(DatasetError) {
        let folders = DatasetFiles.folders(in: directory)
        let sets = DatasetFiles.emnistSets(in: folders)
        var names = DatasetFiles.standard
        if !names.files.contains(where: { DatasetFiles.find($0, in: folders) != nil }) {
            guard let set = sets.first else { return nil }
            guard sets.count == 1 else { throw .severalSets(directory: directory.path, names: sets) }
            names = DatasetFiles.emnist(set)
            mapping = DatasetFiles.emnistMapping(of: set, in: folders)
        } else {
            mapping = nil
        }
        var locations: [URL] = []
        for name in names.files {
            guard let location = DatasetFiles.find(name, in: folders) else {
                throw .missingFile(name: name, directory: directory.path)
            }
            locations.append(location)
        }
        (self.directory, self.locations, isTransposed) = (directory, locations, names.isTransposed)
    }

    func load(_ reading: DatasetReading) throws(DatasetError) -> Dataset {
        let files = try readConcurrently()
        if reading.requiresMNIST { try verifyMNIST(files) }
        let paths = locations.map(\.path)
        for (images, labels) in [(0, 1), (2, 3)] where files[images].sizes[0] != files[labels].sizes[0] {
            throw .countMismatch(
                imagesPath: paths[images], images: files[images].sizes[0],
                labelsPath: paths[labels], labels: files[labels].sizes[0])
        }
        var names = try reading.names(beside: directory)
        if names == nil, let mapping { names = try ClassNames(emnistMapping: mapping) }
        let classes = try DatasetClass.list(of: files[1].elements, names: names, path: paths[1])
        func part(_ images: Int, _ labels: Int) throws(DatasetError) -> LabeledImages {
            let array = try files[images].images(
                order: reading.channelOrder, isTransposed: isTransposed, path: paths[images])
            let start = IDXFile.Content.labels.headerSize
            return LabeledImages(
                array, labels: try classes.positions(of: files[labels].elements, path: paths[labels], start: start))
        }
        let (training, test) = (try part(0, 1), try part(2, 3))
        guard training.images.shape == test.images.shape else {
            throw .sizeMismatch(
                trainingPath: paths[0], training: training.images.shape, testPath: paths[2], test: test.images.shape)
        }
        let hashes = Dictionary(
            uniqueKeysWithValues: zip(MNIST.files, files).map { ($0.name(dimensions: $1.sizes.count), $1.hash) })
        let kind: DatasetKind = MNIST.matches(hashes) ? .mnist : .files
        return Dataset(
            kind: kind, name: try DatasetName.choose(asked: reading.name, kind: kind, directory: directory),
            training: training, test: test, classList: classes, hashes: hashes)
    }

    private func verifyMNIST(_ files: [IDXFile]) throws(DatasetError) {
        for (index, file) in MNIST.files.enumerated() where files[index].hash != file.hash {
            throw .notMNIST(path: locations[index].path, expected: file.hash, found: files[index].hash)
        }
    }

    /// The files in the order of their locations; of several errors, the first file's.
    private func readConcurrently() throws(DatasetError) -> [IDXFile] {
        let results = Mutex([Result<IDXFile, DatasetError>?](repeating: nil, count: locations.count))
        DispatchQueue.concurrentPerform(iterations: locations.count) { index in
            let content = MNIST.files[index].content
            let result = Result { () throws(DatasetError) in try IDXFile(content, file: locations[index]) }
            results.withLock { $0[index] = result }
        }
        var files: [IDXFile] = []
        for result in results.withLock({ $0 }) {
            if let result { files.append(try result.get()) }
        }
        return files
    }
}
