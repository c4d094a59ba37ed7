import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and a request to end, for as long as this value lives.
///
/// Results are put in place only when all are complete, so nothing needs to be undone; while they are, a signal waits.
final class Interruption {
    /// Held while files are put in place.
    static let publishing = Mutex(())

    private let sources: [any DispatchSourceSignal]

    /// Exit statuses are those a shell reports for the signals.
    init() {
        // A limit on file sizes shall be an error of the write, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        sources = [(SIGINT, Int32(130)), (SIGTERM, Int32(143))].map { number, status in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
            source.setEventHandler {
                Self.publishing.withLock { _ in
                    let restore = Terminal.showsProgress ? "\u{1b}[?25h\n" : ""
                    Terminal.error("\(restore)lenet: interrupted; every file is as it was or complete\n")
                    _exit(status)
                }
            }
            source.resume()
            return source
        }
    }
}
