import Dispatch
import Foundation

/// Ctrl-C and a request to end.
enum Interruption {
    /// Exit statuses are those a shell reports for the signals. Results are put in place only when all are complete, so
    /// nothing needs to be undone.
    static func exitOnSignal() {
        for (number, status) in [(SIGINT, Int32(130)), (SIGTERM, Int32(143))] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
            source.setEventHandler {
                let restore = Terminal.showsProgress ? "\u{1b}[?25h\n" : ""
                FileHandle.standardError.write(Data("\(restore)lenet: interrupted; nothing was changed\n".utf8))
                _exit(status)
            }
            source.resume()
            withExtendedLifetime(source) { sources.append(source) }
        }
    }

    private nonisolated(unsafe) static var sources: [any DispatchSourceSignal] = []
}
