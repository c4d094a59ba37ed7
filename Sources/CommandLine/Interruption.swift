import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and a request to end, for as long as this value lives.
///
/// Results are put in place only when all are complete, so most of the time nothing needs to be undone and a signal ends
/// the program at once. While files are written, the signal waits until the writer has tidied up.
final class Interruption {
    /// Held while files are written beside their places and put there.
    private static let writing = Mutex(())
    /// The exit status that the signal asked for; 0 before there was one.
    private static let requested = Atomic<Int32>(0)

    private let sources: [any DispatchSourceSignal]

    /// Exit statuses are those a shell reports for the signals.
    init() {
        // A limit on file sizes shall be an error of the write, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        sources = [(SIGINT, Int32(130)), (SIGTERM, Int32(143))].map { number, status in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
            source.setEventHandler {
                Self.requested.store(status, ordering: .sequentiallyConsistent)
                // Where this fails, the writer finds the request when it is done.
                _ = Self.writing.withLockIfAvailable { _ in
                    let restore = Terminal.showsProgress ? "\u{1b}[?25h\n" : ""
                    Terminal.end("\(restore)lenet: \(Failure.interrupted(status).message)\n", status: status)
                }
            }
            source.resume()
            return source
        }
    }

    /// Writes files while signals wait; heeds afterwards one that came meanwhile.
    ///
    /// - Parameter body: heeds signals itself wherever it can stop without leaving anything behind
    static func duringWriting(_ body: () throws -> Void) throws {
        try writing.withLock { _ in try body() }
        try heed()
    }

    /// Throws if a signal came.
    static func heed() throws(Failure) {
        let status = requested.load(ordering: .sequentiallyConsistent)
        if status != 0 { throw .interrupted(status) }
    }
}
