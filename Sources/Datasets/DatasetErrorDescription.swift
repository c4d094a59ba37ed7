import DurableFiles
import Images

extension DatasetError: CustomStringConvertible {
    /// One sentence: what, where, and what to do.
    package var description: String {
        switch self {
        case .missingFile(let name, let directory):
            "\(directory) has no \(name) (nor \(name).gz); put MNIST's four IDX files there or name another folder with "
                + "--data."
        case .missingDirectory(let path):
            "There is no folder \(path); name the folder with the data set with --data."
        case .unreadable(let path, let reason):
            "Cannot read \(path): \(reason); check that it is a file and that you may read it."
        case .malformed(let path, let fault):
            "\(path) is not a usable IDX file: \(fault)."
        case .corruptGzip(let path, let fault):
            "\(path) is a damaged gzip file: \(fault); fetch it again."
        case .countMismatch(let imagesPath, let images, let labelsPath, let labels):
            "\(imagesPath) has \(images) images but \(labelsPath) has \(labels) labels; use files that belong together."
        case .sizeMismatch(let trainingPath, let training, let testPath, let test):
            "\(trainingPath) has images of \(training) but \(testPath) of \(test) pixels; use files that belong together."
        case .unknownLabel(let path, let offset, let label):
            "\(path) has label \(label) at offset \(offset), which no training image has; correct the labels."
        case .unrecognized(let directory):
            "\(directory) holds no data set: expected the four IDX files of MNIST's format (train-images-idx3-ubyte, ...), "
                + "CIFAR-10's binary files (data_batch_1.bin, ...), or PNG and JPEG pictures in folders named for their "
                + "classes (train/CLASS/*.png)."
        case .severalSets(let directory, let names):
            "\(directory) holds several data sets, \(names.joined(separator: ", ")); put one into a folder of its own."
        case .channels(let path, let sizes, let areAmbiguous):
            "\(path) has dimensions \(sizes.map { String($0) }.joined(separator: " x ")), of which "
                + (areAmbiguous
                    ? "the second and the last could be that of channels; say which with --channel-order first or last."
                    : "neither the second nor the last is 1 or 3, as that of channels would be; store gray or RGB images.")
        case .tooManyClasses(let path, let found, let limit):
            "\(path) has \(found) classes, expected at most \(limit); use data of fewer classes."
        case .classNames(let source, let reason):
            "The class names of \(source) cannot be used: \(reason); give one a line in classes.txt, or with --class-names."
        case .notCIFAR10(let path, let size, let record):
            "\(path) is not a file of CIFAR-10: it has \(size) bytes, expected a multiple of \(record); fetch it again."
        case .emptyClasses(let paths):
            "There is no picture in \(paths.joined(separator: ", ")); add PNG or JPEG files or remove the folder."
        case .unknownClass(let path, let training):
            "\(path) is a class of which \(training) has no pictures; add some or remove the folder."
        case .damagedPictures(let pictures):
            "\(pictures.count == 1 ? "A picture cannot" : "\(pictures.count) pictures cannot") be read: "
                + pictures.map { "\($0.path): \($0.fault)" }.joined(separator: "; ")
                + "; replace or remove what is named."
        case .tooManyPictures(let directory, let found, let side):
            "\(directory) has \(found) pictures, more than fit into 4 GiB at \(side) x \(side) pixels; use fewer, or a "
                + "smaller --pixel-size."
        case .notMNIST(let path, let expected, let found):
            "\(path) is not MNIST's: the SHA-256 of its content should be \(expected) but is \(found); fetch it again, or "
                + "use --dataset auto for data of your own."
        case .invalidName(let name):
            "\"\(name)\" cannot name a data set; use \(FolderName.allowed)."
        case .reservedName(let name):
            "The name \(name) is kept for \(Self.owner(ofName: name)); choose another with --name."
        case .noMirror(let file, let attempts):
            "Could not download \(file): \(attempts.map { "\($0.url): \($0.reason)" }.joined(separator: "; ")); check the "
                + "network, or name a folder with the files with --data or another mirror with --mirror."
        case .offline(let missing, let looked):
            "Not on this machine, in \(looked): \(missing); --offline forbids downloading, so name a "
                + "folder that has what is missing with --data."
        case .invalidMirror(let text):
            "\"\(text)\" is not a mirror's address; give one such as https://example.org/mnist/."
        case .noCache:
            "There is no folder for downloads because neither XDG_CACHE_HOME nor HOME is set; set one or use --data."
        case .writing(let error):
            error.description
        }
    }

    private static func owner(ofName name: String) -> String {
        switch name {
        case DatasetName.mnist: "MNIST itself"
        case DatasetName.synthetic: "the built-in digits"
        default: "the measurements of lenet bench"
        }
    }
}

extension IDXFault: CustomStringConvertible {
    /// What was expected and found, without a full stop.
    package var description: String {
        switch self {
        case .magic(let found):
            "at offset 0 it should begin with the bytes 0 0 but begins with "
                + found.map { String($0) }.joined(separator: " ")
        case .elementType(let found):
            "at offset 2 its type byte should be 8 (unsigned bytes) but is \(found)"
        case .dimensions(let expected, let found):
            "at offset 3 it should state \(expected.map { String($0) }.joined(separator: " or ")) "
                + "dimension\(expected == [1] ? "" : "s") but states \(found)"
        case .zeroSize(let dimension, let offset):
            "at offset \(offset) it states that dimension \(dimension + 1) has size 0, expected at least 1"
        case .tooLarge(let sizes):
            "at offset 4 it states \(sizes.map { String($0) }.joined(separator: " x ")) bytes, expected at most "
                + "\(IDXFile.maximumElements)"
        case .tooShort(let expected, let found):
            "it should hold \(expected) bytes but ends at offset \(found)"
        case .tooLong(let expected, let found?):
            "it should hold \(expected) bytes but holds \(found)"
        case .tooLong(let expected, nil):
            "it should hold \(expected) bytes but goes on at offset \(expected)"
        }
    }
}

extension GzipFault: CustomStringConvertible {
    /// What was found, without a full stop.
    package var description: String {
        switch self {
        case .truncated(let offset): "it ends too early, at offset \(offset)"
        case .checksum(let offset): "the checksum before offset \(offset) is not that of the content"
        case .corrupt(let reason, let offset): "\(reason) before offset \(offset)"
        case .trailingBytes(let offset): "something else follows the compressed data at offset \(offset)"
        case .outOfMemory: "there is not enough memory to read it"
        }
    }
}
