import ContentHashing
import Datasets
import DurableFiles
import Foundation
import Reporting
import RunRecords
import Studies
import Training

extension CheckCommand {
    /// Repeats two runs of a study: the best, and one drawn at random, so that in time a false one is found wherever it is.
    func repeatRuns(_ evidence: inout CheckEvidence, in context: CommandContext) throws {
        guard let study = evidence.study, let bytes = study.record, let record = try? StudyRecord(decoding: bytes),
            let identity = record.variants.first?.dataset
        else { return }
        let analysis = StudyAnalysis(record)
        let best = analysis.chosen.flatMap { chosen in
            chosen.finished.max { (analysis.accuracy($0.summary) ?? 0) < (analysis.accuracy($1.summary) ?? 0) }.flatMap
            {
                run in record.runs.firstIndex { $0.variant == chosen.index && $0.seed == run.seed }
            }
        }
        let display = ProgressDisplay(context.terminal, isQuiet: json)
        let dataset = try load(identity, record.configuration, in: context, display)
        for place in Set([best, record.runs.indices.randomElement()].compactMap { $0 }).sorted() {
            let run = record.runs[place]
            let configuration = record.variants[run.variant].configuration(seed: run.seed)
            let experiment = try Experiment(
                dataset, configuration, threads: threading.count, instructionSet: threading.instructionSet)
            display.beginRun(epochs: configuration.epochs, on: experiment.dataset)
            evidence.study?.repeated[place] = try experiment.outcome(hash: ContentHash.sha256) { display.show($0) }
            display.finish()
        }
    }
}
