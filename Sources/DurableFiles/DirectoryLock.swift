import Foundation

/// An exclusive lock on a folder, held until nothing refers to it any more. The operating system releases it when the
/// process ends, however it ends, and no file is left.
package final class DirectoryLock {
    private let descriptor: Int32

    /// Waits at most so long for another process to release its lock, then throws `locked`.
    package init(directory: String, waiting: Duration) throws(FileWriteError) {
        descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotCreate(path: directory, reason: lastErrorReason()) }
        let deadline = ContinuousClock.now + waiting
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            // Some network file systems know no locks: then there is none to respect.
            guard errno == EWOULDBLOCK else { return }
            guard ContinuousClock.now < deadline else { throw .locked(path: directory) }
            usleep(20_000)
        }
    }

    deinit { close(descriptor) }
}
