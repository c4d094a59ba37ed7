import Foundation

/// A sequence of bytes read piece by piece, from a file or from memory.
package struct ByteSource {
    /// What an error calls it.
    package let path: String
    /// All bytes there are.
    package let size: Int
    /// At most so many of the bytes that come next, fewer only at the end.
    package let next: (_ limit: Int) throws(DatasetError) -> [UInt8]
    /// All bytes, also those that have come.
    let all: () throws(DatasetError) -> [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        size = bytes.count
        var position = 0
        next = { limit throws(DatasetError) in
            let end = position + min(limit, bytes.count - position)
            defer { position = end }
            return Array(bytes[position..<end])
        }
        all = { () throws(DatasetError) in bytes }
    }

    /// Opens a regular file; anything else (a folder, a pipe that could block forever) is refused.
    package init(file: URL) throws(DatasetError) {
        let descriptor = try OpenFile(path: file.path)
        path = file.path
        size = descriptor.size
        next = { limit throws(DatasetError) in try descriptor.next(limit) }
        all = { () throws(DatasetError) in try descriptor.read(from: 0, descriptor.size) }
    }
}

/// An open file that is closed when nothing refers to it any more.
private final class OpenFile {
    let path: String
    let size: Int
    private let descriptor: Int32
    private var position = 0

    init(path: String) throws(DatasetError) {
        self.path = path
        // O_NONBLOCK so that opening a pipe without a writer returns.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            let isDirectory = status.st_mode & S_IFMT == S_IFDIR
            close(descriptor)
            throw .unreadable(path: path, reason: isDirectory ? "it is a folder" : "it is not a regular file")
        }
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    func next(_ limit: Int) throws(DatasetError) -> [UInt8] {
        let bytes = try read(from: position, limit)
        position += bytes.count
        return bytes
    }

    /// Never allocates more than the file holds.
    func read(from start: Int, _ limit: Int) throws(DatasetError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: min(limit, size)) { buffer, count in
            while count < buffer.count {
                let got = pread(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count, start + count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { return }
                count += got
            }
        }
        guard failure == 0 else { throw .unreadable(path: path, reason: String(cString: strerror(failure))) }
        return bytes
    }
}
