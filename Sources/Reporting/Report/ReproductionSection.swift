import Images
import RunRecords

extension Report {
    var reproductionSection: [String?] {
        [
            """
            The same seed gives the same bits: parameters, record, figures' data and this text, on any machine and \
            with any number of threads. With Swift installed, this trains anew and writes all of it again:
            """,
            Markdown.fenced("swift run -c release lenet " + arguments.joined(separator: " "), language: "sh"),
            """
            - `lenet render\(selection)` draws the figures and writes this report again from `run.json` alone, without data or \
            training.
            - `lenet check\(selection)` proves that record, parameters, figures and text agree; with \
            `--retrain\(isFromFolder ? " --data FOLDER" : "")` it trains anew and compares every bit.
            """,
        ]
    }

    /// Names this run to commands that otherwise take MNIST's.
    private var selection: String {
        record.dataset.name == DatasetKind.mnist.rawValue ? "" : " --name " + quoted(record.dataset.name)
    }

    /// Whether a reader must say where the data are and what they are called; others are found by their kind.
    private var isFromFolder: Bool { record.dataset.name != record.dataset.kind.rawValue }

    /// Every setting, so that defaults may change without this run becoming another.
    private var arguments: [String] {
        let data =
            isFromFolder
            ? ["--data", "FOLDER", "--name", quoted(record.dataset.name)]
            : ["--dataset", record.dataset.kind.rawValue]
        let settings = Setting.all.flatMap { ["--\($0.option)", $0.text(in: record.configuration)] }
        return ["report"] + data + settings
    }

    /// A word of the shell, in single quotes where it needs them.
    private func quoted(_ word: String) -> String {
        let plain = word.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0)
        }
        return plain && !word.isEmpty
            ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
