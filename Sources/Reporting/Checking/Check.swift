import Foundation
import RunRecords

/// Whether what is committed is true, statement by statement. Comparing needs no data, no file and no training:
/// all of that is in the evidence.
package struct Check: Sendable {
    /// The data set's name.
    package let name: String
    package let rows: [CheckRow]
    /// What a reader could take for checked and is not, a sentence each.
    package private(set) var notes: [String]

    package var disagreements: [CheckRow] { rows.filter { !$0.agrees } }
    package var passed: Bool { disagreements.isEmpty }

    package init(_ evidence: CheckEvidence, tolerance: FigureTolerance = .standard) {
        name = evidence.name
        let subject = RunOutputs.recordPath(name: evidence.name)
        let bench = ReadmeBlock(name: "bench")
        notes =
            evidence.readme.map(bench.isMentioned) == true
            ? ["Not verified: the times in README.md between \(bench.beginMarker) and \(bench.endMarker)."] : []
        func study(_ run: RunRecord?) -> [CheckRow] {
            evidence.study.map { StudyCheck(name: evidence.name, $0, run: run, tolerance).rows } ?? []
        }
        guard let bytes = evidence.record else {
            rows =
                evidence.study != nil
                ? study(nil)
                : [CheckRow(subject: subject, stated: "the record of a run", found: "missing", agrees: false)]
            return
        }
        do throws(RunRecordError) {
            let record = try RunRecord(decoding: bytes)
            let outputs = RunOutputs(
                record: record, recordSHA256: evidence.recordSHA256,
                study: evidence.study?.record.flatMap { try? StudyRecord(decoding: $0) },
                templates: evidence.templates)
            let figures = FigureCheck(outputs, evidence, tolerance)
            notes += outputs.warnings + figures.notes
            rows =
                Self.consistency(record, bytes, subject) + DocumentCheck(outputs, evidence, tolerance).rows
                + Self.parameters(record, evidence) + Self.derivation(record, evidence.derived, subject)
                + figures.rows
                + Self.program(record, evidence) + Self.results(record, evidence) + study(record)
                + Self.unreadable(evidence)
        } catch {
            rows =
                [
                    CheckRow(subject: subject, stated: "the record of a run", found: error.description, agrees: false)
                ] + study(nil)
        }
    }

    private static func consistency(_ record: RunRecord, _ bytes: Data, _ subject: String) -> [CheckRow] {
        let contradictions = record.disagreements.map {
            CheckRow(subject: "\(subject), \($0.path)", stated: $0.found, found: $0.expected, agrees: false)
        }
        let confusion = record.test.confusion
        let accuracy = CheckRow(
            "test accuracy", stated: NumberFormat.percentage(record.test.accuracy, decimals: 4),
            found: NumberFormat.percentage(confusion.accuracy, decimals: 4))
        let canonical = (try? record.encoded()) ?? Data()
        let form = LineDifference.rows(
            subject, stated: bytes, found: canonical, agreement: "as the program writes it, and agrees with itself")
        return contradictions.isEmpty ? form + [accuracy] : contradictions
    }

    private static func unreadable(_ evidence: CheckEvidence) -> [CheckRow] {
        evidence.unreadable.sorted { $0.key < $1.key }.map { path, reason in
            CheckRow(subject: path, stated: "a file that can be read", found: reason, agrees: false)
        }
    }

    private static func parameters(_ record: RunRecord, _ evidence: CheckEvidence) -> [CheckRow] {
        let subject = RunOutputs.parametersPath(name: evidence.name)
        return [hashRow(subject, stated: record.network.parametersSHA256, found: evidence.parametersSHA256)]
            + metadata(subject, evidence.parametersMetadata)
            + (evidence.name == record.dataset.name
                ? [] : [CheckRow("data set's name", stated: record.dataset.name, found: evidence.name)])
    }

    /// What the file of the parameters says of them, each text that is not as the record has it.
    private static func metadata(_ subject: String, _ metadata: CheckEvidence.Metadata?) -> [CheckRow] {
        guard let metadata else { return [] }
        let names = Set(metadata.stated.keys).union(metadata.expected.keys).sorted()
        let wrong = names.filter { metadata.stated[$0] != metadata.expected[$0] }
        guard !wrong.isEmpty else {
            let words = "as run.json has it"
            return [CheckRow("\(subject), metadata", stated: words, found: words)]
        }
        return wrong.map { name in
            CheckRow(
                "\(subject), metadata \(name)", stated: metadata.stated[name] ?? "missing",
                found: metadata.expected[name] ?? "not in run.json")
        }
    }

    /// What settings and parameters decide, place by place.
    private static func derivation(_ record: RunRecord, _ derived: RunRecord?, _ subject: String) -> [CheckRow] {
        guard let derived else { return [] }
        let differences = record.differences(from: derived)
        guard !differences.isEmpty else {
            let words = "as the parameters make them"
            return [CheckRow("\(subject), layers, filters, maps and mistakes", stated: words, found: words)]
        }
        return differences.map { CheckRow($0, in: subject) }
    }

    /// The first digits suffice where both agree.
    static func hashRow(_ subject: String, stated: String, found: String?) -> CheckRow {
        guard let found else { return CheckRow("\(subject), SHA-256", stated: stated, found: "missing") }
        guard stated == found else { return CheckRow("\(subject), SHA-256", stated: stated, found: found) }
        let short = stated.prefix(16) + "…"
        return CheckRow("\(subject), SHA-256", stated: String(short), found: String(short))
    }
}
