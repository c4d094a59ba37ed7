import Foundation
import Reporting
import RunRecords
import Studies
import Synchronization

/// Shows how the runs of a study come along: a bar over all of them with the time left on a terminal, and one line for each
/// run that ends. Collects their outcomes. Called from several threads.
final class StudyProgress: Sendable {
    private let runs: [StudyPlan.Run]
    private let plan: StudyPlan
    /// `nil` where nothing is to be shown.
    private let terminal: Terminal?
    private let start = ProcessInfo.processInfo.systemUptime
    private let state: Mutex<State>

    private struct State {
        /// How much of each run is done.
        var fractions: [Double]
        var outcomes: [Int: RunOutcome] = [:]
        var lastDrawn: Double?
        var isDrawn = false
    }

    init(_ runs: [StudyPlan.Run], _ plan: StudyPlan, _ terminal: Terminal?) {
        (self.runs, self.plan, self.terminal) = (runs, plan, terminal)
        state = Mutex(State(fractions: [Double](repeating: 0, count: runs.count)))
    }

    /// In the order of the runs, as far as they ended.
    var outcomes: [RunOutcome] { state.withLock { state in runs.indices.compactMap { state.outcomes[$0] } } }

    func note(_ place: Int, _ event: StudyRunner.Event) {
        state.withLock { state in
            switch event {
            case .advanced(let fraction): state.fractions[place] = fraction
            case .ended(let outcome):
                state.fractions[place] = 1
                state.outcomes[place] = outcome
                erase(&state)
                terminal?.error(line(place, outcome, ended: state.outcomes.count) + "\n")
            }
            draw(&state)
        }
    }

    /// Leaves the terminal as it was.
    func finish() { state.withLock { erase(&$0) } }

    /// `run  7/20  notebook, seed 48  validation 98.95 %`
    private func line(_ place: Int, _ outcome: RunOutcome, ended: Int) -> String {
        let count = String(runs.count)
        let number = String(repeating: " ", count: max(0, count.count - String(ended).count)) + String(ended)
        let run = runs[place]
        let result =
            switch outcome {
            case .finished(let summary):
                summary.validationAccuracy.map { "validation \(NumberFormat.percentage($0))" } ?? "ended"
            case .diverged(let epoch, _): "diverged in epoch \(epoch)"
            }
        return "run \(number)/\(count)  \(plan.variants[run.variant].name), seed \(run.seed)  \(result)"
    }

    private func draw(_ state: inout State) {
        let now = ProcessInfo.processInfo.systemUptime
        guard let terminal, let columns = terminal.columns(), now - (state.lastDrawn ?? 0) >= 0.1 else { return }
        state.lastDrawn = now
        let bar = ProgressBar(
            title: "runs", completed: state.outcomes.count, total: runs.count, unit: "runs", seconds: 0,
            secondsLeft: secondsLeft(state, now - start))
        erase(&state)
        terminal.error(bar.text(columns: columns))
        state.isDrawn = true
    }

    /// At the speed so far, a run counting as its epochs.
    private func secondsLeft(_ state: State, _ seconds: Double) -> Double? {
        let epochs = runs.map { Double($0.configuration.epochs) }
        let done = zip(epochs, state.fractions).reduce(0) { $0 + $1.0 * $1.1 }
        return done > 0 ? seconds * (epochs.reduce(0, +) - done) / done : nil
    }

    private func erase(_ state: inout State) {
        guard state.isDrawn else { return }
        terminal?.error("\r\u{1b}[J")
        state.isDrawn = false
    }
}
