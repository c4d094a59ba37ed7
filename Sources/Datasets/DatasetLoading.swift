import Foundation
import Images
import Synchronization

extension Dataset {
    /// No data set may have more classes: a byte beyond is taken for damage rather than for a class.
    package static let maximumClasses = 100

    /// Reads the four IDX files of a folder, plain or compressed.
    ///
    /// Each is looked for as `train-images-idx3-ubyte` and `train-images.idx3-ubyte`, then with `.gz`, in the folder
    /// itself and in `MNIST/raw` below it, where torchvision keeps them. The content decides what the data is: with
    /// MNIST's four hashes it is `.mnist`, otherwise `.files`.
    ///
    /// - Parameter name: the name for results; `nil` takes `mnist` for MNIST, else the folder's name.
    package static func load(
        from directory: URL, name: String? = nil, requireMNIST: Bool = false
    ) throws(DatasetError) -> Dataset {
        if let name { try DatasetName.validate(name) }
        let locations = try DatasetFiles.find(in: directory)
        let files = try readConcurrently(locations)
        if requireMNIST { try verifyMNIST(files, at: locations) }
        let hashes = Dictionary(uniqueKeysWithValues: zip(MNIST.files.map(\.name), files.map(\.hash)))
        let kind: Kind = MNIST.matches(hashes) ? .mnist : .files
        return try Dataset(
            kind: kind, name: DatasetName.choose(asked: name, kind: kind, directory: directory), files: files,
            paths: locations.map(\.path), hashes: hashes)
    }

    /// From the four files in the order of `MNIST.files`, verifying that they belong together.
    init(
        kind: Kind, name: String, files: [IDXFile], paths: [String], hashes: [String: String]
    ) throws(DatasetError) {
        for (images, labels) in [(0, 1), (2, 3)] where files[images].sizes[0] != files[labels].sizes[0] {
            throw .countMismatch(
                imagesPath: paths[images], images: files[images].sizes[0],
                labelsPath: paths[labels], labels: files[labels].sizes[0])
        }
        let training = ImageShape(rows: files[0].sizes[1], columns: files[0].sizes[2])
        let test = ImageShape(rows: files[2].sizes[1], columns: files[2].sizes[2])
        guard training == test else {
            throw .sizeMismatch(trainingPath: paths[0], training: training, testPath: paths[2], test: test)
        }
        let classes = try Self.countClasses(
            training: files[1].elements, test: files[3].elements, paths: (paths[1], paths[3]))
        self.init(
            kind: kind, name: name,
            training: LabeledImages(ImageArray(training, pixels: files[0].elements), labels: files[1].elements),
            test: LabeledImages(ImageArray(test, pixels: files[2].elements), labels: files[3].elements),
            classes: classes, hashes: hashes)
    }

    /// One more than the largest training label. A test label beyond it could not have been learned and is an error.
    private static func countClasses(
        training: [UInt8], test: [UInt8], paths: (training: String, test: String)
    ) throws(DatasetError) -> Int {
        func verify(_ labels: [UInt8], _ path: String, _ classes: Int, _ why: DatasetError.LabelLimit)
            throws(DatasetError)
        {
            guard let index = labels.firstIndex(where: { $0 >= classes }) else { return }
            throw .labelOutOfRange(
                path: path, offset: IDXFile.Content.labels.headerSize + index, label: Int(labels[index]),
                classes: classes, why: why)
        }
        try verify(training, paths.training, maximumClasses, .maximumClasses)
        let classes = Int(training.max() ?? 0) + 1
        try verify(test, paths.test, classes, .trainingLabels)
        return classes
    }

    private static func verifyMNIST(_ files: [IDXFile], at locations: [URL]) throws(DatasetError) {
        for (index, file) in MNIST.files.enumerated() where files[index].hash != file.hash {
            throw .notMNIST(path: locations[index].path, expected: file.hash, found: files[index].hash)
        }
    }

    /// The files in the order of their locations; of several errors, the first file's.
    private static func readConcurrently(_ locations: [URL]) throws(DatasetError) -> [IDXFile] {
        let results = Mutex([Result<IDXFile, DatasetError>?](repeating: nil, count: locations.count))
        DispatchQueue.concurrentPerform(iterations: locations.count) { index in
            let content: IDXFile.Content = index.isMultiple(of: 2) ? .images : .labels
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
