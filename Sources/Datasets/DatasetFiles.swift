import Foundation

/// Where the four files of a data set lie within a folder.
enum DatasetFiles {
    /// The locations in the order of `MNIST.files`; throws `missingDirectory` or `missingFile`.
    static func find(in directory: URL) throws(DatasetError) -> [URL] {
        guard isDirectory(directory) else { throw .missingDirectory(path: directory.path) }
        let folders = folders(in: directory)
        var locations: [URL] = []
        for file in MNIST.files {
            guard let location = find(file.name, in: folders) else {
                throw .missingFile(name: file.name, directory: directory.path)
            }
            locations.append(location)
        }
        return locations
    }

    /// The first file with a spelling of this name.
    static func find(_ name: String, in folders: [URL]) -> URL? {
        folders.flatMap { folder in spellings(of: name).map { folder.appending(path: $0) } }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// Whether any of the four files is there.
    static func hasAny(in directory: URL) -> Bool {
        MNIST.files.contains { find($0.name, in: folders(in: directory)) != nil }
    }

    private static func folders(in directory: URL) -> [URL] {
        let torchvision = directory.appending(path: "MNIST/raw")
        return isDirectory(torchvision) ? [directory, torchvision] : [directory]
    }

    /// The plain file before the compressed one: it is quicker to read.
    static func spellings(of name: String) -> [String] {
        let dotted = name.replacingOccurrences(of: "-idx", with: ".idx")
        return [name, dotted, name + ".gz", dotted + ".gz"]
    }

    private static func isDirectory(_ url: URL) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}
