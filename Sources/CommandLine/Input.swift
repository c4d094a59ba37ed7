import Foundation

/// Files a command reads.
enum Input {
    /// Everything else is far smaller than this; a larger file is not what it claims to be.
    private static let limit = 256 << 20

    static func read(_ root: URL, _ path: String) throws(Failure) -> Data {
        try read(root.appending(path: path, directoryHint: .notDirectory))
    }

    static func read(_ file: URL) throws(Failure) -> Data {
        do {
            let values = try file.resourceValues(forKeys: [.isDirectoryKey, .fileSizeKey])
            guard values.isDirectory != true else { throw Failure.missingInput("\(file.path) is a folder, not a file") }
            guard values.fileSize ?? 0 <= limit else {
                throw Failure.badData(
                    "\(file.path) is larger than \(limit >> 20) MiB, so it cannot be what it should be")
            }
            return try Data(contentsOf: file)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .missingInput("cannot read \(file.path): \(reason(error))")
        }
    }

    /// The file's bytes, or `nil` where there is none.
    static func readIfPresent(_ root: URL, _ path: String) -> Data? {
        try? read(root, path)
    }

    private static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: "there is no such file"
        case .fileReadNoPermission: "permission denied"
        default: error.localizedDescription
        }
    }
}
