import Foundation

/// A whole new file, flushed to the disk beside its place, that takes the place by one rename or not at all.
///
/// While it is staged it holds a lock on itself, which tells it from files that killed runs left.
final class StagedFile {
    /// Where it goes; what a symbolic link points to, not the link.
    let target: String
    private let temporary: String
    private let descriptor: Int32
    private var isPublished = false

    /// Writes `contents` beside `target`, whose folder must exist. An existing file's permissions are kept.
    init(_ contents: Data, target: String) throws(FileWriteError) {
        self.target = target
        let existing = status(of: target)
        try Self.verifyReplaceable(target, existing)
        (descriptor, temporary) = try Self.create(beside: target)
        if let reason = writeAll(contents, to: descriptor) { throw .cannotWrite(path: target, reason: reason) }
        if let existing { fchmod(descriptor, existing.st_mode & 0o777) }
        guard fsync(descriptor) == 0 else { throw .cannotWrite(path: target, reason: lastErrorReason()) }
    }

    deinit {
        if !isPublished { unlink(temporary) }
        close(descriptor)
    }

    /// Throws unless a file at this path could be replaced.
    static func verifyReplaceable(_ target: String, _ existing: stat?) throws(FileWriteError) {
        guard let existing else { return }
        if existing.isDirectory { throw .isDirectory(path: target) }
        guard existing.isRegularFile else { throw .notFile(path: target) }
        // A rename would not ask whether the file may be written.
        guard access(target, W_OK) == 0 else { throw .cannotCreate(path: target, reason: lastErrorReason()) }
    }

    /// Takes the place of whatever file is at `target`; returns why that failed, if it did.
    func publish() -> String? {
        guard rename(temporary, target) == 0 else { return lastErrorReason() }
        isPublished = true
        return nil
    }

    /// A new, locked, empty file with the permissions that any new file gets.
    private static func create(beside target: String) throws(FileWriteError) -> (Int32, String) {
        while true {
            let path = TemporaryFiles.path(beside: target)
            let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor < 0 {
                if errno == EEXIST || errno == EINTR { continue }
                throw .cannotCreate(path: target, reason: lastErrorReason())
            }
            // Someone tidying up may have taken the file for abandoned before it was locked; then it has no name any more.
            while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
            var status = stat()
            if fstat(descriptor, &status) == 0, status.st_nlink > 0 { return (descriptor, path) }
            close(descriptor)
        }
    }
}
