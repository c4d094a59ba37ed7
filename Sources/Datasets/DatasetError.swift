import DurableFiles
import Images

/// What can go wrong between a data set's files and its images, as facts; `description` puts them into a sentence.
package enum DatasetError: Error, Equatable, Sendable {
    /// None of a file's accepted spellings is in the folder.
    case missingFile(name: String, directory: String)
    /// The folder itself is not there, or is not a folder.
    case missingDirectory(path: String)
    /// The operating system refused to read; `reason` is its own wording.
    case unreadable(path: String, reason: String)
    /// The content is not the IDX file it should be.
    case malformed(path: String, fault: IDXFault)
    /// The compressed stream is damaged.
    case corruptGzip(path: String, fault: GzipFault)
    /// A file of images and its file of labels differ in length.
    case countMismatch(imagesPath: String, images: Int, labelsPath: String, labels: Int)
    /// Training and test images differ in size.
    case sizeMismatch(trainingPath: String, training: ImageShape, testPath: String, test: ImageShape)
    /// A folder holds nothing that is known as a data set.
    case unrecognized(directory: String)
    /// A folder holds several of EMNIST's sets.
    case severalSets(directory: String, names: [String])
    /// No or more than one of four dimensions can be that of channels.
    case channels(path: String, sizes: [Int], areAmbiguous: Bool)
    /// A label of no class of the training images; `offset` is its position in the uncompressed file.
    case unknownLabel(path: String, offset: Int, label: Int)
    /// More classes than a data set may have.
    case tooManyClasses(path: String, found: Int, limit: Int)
    /// Names that cannot be the classes'; `source` is a file or who gave them.
    case classNames(source: String, reason: String)
    /// A file of CIFAR-10 whose size is not that of whole records.
    case notCIFAR10(path: String, size: Int, record: Int)
    /// Folders of classes without a picture.
    case emptyClasses(paths: [String])
    /// A folder of test pictures of a class that the training pictures do not have.
    case unknownClass(path: String, training: String)
    /// Pictures that cannot be read, all of them.
    case damagedPictures([DamagedPicture])
    /// More pictures than memory is set aside for.
    case tooManyPictures(directory: String, found: Int, side: Int)
    /// MNIST was asked for, and this file's content is not MNIST's.
    case notMNIST(path: String, expected: String, found: String)
    /// A name that cannot be a folder's.
    case invalidName(String)
    /// A name that belongs to another kind of data.
    case reservedName(String)
    /// No mirror had the file; each entry names one and says why.
    case noMirror(file: String, attempts: [MirrorAttempt])
    /// The network would have been needed and was forbidden.
    case offline(missing: String, looked: String)
    /// A mirror's address that is none.
    case invalidMirror(String)
    /// There is no folder for the cache: neither `XDG_CACHE_HOME` nor `HOME` is set.
    case noCache
    /// A file could not be written.
    case writing(FileWriteError)
}

/// A file that gives no picture, and why.
package struct DamagedPicture: Equatable, Sendable {
    package let path: String
    package let fault: PictureFault

    package init(path: String, fault: PictureFault) {
        (self.path, self.fault) = (path, fault)
    }
}

/// What is wrong with the content of an IDX file. Offsets and lengths count uncompressed bytes.
package enum IDXFault: Error, Equatable, Sendable {
    /// The first two bytes are not zero.
    case magic(found: [UInt8])
    /// The third byte is not 0x08, unsigned bytes.
    case elementType(found: UInt8)
    /// The fourth byte, the number of dimensions.
    case dimensions(expected: [Int], found: Int)
    /// A dimension, counted from 0, of size 0.
    case zeroSize(dimension: Int, offset: Int)
    /// The sizes' product is beyond `IDXFile.maximumElements`.
    case tooLarge(sizes: [Int])
    /// The file ends early.
    case tooShort(expected: Int, found: Int)
    /// The file goes on after its last element; `found` is `nil` where reading stopped at the first byte too many.
    case tooLong(expected: Int, found: Int?)
}

/// What is wrong with a gzip stream. Offsets count compressed bytes.
package enum GzipFault: Error, Equatable, Sendable {
    /// The file ends within a member.
    case truncated(offset: Int)
    /// The CRC-32 or the length at the end of a member is not that of its content.
    case checksum(offset: Int)
    /// Not a deflate stream; `reason` is zlib's wording.
    case corrupt(reason: String, offset: Int)
    /// Bytes after the last member that begin no other.
    case trailingBytes(offset: Int)
    /// zlib could not get the memory it needs.
    case outOfMemory
}

/// What one mirror answered.
package struct MirrorAttempt: Equatable, Sendable {
    package let url: String
    package let reason: String

    package init(url: String, reason: String) {
        self.url = url
        self.reason = reason
    }
}
