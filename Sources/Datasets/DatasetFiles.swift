import Foundation

/// Where files of MNIST's format lie within a folder, by the names that are in use for them.
enum DatasetFiles {
    /// The four names of MNIST's own files, and those of EMNIST's sets in the folder: `emnist-letters`, ...
    struct Names {
        /// Training images and labels, test images and labels.
        var files: [String]
        /// Whether rows and columns are exchanged, as in all sets of EMNIST.
        var isTransposed = false
    }

    static let standard = Names(files: MNIST.files.map(\.name))

    static func emnist(_ set: String) -> Names {
        let files = ["train", "test"].flatMap { part in
            ["\(set)-\(part)-images-idx3-ubyte", "\(set)-\(part)-labels-idx1-ubyte"]
        }
        return Names(files: files, isTransposed: true)
    }

    /// Names such as `emnist-letters`, of which the folders have any file.
    static func emnistSets(in folders: [URL]) -> [String] {
        let names = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0.path)) ?? [] }
        return Set(
            names.compactMap { name in
                name.firstMatch(of: /^(emnist-[a-z]+)-(?:train|test)-(?:images|labels)[-.]idx[134]-ubyte(?:\.gz)?$/)
                    .map { String($0.1) }
            }
        ).sorted()
    }

    /// The file beside a set of EMNIST that tells which characters its classes are; `nil` where there is none.
    static func emnistMapping(of set: String, in folders: [URL]) -> URL? {
        folders.map { $0.appending(path: "\(set)-mapping.txt") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// The folder itself, and `MNIST/raw` below it, where torchvision keeps the files, or `gzip`, as EMNIST is packed.
    static func folders(in directory: URL) -> [URL] {
        [directory] + ["MNIST/raw", "gzip"].map { directory.appending(path: $0) }.filter(isDirectory)
    }

    /// The first file with a spelling of this name.
    static func find(_ name: String, in folders: [URL]) -> URL? {
        folders.flatMap { folder in spellings(of: name).map { folder.appending(path: $0) } }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// The plain file before the compressed one: it is quicker to read. Images in color have a dimension more, and some
    /// call the second part `test`.
    static func spellings(of name: String) -> [String] {
        var names = [name]
        if name.hasPrefix("t10k") { names.append("test" + name.dropFirst(4)) }
        names += names.filter { $0.contains("-idx3") }.map { $0.replacing("-idx3", with: "-idx4") }
        names += names.map { $0.replacing("-idx", with: ".idx") }
        return names + names.map { $0 + ".gz" }
    }

    static func isDirectory(_ url: URL) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}
