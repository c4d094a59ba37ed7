import Foundation

/// A file to which bytes are added as they arrive. It is no output yet: `DurableFile.adopt` makes it one.
package final class GrowingFile {
    private let path: String
    private let descriptor: Int32

    /// Continues the file, or makes a new one; `truncating` begins from nothing.
    package init(_ file: URL, truncating: Bool) throws(FileWriteError) {
        path = file.absoluteURL.path
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (truncating ? O_TRUNC : 0), 0o666)
        guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: lastErrorReason()) }
    }

    deinit { close(descriptor) }

    package func append(_ bytes: Data) throws(FileWriteError) {
        if let reason = writeAll(bytes, to: descriptor) { throw .cannotWrite(path: path, reason: reason) }
    }
}
