import Foundation
import Images

/// How the files of a data set are to be read, where they leave a choice.
package struct DatasetReading: Sendable {
    /// The name for results; `nil` takes `mnist` for MNIST, else the folder's name.
    package var name: String?
    /// Where images in color have their channels, if the sizes in an IDX file do not tell.
    package var channelOrder: ChannelOrder?
    /// The classes' names; `nil` takes those beside the files.
    package var classNames: ClassNames?
    /// The side to which pictures are resized, each on its own.
    package var pixelSize = 32
    /// Chooses test images where a folder of pictures has none.
    package var splitSeed: UInt64 = 42
    package var threads = 1
    /// Whether anything but MNIST is refused.
    package var requiresMNIST = false

    package init(name: String? = nil, requiresMNIST: Bool = false) {
        (self.name, self.requiresMNIST) = (name, requiresMNIST)
    }

    /// The names that were asked for, else those in `classes.txt` beside the files.
    func names(beside directory: URL) throws(DatasetError) -> ClassNames? {
        if let classNames { return classNames }
        return try ClassNames(beside: directory)
    }
}

extension Dataset {
    /// Reads what a folder holds: the four IDX files of MNIST's format, CIFAR-10's binary files, or folders of pictures.
    ///
    /// The content decides what the data is: IDX files with MNIST's four hashes are `.mnist`, all else is `.files`.
    package static func load(
        from directory: URL, _ reading: DatasetReading = DatasetReading()
    ) throws(DatasetError) -> Dataset {
        if let name = reading.name { try DatasetName.validate(name) }
        guard DatasetFiles.isDirectory(directory) else { throw .missingDirectory(path: directory.path) }
        if let files = try IDXFiles(in: directory) { return try files.load(reading) }
        if reading.requiresMNIST {
            throw .missingFile(name: MNIST.trainingImages.name, directory: directory.path)
        }
        if let files = CIFAR10Files(in: directory) { return try files.load(reading) }
        if let folder = try PictureFolder(in: directory) { return try folder.load(reading) }
        throw .unrecognized(directory: directory.path)
    }
}
