import Charts
import ContentHashing
import Foundation
import RunRecords
import Synchronization

/// The results of a body for each index, in order, computed on all cores: drawing is what a check spends its time on.
func concurrently<Result: Sendable>(count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    let found = Mutex<[Int: Result]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { index in
        let result = body(index)
        found.withLock { $0[index] = result }
    }
    return found.withLock { results in (0..<count).compactMap { results[$0] } }
}

/// The committed figures against what the record draws, and against the list that was written with them.
struct FigureCheck {
    let rows: [CheckRow]

    init(_ outputs: RunOutputs, _ evidence: CheckEvidence, _ tolerance: FigureTolerance) {
        let files = evidence.figures
        let folder = RunOutputs.figuresPath(name: outputs.record.dataset.name)
        let comparison = FigureComparison(tolerance, evidence.figureOrigin)
        let expected = outputs.figures.flatMap { figure in
            Appearance.allCases.flatMap { appearance in
                // PNG must be there; other formats are compared where they are.
                DrawingFormat.allCases.map { (figure, appearance, $0, figure.fileName(appearance, $0)) }
                    .filter { $0.2 == .png || files[$0.3] != nil }
            }
        }
        let found = concurrently(count: expected.count) { index in
            let (figure, appearance, format, name) = expected[index]
            let subject = "\(folder)/\(name)"
            return files[name].map { comparison.row(subject, $0, figure, appearance, format) }
                ?? CheckRow(subject: subject, stated: "a figure", found: "missing", agrees: false)
        }
        let strays = Set(
            files.keys.filter { name in DrawingFormat.allCases.contains { name.hasSuffix("." + $0.rawValue) } }
        )
        .subtracting(expected.map(\.3)).sorted()
        rows =
            Self.manifestRows(folder, files) + found
            + strays.map { name in
                CheckRow(
                    subject: "\(folder)/\(name)", stated: "a figure", found: "nothing that run.json draws",
                    agrees: false)
            }
    }

    /// The list against the files that it names.
    private static func manifestRows(_ folder: String, _ files: [String: Data]) -> [CheckRow] {
        let subject = "\(folder)/\(FigureManifest.fileName)"
        let stated = "the hash of each figure"
        guard let data = files[FigureManifest.fileName] else {
            return [CheckRow(subject: subject, stated: stated, found: "missing", agrees: false)]
        }
        guard let manifest = try? FigureManifest(decoding: data), (try? manifest.encoded()) == data else {
            return [CheckRow(subject: subject, stated: stated, found: "not as the program writes it", agrees: false)]
        }
        let figures = files.filter { Figure.isFileName($0.key) }
        let differing = Set(manifest.figures.keys).union(figures.keys).sorted().filter { name in
            manifest.figures[name] != figures[name].map(ContentHash.sha256)
        }
        guard !differing.isEmpty else {
            let words = "the hash of each figure"
            return [CheckRow(subject, stated: words, found: words)]
        }
        return differing.map { name in
            CheckRow(
                subject: "\(subject), \(name)",
                stated: manifest.figures[name].map { String($0.prefix(16)) } ?? "not listed",
                found: figures[name].map { String(ContentHash.sha256($0).prefix(16)) } ?? "missing", agrees: false)
        }
    }
}

extension CheckEvidence {
    /// What drew the committed figures, as the list beside them has it.
    var figureOrigin: FigureManifest.Origin? {
        figures[FigureManifest.fileName].flatMap { try? FigureManifest(decoding: $0) }?.drawnBy
    }
}
