import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and a request to end.
///
/// Results are put in place only when all are complete, so most of the time nothing needs to be undone and a signal ends
/// the program at once. While files are written, the signal waits until the writer has removed its temporary files.
package final class Interruption: Sendable {
    /// Held while files are written beside their places and put there.
    private let writing = Mutex(())
    /// The exit status that the signal asked for; 0 before there was one.
    private let requested = Atomic<Int32>(0)

    package init() {}

    /// Signals that this process handles for as long as the value lives.
    struct Listening {
        fileprivate let sources: [any DispatchSourceSignal]
    }

    /// Handles the signals that end a process.
    func listen(_ terminal: Terminal) -> Listening {
        // A limit on file sizes and a reader that went away are errors of the write, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        let sources = [(SIGINT, ExitReason.interrupted), (SIGTERM, .terminated)].map { number, status in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
            source.setEventHandler { self.request(status, terminal) }
            source.resume()
            return source
        }
        return Listening(sources: sources)
    }

    private func request(_ status: ExitReason, _ terminal: Terminal) {
        requested.store(status.code, ordering: .sequentiallyConsistent)
        // Where this fails, the writer finds the request when it is done.
        _ = writing.withLockIfAvailable { _ in end(status, terminal) }
    }

    private func end(_ status: ExitReason, _ terminal: Terminal) -> Never {
        let showCursor = terminal.columns() != nil ? "\u{1b}[?25h\n" : ""
        terminal.endProcess("\(showCursor)\(Failure.interrupted(status).message)", status.code)
    }

    /// Writes files while signals wait, and throws afterwards if one came meanwhile.
    ///
    /// - Parameter body: calls `throwIfRequested` itself wherever it can stop without leaving anything behind
    func duringWriting(_ body: () throws -> Void) throws {
        try writing.withLock { _ in try body() }
        try throwIfRequested()
    }

    /// Writes files in the middle of a training while signals wait, and ends the program afterwards if one came meanwhile.
    func duringSaving(_ terminal: Terminal, _ body: () -> Void) {
        writing.withLock { _ in body() }
        if let status = requestedStatus { end(status, terminal) }
    }

    /// Throws if a signal came.
    func throwIfRequested() throws(Failure) {
        if let status = requestedStatus { throw .interrupted(status) }
    }

    private var requestedStatus: ExitReason? {
        let status = ExitReason(rawValue: requested.load(ordering: .sequentiallyConsistent))
        return status == .done ? nil : status
    }
}
