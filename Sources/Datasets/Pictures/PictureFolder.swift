import Foundation
import Images
import RandomStreams

/// Pictures in folders that are named for their classes, as torchvision's `ImageFolder` takes them: `train/CLASS/*.png`
/// and `test/CLASS/*.png`, or `CLASS/*.png` alone.
///
/// Classes and files are in the byte order of their names, so the same folder gives the same data on any machine. What
/// begins with a dot, and files that are no pictures by their name, are passed over.
struct PictureFolder {
    /// A file with the position of its class.
    struct File {
        let location: URL
        let label: Int
    }

    /// Of each class's pictures, where none are test images from the start.
    static let testShare = 0.2

    let directory: URL
    let classes: [String]
    /// By the name of the folder they are in; the second is empty where there is no `test`.
    let training: [File]
    let test: [File]

    /// Endings by which files are taken for pictures. Of those that cannot be read the user is told.
    private static let endings: Set = [
        "png", "jpg", "jpeg", "bmp", "gif", "tif", "tiff", "webp", "ppm", "pgm", "heic", "avif",
    ]

    /// `nil` where no folder in this one, or in its `train`, has a picture.
    init?(in directory: URL) throws(DatasetError) {
        let trainFolder = directory.appending(path: "train")
        let testFolder = directory.appending(path: "test")
        let hasParts = DatasetFiles.isDirectory(trainFolder)
        let root = hasParts ? trainFolder : directory
        let classes = try Self.folders(in: root)
        var training: [File] = []
        var empty: [String] = []
        for (label, name) in classes.enumerated() {
            let files = try Self.pictures(in: root.appending(path: name), label)
            if files.isEmpty { empty.append(root.appending(path: name).path) }
            training += files
        }
        guard !training.isEmpty else { return nil }
        guard empty.isEmpty else { throw .emptyClasses(paths: empty) }
        guard classes.count <= DatasetClass.maximum else {
            throw .tooManyClasses(path: root.path, found: classes.count, limit: DatasetClass.maximum)
        }
        var test: [File] = []
        if hasParts, DatasetFiles.isDirectory(testFolder) {
            for name in try Self.folders(in: testFolder) {
                guard let label = classes.firstIndex(of: name) else {
                    throw .unknownClass(path: testFolder.appending(path: name).path, training: root.path)
                }
                test += try Self.pictures(in: testFolder.appending(path: name), label)
            }
            guard !test.isEmpty else { throw .emptyClasses(paths: [testFolder.path]) }
        }
        (self.directory, self.classes, self.training, self.test) = (directory, classes, training, test)
    }

    /// Sets a share of each class aside: the pictures that come first in a random order, at least one where there are two.
    static func split(_ files: [File], classes: Int, seed: UInt64) -> (training: [File], test: [File]) {
        var generator = TorchGenerator(seed: seed)
        var isTest = [Bool](repeating: false, count: files.count)
        for label in 0..<classes {
            let members = files.indices.filter { files[$0].label == label }
            let order = generator.randomPermutation(members.count)
            let share = max(Int((Double(members.count) * testShare).rounded(.down)), members.count > 1 ? 1 : 0)
            for position in order.prefix(share) { isTest[members[position]] = true }
        }
        return (
            files.indices.filter { !isTest[$0] }.map { files[$0] },
            files.indices.filter { isTest[$0] }.map { files[$0] }
        )
    }

    private static func folders(in directory: URL) throws(DatasetError) -> [String] {
        try names(in: directory).filter { DatasetFiles.isDirectory(directory.appending(path: $0)) }
    }

    /// Those of folders within come too, as with `ImageFolder`.
    private static func pictures(in directory: URL, _ label: Int) throws(DatasetError) -> [File] {
        var files: [File] = []
        for name in try names(in: directory) {
            let location = directory.appending(path: name)
            if DatasetFiles.isDirectory(location) {
                files += try pictures(in: location, label)
            } else if endings.contains(location.pathExtension.lowercased()) {
                files.append(File(location: location, label: label))
            }
        }
        return files
    }

    private static func names(in directory: URL) throws(DatasetError) -> [String] {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            return names.filter { !$0.hasPrefix(".") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw .unreadable(path: directory.path, reason: "its entries cannot be listed")
        }
    }
}
