import Foundation
import Synchronization

/// The two streams a command writes to: those of the process, or what a test collects.
package struct Terminal: Sendable {
    /// Writes to standard output; returns the `errno` of a failure.
    package var writeOutput: @Sendable (String) -> Int32?
    /// Writes to standard error. Where nobody can read it, nobody can be told.
    package var writeError: @Sendable (String) -> Void
    /// Ends the process at once, with last words to standard error, in the middle of whatever other threads are doing.
    package var endProcess: @Sendable (_ lastWords: String, _ status: Int32) -> Never
    /// Columns of the terminal at standard error, on which progress can be drawn over itself; `nil` where there is none.
    package var columns: @Sendable () -> Int?

    package init(
        writeOutput: @escaping @Sendable (String) -> Int32?, writeError: @escaping @Sendable (String) -> Void,
        columns: @escaping @Sendable () -> Int? = { nil },
        endProcess: @escaping @Sendable (_ lastWords: String, _ status: Int32) -> Never = { _, status in _exit(status) }
    ) {
        self.writeOutput = writeOutput
        self.writeError = writeError
        self.columns = columns
        self.endProcess = endProcess
    }

    /// Writes results. That they cannot be written is a failure, because whoever asked for them does not have them;
    /// a reader that went away needs no sentence about it.
    package func output(_ text: String) throws(Failure) {
        switch writeOutput(text) {
        case nil: return
        case EPIPE: throw .silent(.closedPipe)
        case let code?:
            throw Failure("cannot write to standard output: \(String(cString: strerror(code)))", .cannotWrite)
        }
    }

    /// Writes progress, notes and errors.
    package func error(_ text: String) { writeError(text) }
}

extension Terminal {
    /// The streams of this process.
    static func process(environment: [String: String]) -> Terminal {
        let isDumb = environment["TERM"] == "dumb"
        let turn = StandardErrorTurn()
        return Terminal(
            writeOutput: { writeAll($0, to: STDOUT_FILENO) },
            writeError: { text in turn.lock.withLock { _ in _ = writeAll(text, to: STDERR_FILENO) } },
            columns: { isDumb ? nil : columns(of: STDERR_FILENO) },
            endProcess: { lastWords, status in turn.end(lastWords, status) })
    }

    /// Held while something is written to standard error, so that texts of two threads do not mix.
    private final class StandardErrorTurn: Sendable {
        let lock = Mutex(())

        /// Lets no other thread write afterwards. Where one is stuck in the middle of its own text, writes all the same.
        func end(_ lastWords: String, _ status: Int32) -> Never {
            _ = lock.withLockIfAvailable { _ in end() }
            end()

            func end() -> Never {
                _ = writeAll(lastWords, to: STDERR_FILENO)
                _exit(status)
            }
        }
    }

    /// The width of the terminal at a descriptor, 80 where it does not say; `nil` where there is no terminal.
    private static func columns(of descriptor: Int32) -> Int? {
        guard isatty(descriptor) == 1 else { return nil }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes every byte, however many calls it takes; returns the `errno` of a failure.
    private static func writeAll(_ text: String, to descriptor: Int32) -> Int32? {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0 { return errno }
            bytes = bytes.dropFirst(count)
        }
        return nil
    }
}
