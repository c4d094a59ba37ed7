import Foundation
import Reporting

/// What does not agree, as commands that GitHub Actions reads from a job's output and shows beside the lines of a commit.
package enum Annotations {
    /// A line for each row that does not agree.
    ///
    /// - Parameter folder: where the report's files are, relative to the repository
    package static func text(_ rows: [CheckRow], in folder: String) -> String {
        rows.filter { !$0.agrees }.map { row in
            let place = location(of: row.subject).map { file, line in
                let path = folder == "." ? file : folder + "/" + file
                return " file=\(property(path))" + (line.map { ",line=\($0)" } ?? "")
            }
            return "::error\(place ?? "")::\(data("\(row.subject): stated \(row.stated), found \(row.found)"))\n"
        }.joined()
    }

    /// The file that a row speaks of, and the line, where its subject names them: `README.md, line 12`.
    private static func location(of subject: String) -> (file: String, line: Int?)? {
        let parts = subject.split(separator: ", ", maxSplits: 1).map(String.init)
        guard let file = parts.first, !file.contains(" "), file.contains(".") else { return nil }
        let words = parts.dropFirst().first?.split(separator: " ") ?? []
        return (file, words.first == "line" && words.count == 2 ? Int(words[1]) : nil)
    }

    /// What would end a command, by its number.
    private static func data(_ text: String) -> String { escaped(text, "%\r\n") }

    private static func property(_ text: String) -> String { escaped(text, "%\r\n:,") }

    private static func escaped(_ text: String, _ special: String) -> String {
        text.unicodeScalars.map { scalar in
            special.unicodeScalars.contains(scalar)
                ? "%" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16, uppercase: true)
                : String(scalar)
        }.joined()
    }
}
