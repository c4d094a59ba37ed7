import Foundation

/// Where the four files of a data set lie within a folder.
enum DatasetFiles {
    /// The locations in the order of `MNIST.files`; throws `missingDirectory` or `missingFile`.
    static func find(in directory: URL) throws(DatasetError) -> [URL] {
        guard isDirectory(directory) else { throw .missingDirectory(path: directory.path) }
        let torchvision = directory.appending(path: "MNIST/raw")
        let folders = isDirectory(torchvision) ? [directory, torchvision] : [directory]
        var locations: [URL] = []
        for file in MNIST.files {
            let candidates = folders.flatMap { folder in spellings(of: file.name).map { folder.appending(path: $0) } }
            guard let location = candidates.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
                throw .missingFile(name: file.name, directory: directory.path)
            }
            locations.append(location)
        }
        return locations
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
