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
    /// What is there and could not be compared, a sentence each.
    let notes: [String]

    init(_ outputs: RunOutputs, _ evidence: CheckEvidence, _ tolerance: FigureTolerance) {
        self.init(
            outputs.drawings, dpi: outputs.record.presentation.dpi, from: "run.json",
            folder: RunOutputs.figuresPath(name: outputs.record.dataset.name), files: evidence.figures, tolerance)
    }

    /// - Parameters:
    ///   - source: the record's file
    ///   - files: the committed ones, by their names
    init(
        _ drawings: [(figure: Figure, appearance: Appearance, format: DrawingFormat)], dpi: Int, from source: String,
        folder: String, files: [String: Data], _ tolerance: FigureTolerance
    ) {
        let origin = files[FigureManifest.fileName].flatMap { try? FigureManifest(decoding: $0) }?.drawnBy
        let comparison = FigureComparison(tolerance, origin)
        let names = drawings.map { $0.figure.fileName($0.appearance, $0.format) }
        let found = concurrently(count: drawings.count) { index -> CheckRow? in
            let (figure, appearance, format) = drawings[index]
            let subject = "\(folder)/\(names[index])"
            guard let file = files[names[index]] else {
                return CheckRow(subject: subject, stated: "a figure", found: "missing", agrees: false)
            }
            guard comparison.isPossible(format) else { return nil }
            return comparison.row(subject, file, figure, appearance, format, dpi: dpi)
        }
        let strays = files.keys.filter { name in
            DrawingFormat.allCases.contains { name.hasSuffix("." + $0.rawValue) } && !names.contains(name)
        }.sorted()
        notes = comparison.note(on: found.count { $0 == nil }, in: folder).map { [$0] } ?? []
        rows =
            Self.manifestRows(folder, files) + found.compactMap(\.self)
            + strays.map { name in
                CheckRow(
                    subject: "\(folder)/\(name)", stated: "a figure", found: "nothing that \(source) draws",
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
