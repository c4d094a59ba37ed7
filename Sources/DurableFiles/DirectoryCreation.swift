import Foundation

/// The folders that had to be made for files to come, so that they can be taken away again.
struct DirectoryCreation {
    private var created: [String] = []

    /// Makes a folder and those above it, as far as they are missing.
    mutating func ensure(_ path: String) throws(FileWriteError) {
        var missing: [String] = []
        var path = path
        // `stat` follows links: a link to a folder will do.
        var status = stat()
        while stat(path, &status) != 0 {
            guard errno == ENOENT else {
                if errno == ENOTDIR { throw .notDirectory(path: Self.parent(of: path)) }
                throw .cannotCreate(path: path, reason: lastErrorReason())
            }
            missing.append(path)
            path = Self.parent(of: path)
        }
        guard status.isDirectory else { throw .notDirectory(path: path) }
        for path in missing.reversed() {
            if mkdir(path, 0o777) == 0 {
                created.append(path)
            } else if errno != EEXIST {
                throw .cannotCreate(path: path, reason: lastErrorReason())
            }
        }
    }

    /// Removes the folders that were made and are still empty.
    mutating func undo() {
        for path in created.reversed() { rmdir(path) }
        created = []
    }

    private static func parent(of path: String) -> String {
        URL(filePath: path).deletingLastPathComponent().path
    }
}
