import ContentHashing
import Datasets
import Dispatch
import Foundation
import KernelContracts
import RunRecords
import Synchronization
import Training

/// Makes the runs of a study that are not in the store, several at a time, from one copy of the data in memory.
package struct StudyRunner: Sendable {
    package let plan: StudyPlan
    private let dataset: Dataset
    private let generator: Generator
    private let codeSHA256, arithmeticSHA256: String
    private let store: RunStore
    /// Runs at a time, and threads of each.
    private let jobs: Int
    private let threads: Int
    private let instructionSet: InstructionSet

    /// The variants with the data as each divides and normalizes them.
    private let variants: [StudyVariant]
    /// An experiment of the last variant, whose images others share.
    private let prepared: Experiment?

    package init(
        _ plan: StudyPlan, _ dataset: Dataset, generator: Generator, store: RunStore, jobs: Int, threads: Int,
        instructionSet: InstructionSet = .best
    ) throws(TrainingError) {
        (self.plan, self.dataset, self.generator, self.store) = (plan, dataset, generator, store)
        (self.jobs, self.threads, self.instructionSet) = (max(jobs, 1), max(threads, 1), instructionSet)
        codeSHA256 = RunIdentity.hash(SourceExcerpts.all)
        arithmeticSHA256 = try ArithmeticProbe.hash(instructionSet)
        var variants: [StudyVariant] = []
        var last: Experiment?
        for variant in plan.variants {
            let experiment = try Experiment(
                dataset, variant.configuration, threads: self.jobs * self.threads, instructionSet: instructionSet,
                sharing: last)
            variants.append(
                StudyVariant(name: variant.name, configuration: variant.configuration, dataset: experiment.dataset))
            last = experiment
        }
        (self.variants, prepared) = (variants, last)
    }

    /// What happens to a run.
    package enum Event: Sendable {
        /// It has come so far, from 0 to 1.
        case advanced(Double)
        case ended(RunOutcome)
    }

    private func identity(_ run: StudyPlan.Run) -> RunIdentity {
        let variant = variants[run.variant]
        return RunIdentity(
            variant.normalizedConfiguration(seed: run.seed), variant.dataset, generator, code: codeSHA256,
            arithmetic: arithmeticSHA256)
    }

    /// Outcomes of runs that are in the store, by their place among `runs`.
    package func kept(_ runs: [StudyPlan.Run]) -> [Int: RunOutcome] {
        runs.indices.reduce(into: [:]) { $0[$1] = store.outcome(of: identity(runs[$1])) }
    }

    /// Makes runs and keeps each as soon as it ends. The first error ends it once the runs under way have ended.
    ///
    /// - Parameters:
    ///   - keeping: what keeps a run is called within this, so that a signal does not come between
    ///   - event: called from several threads, with the place of the run among `runs`
    package func make(
        _ runs: [StudyPlan.Run], keeping: @Sendable (() throws -> Void) throws -> Void,
        event: @Sendable (Int, Event) -> Void
    ) throws {
        // Runs on images of one size follow each other, so that few copies of the data are in memory at a time.
        let order = runs.indices.sorted { first, second in
            (runs[first].configuration.pixelSize, first) < (runs[second].configuration.pixelSize, second)
        }
        let state = Mutex(State(last: prepared))
        DispatchQueue.concurrentPerform(iterations: min(jobs, runs.count)) { _ in
            while let place = state.withLock({ $0.next(of: order) }) {
                let result = Result {
                    let experiment = try state.withLock { try $0.experiment(runs[place], self) }
                    let outcome = try experiment.outcome(hash: ContentHash.sha256) { progress in
                        event(place, .advanced(progress.fraction))
                    }
                    try keeping { try store.keep(outcome, of: identity(runs[place])) }
                    event(place, .ended(outcome))
                }
                if case .failure(let error) = result { state.withLock { $0.failure = $0.failure ?? error } }
            }
        }
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    private struct State {
        private var started = 0
        var failure: (any Error)?
        /// The last one, whose images the next shares where they are the same.
        private var last: Experiment?

        init(last: Experiment?) { self.last = last }

        mutating func next(of order: [Int]) -> Int? {
            guard failure == nil, started < order.count else { return nil }
            defer { started += 1 }
            return order[started]
        }

        mutating func experiment(_ run: StudyPlan.Run, _ runner: StudyRunner) throws -> Experiment {
            let experiment = try Experiment(
                runner.dataset, run.configuration, threads: runner.threads, instructionSet: runner.instructionSet,
                sharing: last)
            last = experiment
            return experiment
        }
    }

    /// The images of a study that are shown, at most.
    private static let hardImages = 12

    /// The record of the whole study, from the outcome of each run in the order of the plan.
    package func record(_ outcomes: [RunOutcome]) -> StudyRecord {
        var record = StudyRecord(
            generator: generator, codeSHA256: codeSHA256, configuration: plan.configuration, seeds: plan.seeds,
            variants: variants,
            testLabels: Data(dataset.test.labels),
            runs: zip(plan.runs, outcomes).map { StudyRun(variant: $0.variant, seed: $0.seed, outcome: $1) })
        record.hardImages = StudyAnalysis(record).hardest(Self.hardImages).map {
            HardImage(index: $0, image: dataset.test.images[$0])
        }
        return record
    }
}

extension TrainingProgress {
    /// How much of the run is done, an epoch counting as its training.
    fileprivate var fraction: Double {
        let within = pass == .training ? Double(completed) / Double(max(total, 1)) : 1
        return min((Double(epoch - 1) + within) / Double(max(epochs, 1)), 1)
    }
}
