import CommandLine
import Foundation
import Synchronization

/// A terminal that keeps what is written to it.
final class TestTerminal: Sendable {
    private let texts = Mutex<(output: String, error: String)>(("", ""))
    private let width: Mutex<Int?>
    private let firstColumns: Int?

    /// - Parameter columns: `nil` where standard error is no terminal
    init(columns: Int? = nil) {
        width = Mutex(columns)
        firstColumns = columns
    }

    var output: String { texts.withLock { $0.output } }
    var error: String { texts.withLock { $0.error } }

    /// Makes the terminal narrower; as terminals do, it breaks the lines that it shows already.
    func narrow(to columns: Int) {
        width.withLock { $0 = columns }
        texts.withLock { $0.error += "\u{1b}[\(columns)W" }
    }

    var terminal: Terminal {
        Terminal(
            writeOutput: { text in
                self.texts.withLock { $0.output += text }
                return nil
            },
            writeError: { text in self.texts.withLock { $0.error += text } },
            columns: { self.width.withLock { $0 } })
    }

    func context(environment: [String: String] = [:]) -> CommandContext {
        CommandContext(terminal: terminal, environment: environment)
    }

    /// What standard error shows once the escape sequences that draw over lines have done their work. Lines wrap at the
    /// width, as on a real terminal.
    var screen: [String] {
        var columns = firstColumns ?? .max
        var rows = [""]
        var row = 0
        var text = error[...]
        while let character = text.popFirst() {
            switch character {
            case "\u{1b}":
                text = text.dropFirst()
                let number = text.prefix { $0.isNumber || $0 == "?" }
                text = text.dropFirst(number.count)
                switch text.popFirst() {
                case "A": row = max(0, row - (Int(number) ?? 1))
                case "J": rows = Array(rows[..<row]) + [""]
                case "W":
                    columns = Int(number) ?? columns
                    rows = rows.flatMap { row in
                        row.isEmpty
                            ? [""]
                            : stride(from: 0, to: row.count, by: columns).map {
                                String(row.dropFirst($0).prefix(columns))
                            }
                    }
                    row = rows.count - 1
                default: break
                }
            case "\r": rows[row] = ""
            case "\n":
                row += 1
                if row == rows.count { rows.append("") }
            default:
                if rows[row].count == columns {
                    row += 1
                    if row == rows.count { rows.append("") }
                }
                rows[row].append(character)
            }
        }
        return rows.last == "" ? rows.dropLast() : rows
    }
}
