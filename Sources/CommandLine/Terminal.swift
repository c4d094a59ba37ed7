import Foundation
import Synchronization

/// Text to the two output streams.
enum Terminal {
    /// Results. A reader that went away ends the program quietly; any other failure with a sentence, because whoever
    /// asked for the results does not have them.
    static func output(_ text: String) {
        switch write(text, to: STDOUT_FILENO) {
        case nil: return
        case EPIPE: exit(endedPipeStatus)
        case let code?:
            error("lenet: cannot write to standard output: \(String(cString: strerror(code)))\n")
            exit(74)
        }
    }

    /// What a shell reports for a program that its closed pipe ended, which is not success: nobody saw the results.
    private static let endedPipeStatus: Int32 = 128 + SIGPIPE

    /// Progress and errors. Where nobody can read them there is nobody to tell.
    static func error(_ text: String) {
        turn.withLock { _ in _ = write(text, to: STDERR_FILENO) }
    }

    /// Ends the process with last words, after which no other thread says anything. Where one is stuck in the middle of
    /// its own, they are said all the same.
    static func end(_ text: String, status: Int32) -> Never {
        _ = turn.withLockIfAvailable { _ in end() }
        end()

        func end() -> Never {
            _ = write(text, to: STDERR_FILENO)
            _exit(status)
        }
    }

    /// Held while something is written to standard error.
    private static let turn = Mutex(())

    /// Whether progress can be drawn over itself.
    static var showsProgress: Bool {
        isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Writes every byte, however many calls it takes; returns the `errno` of a failure.
    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
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
