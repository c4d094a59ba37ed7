import Foundation
import Reporting
import RunRecords
import Training

/// Shows how a run comes along: bars for epochs and for the pass under way on a terminal, one line an epoch elsewhere.
package final class ProgressDisplay {
    private let terminal: Terminal
    private let isQuiet: Bool
    /// Seconds of a clock that only goes forward.
    private let now: () -> Double
    private let start: Double
    private var passStart: Double
    /// When progress was last told, which is when the next pass began.
    private var lastProgress: Double
    private var epochStart: Double
    private var lastDrawn: Double?
    private var pass: TrainingProgress.Pass?
    private var timeLeft: TimeLeft?
    /// The lines on the terminal that are drawn over.
    private var drawn: [String] = []
    private var epochLoss: (sum: Double, batches: Int) = (0, 0)

    package init(_ terminal: Terminal, isQuiet: Bool, now: (() -> Double)? = nil) {
        self.terminal = terminal
        self.isQuiet = isQuiet
        let (clock, origin) = (ContinuousClock(), ContinuousClock.now)
        self.now = now ?? { (clock.now - origin) / .seconds(1) }
        start = self.now()
        (passStart, epochStart, lastProgress) = (start, start, start)
    }

    /// Says that a run begins now, for its rates and the time left.
    package func beginRun(epochs: Int, on dataset: DatasetIdentity) {
        lastProgress = now()
        timeLeft = TimeLeft(epochs: epochs, dataset: dataset)
    }

    /// Writes one line that stays.
    package func note(_ text: String) {
        guard !isQuiet else { return }
        erase()
        terminal.error(text + "\n")
    }

    /// Seconds and tenths since the display was made.
    package var elapsed: String { NumberFormat.decimal(now() - start, decimals: 1) + " s" }

    package func show(_ progress: TrainingProgress) {
        guard !isQuiet else { return }
        defer { lastProgress = now() }
        if progress.pass != pass {
            timeLeft?.endPass()
            pass = progress.pass
            passStart = lastProgress
            if progress.pass == .training {
                epochStart = lastProgress
                epochLoss = (0, 0)
            }
        }
        if let loss = progress.loss {
            epochLoss.sum += Double(loss)
            epochLoss.batches += 1
        }
        if let accuracy = progress.accuracy {
            finishEpoch(progress, accuracy)
        } else {
            draw(progress)
        }
    }

    /// Shows a download.
    package func show(file: String, bytes: Int, of total: Int?) {
        guard !isQuiet, let columns = terminal.columns(), isDue else { return }
        let bar = ProgressBar(
            title: "download", completed: bytes / 1024, total: (total ?? bytes) / 1024, unit: "KiB",
            seconds: now() - start, note: file)
        redraw([bar.text(columns: columns)], columns)
    }

    /// Shows a step that takes a moment, without a bar.
    package func show(step: String) {
        guard !isQuiet, let columns = terminal.columns() else { return }
        redraw([String(step.prefix(columns - 1))], columns)
    }

    /// Leaves the terminal as it was.
    package func finish() { erase() }

    private func finishEpoch(_ progress: TrainingProgress, _ accuracy: (training: Double, validation: Double?)) {
        let loss = epochLoss.batches > 0 ? epochLoss.sum / Double(epochLoss.batches) : 0
        let count = String(progress.epochs)
        let number = String(repeating: " ", count: max(0, count.count - String(progress.epoch).count))
        note(
            [
                "epoch \(number)\(progress.epoch)/\(count)", "loss \(NumberFormat.decimal(loss, decimals: 4))",
                "training \(NumberFormat.percentage(accuracy.training))",
                accuracy.validation.map { "validation \(NumberFormat.percentage($0))" },
                "\(NumberFormat.decimal(now() - epochStart, decimals: 2)) s",
            ].compactMap { $0 }.joined(separator: "  "))
    }

    private func draw(_ progress: TrainingProgress) {
        guard let columns = terminal.columns() else { return }
        timeLeft?.note(progress.pass, images: progress.completed, seconds: now() - passStart)
        guard isDue || progress.completed == progress.total else { return }
        let title =
            switch progress.pass {
            case .training: "training"
            case .evaluatingTraining, .evaluatingValidation: "evaluating"
            case .testing: "testing"
            }
        let passBar = ProgressBar(
            title: title, completed: progress.completed, total: progress.total, unit: "images",
            seconds: now() - passStart,
            note: progress.loss.map { "loss \(NumberFormat.decimal(Double($0), decimals: 4))" } ?? "")
        let runBar = ProgressBar(
            title: "epochs", completed: progress.epoch - (progress.pass == .testing ? 0 : 1), total: progress.epochs,
            unit: "epochs", seconds: 0, secondsLeft: timeLeft?.seconds(at: progress))
        redraw([runBar, passBar].map { $0.text(columns: columns) }, columns)
    }

    /// At most ten times a second, so that drawing costs nothing.
    private var isDue: Bool {
        if let lastDrawn, now() - lastDrawn < 0.1 { return false }
        lastDrawn = now()
        return true
    }

    private func redraw(_ lines: [String], _ columns: Int) {
        let up = drawn.isEmpty ? "" : "\u{1b}[\(rows(columns))A\u{1b}[J"
        terminal.error("\u{1b}[?25l" + up + lines.map { "\r\($0)\n" }.joined() + "\u{1b}[?25h")
        drawn = lines
    }

    private func erase() {
        guard !drawn.isEmpty, let columns = terminal.columns() else { return }
        terminal.error("\u{1b}[\(rows(columns))A\u{1b}[J")
        drawn = []
    }

    /// How many rows of the terminal the lines take that were drawn last; more than there are lines where it became
    /// narrower since.
    private func rows(_ columns: Int) -> Int {
        drawn.reduce(0) { $0 + max(1, ($1.count + columns - 1) / columns) }
    }
}
