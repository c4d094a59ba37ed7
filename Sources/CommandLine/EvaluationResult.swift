import DurableFiles
import Foundation
import Reporting
import RunRecords

/// What `lenet evaluate` prints.
struct EvaluationResult {
    /// The form for machines.
    private struct Document: Encodable {
        let accuracy: Double
        let classes: Int
        let confusion: [[Int]]
        let dataset: String
        let images: Int
        let split: String
    }

    let split: String
    let dataset: String
    let confusion: ConfusionMatrix
    let classNames: [String]

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let document = Document(
            accuracy: confusion.accuracy, classes: confusion.classes, confusion: confusion.counts, dataset: dataset,
            images: confusion.total, split: split)
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }

    /// The accuracy with its interval, and a table of classes.
    var text: String {
        let interval = WilsonInterval(successes: confusion.correct, trials: confusion.total)
        let heading = """
            accuracy \(NumberFormat.percentage(confusion.accuracy)) \
            (\(NumberFormat.count(confusion.correct)) of \(NumberFormat.count(confusion.total)) \(split) images of \(dataset); \
            95 % interval \(NumberFormat.percentage(interval.lower)) to \(NumberFormat.percentage(interval.upper)))
            """
        func percentage(_ value: Double?) -> String { value.map { NumberFormat.percentage($0) } ?? "–" }
        let rows = (0..<confusion.classes).map { label in
            [
                classNames[label], NumberFormat.count(confusion.actual(label)), percentage(confusion.precision(label)),
                percentage(confusion.recall(label)), percentage(confusion.f1(label)),
            ]
        }
        return heading + "\n\n" + TextTable([["class", "images", "precision", "recall", "F1"]] + rows).text
    }
}

/// Comma-separated values.
enum CSV {
    /// One row of shortest decimals a line, without a heading.
    static func write(_ rows: [[Float]], to path: String) throws {
        let text = rows.map { row in row.map(\.description).joined(separator: ",") + "\n" }.joined()
        let file = URL(filePath: path, directoryHint: .notDirectory)
        try DurableFile.replace(file, with: Data(text.utf8))
    }
}
