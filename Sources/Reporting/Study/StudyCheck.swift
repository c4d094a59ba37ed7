import Charts
import ContentHashing
import Foundation
import RunRecords

/// What a check looks at of a study: the committed bytes, and runs that were repeated.
package struct StudyEvidence: Sendable {
    /// The bytes of `study.json`, of the report and of each figure by its name.
    package var record: Data?
    package var report: Data?
    package var figures: [String: Data]
    /// Runs made anew, by their place in the record.
    package var repeated: [Int: RunOutcome] = [:]
    package var generator: Generator?

    package init(record: Data?, report: Data?, figures: [String: Data], generator: Generator? = nil) {
        (self.record, self.report, self.figures, self.generator) = (record, report, figures, generator)
    }
}

/// The committed study against what its record renders, and against the run of the same settings and seed.
struct StudyCheck {
    private let name: String
    private let evidence: StudyEvidence
    /// The run in the same folder, if it can be read.
    private let run: RunRecord?
    private let tolerance: FigureTolerance

    init(name: String, _ evidence: StudyEvidence, run: RunRecord?, _ tolerance: FigureTolerance) {
        (self.name, self.evidence, self.run, self.tolerance) = (name, evidence, run, tolerance)
    }

    private var subject: String { StudyOutputs.recordPath(name: name) }

    var rows: [CheckRow] {
        guard let bytes = evidence.record else {
            return [CheckRow(subject: subject, stated: "the record of a study", found: "missing", agrees: false)]
        }
        do throws(StudyRecordError) {
            let record = try StudyRecord(decoding: bytes)
            let outputs = StudyOutputs(record: record, recordSHA256: ContentHash.sha256(bytes))
            return try form(record, bytes) + names(record) + report(outputs) + figures(outputs) + program(record)
                + hardImages(outputs.analysis) + sameRun(record) + repeated(record)
        } catch {
            return [
                CheckRow(subject: subject, stated: "the record of a study", found: error.description, agrees: false)
            ]
        }
    }

    private func form(_ record: StudyRecord, _ bytes: Data) throws(StudyRecordError) -> [CheckRow] {
        LineDifference.rows(
            subject, stated: bytes, found: try record.encoded(),
            agreement: "as the program writes it, and agrees with itself")
    }

    private func names(_ record: StudyRecord) -> [CheckRow] {
        name == record.name ? [] : [CheckRow("\(subject), data set's name", stated: record.name, found: name)]
    }

    private func report(_ outputs: StudyOutputs) -> [CheckRow] {
        LineDifference.rows(
            StudyOutputs.reportPath(name: name), stated: evidence.report, found: Data(outputs.report.utf8),
            agreement: "as study.json renders it")
    }

    private func figures(_ outputs: StudyOutputs) -> [CheckRow] {
        FigureCheck(
            outputs.drawings, dpi: StudyOutputs.dpi, from: "study.json",
            folder: StudyOutputs.figuresPath(name: name), files: evidence.figures, tolerance
        ).rows
    }

    private func program(_ record: StudyRecord) -> [CheckRow] {
        evidence.generator.map { generator in
            [
                CheckRow(
                    "study, program", stated: "\(record.generator.name) \(record.generator.version)",
                    found: "\(generator.name) \(generator.version)")
            ]
        } ?? []
    }

    /// That the images shown are the hardest.
    private func hardImages(_ analysis: StudyAnalysis) -> [CheckRow] {
        let stated = analysis.record.hardImages.map(\.index)
        let found = analysis.hardest(stated.count)
        func words(_ indices: [Int]) -> String { indices.map(String.init).joined(separator: ", ") }
        return [CheckRow("study, hardest images", stated: words(stated), found: words(found))]
    }

    /// The run that the report is about is one of the study's: both must have made the same parameters.
    private func sameRun(_ record: StudyRecord) -> [CheckRow] {
        guard let run, run.generator == record.generator else { return [] }
        return record.runs.compactMap { studied in
            let variant = record.variants[studied.variant]
            guard let summary = studied.outcome.summary, variant.dataset == run.dataset,
                variant.normalizedConfiguration(seed: studied.seed) == run.configuration
            else { return nil }
            return Check.hashRow(
                "study, run of seed \(studied.seed)", stated: summary.parametersSHA256,
                found: run.network.parametersSHA256)
        }
    }

    private func repeated(_ record: StudyRecord) -> [CheckRow] {
        evidence.repeated.sorted { $0.key < $1.key }.compactMap { place, outcome in
            guard record.runs.indices.contains(place) else { return nil }
            let run = record.runs[place]
            let subject = "study, \(record.variants[run.variant].name) with seed \(run.seed), repeated"
            guard outcome != run.outcome else { return CheckRow(subject, stated: "bit for bit", found: "bit for bit") }
            return CheckRow(subject: subject, stated: words(run.outcome), found: words(outcome), agrees: false)
        }
    }

    private func words(_ outcome: RunOutcome) -> String {
        switch outcome {
        case .finished(let summary):
            "\(NumberFormat.count(summary.wrongImages.count)) images wrong, parameters \(summary.parametersSHA256.prefix(16))"
        case .diverged(let epoch, let batch): "diverged in epoch \(epoch), batch \(batch)"
        }
    }
}
