import Foundation

/// The operating system's wording of the error that the last failed call left.
func lastErrorReason() -> String { String(cString: strerror(errno)) }

/// The kind and permissions of what is at a path, following no link; `nil` where there is nothing.
func status(of path: String) -> stat? {
    var result = stat()
    return lstat(path, &result) == 0 ? result : nil
}

extension stat {
    var isDirectory: Bool { st_mode & S_IFMT == S_IFDIR }
    var isRegularFile: Bool { st_mode & S_IFMT == S_IFREG }
    var isLink: Bool { st_mode & S_IFMT == S_IFLNK }
}

/// Whether a regular file at this path has exactly this content.
func holds(_ path: String, _ contents: Data) -> Bool {
    guard let status = status(of: path), status.isRegularFile, status.st_size == contents.count else { return false }
    return FileManager.default.contents(atPath: path) == contents
}

/// The file that a symbolic link leads to; any other path as it is.
func resolvingLink(_ path: String) -> String {
    guard status(of: path)?.isLink == true, let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
}

/// Makes renames within a folder survive a loss of power, where the file system can.
func synchronize(directory: String) {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
}

/// Writes every byte, however many calls it takes; returns why that failed, if it did.
func writeAll(_ bytes: Data, to descriptor: Int32) -> String? {
    bytes.withUnsafeBytes { bytes in
        var written = 0
        while written < bytes.count {
            let count = write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            if count < 0, errno == EINTR { continue }
            if count < 0 { return lastErrorReason() }
            written += count
        }
        return nil
    }
}
