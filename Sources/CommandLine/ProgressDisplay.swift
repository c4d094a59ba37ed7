import Foundation
import Reporting
import Training

/// Shows how a run comes along: bars for epochs and for the pass under way on a terminal, one line an epoch elsewhere.
final class ProgressDisplay {
    private let isQuiet: Bool
    private let drawsBars = Terminal.showsProgress
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var runStart: ContinuousClock.Instant
    private var passStart: ContinuousClock.Instant
    /// When progress was last told, which is when the next pass began.
    private var lastProgress: ContinuousClock.Instant
    private var epochStart: ContinuousClock.Instant
    private var lastDrawn: ContinuousClock.Instant?
    private var pass: TrainingProgress.Pass?
    private var linesDrawn = 0
    private var epochLoss: (sum: Double, batches: Int) = (0, 0)

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
        start = clock.now
        (runStart, passStart, epochStart, lastProgress) = (start, start, start, start)
    }

    /// Says that a run begins now, for its rates and the time left.
    func beginRun() {
        runStart = clock.now
        lastProgress = runStart
    }

    /// Says one line.
    func note(_ text: String) {
        guard !isQuiet else { return }
        erase()
        Terminal.error(text + "\n")
    }

    /// Whole seconds and tenths since the display was made.
    var elapsed: String { NumberFormat.decimal(seconds(since: start), decimals: 1) + " s" }

    func show(_ progress: TrainingProgress) {
        guard !isQuiet else { return }
        defer { lastProgress = clock.now }
        if progress.pass != pass {
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
        } else if drawsBars {
            draw(progress)
        }
    }

    /// Shows a download.
    func show(file: String, bytes: Int, of total: Int?) {
        guard !isQuiet, drawsBars, isDue else { return }
        let bar = ProgressBar(
            title: "download", completed: bytes / 1024, total: (total ?? bytes) / 1024, unit: "KiB",
            seconds: seconds(since: start), note: file)
        redraw([bar.text])
    }

    /// Leaves the terminal as it was.
    func finish() { erase() }

    private func finishEpoch(_ progress: TrainingProgress, _ accuracy: (training: Double, validation: Double?)) {
        let loss = epochLoss.batches > 0 ? epochLoss.sum / Double(epochLoss.batches) : 0
        let count = String(progress.epochs)
        let number = String(repeating: " ", count: max(0, count.count - String(progress.epoch).count))
        note(
            [
                "epoch \(number)\(progress.epoch)/\(count)", "loss \(NumberFormat.decimal(loss, decimals: 4))",
                "training \(NumberFormat.percentage(accuracy.training))",
                accuracy.validation.map { "validation \(NumberFormat.percentage($0))" },
                "\(NumberFormat.decimal(seconds(since: epochStart), decimals: 2)) s",
            ].compactMap { $0 }.joined(separator: "  "))
    }

    private func draw(_ progress: TrainingProgress) {
        guard isDue || progress.completed == progress.total else { return }
        let title =
            switch progress.pass {
            case .training: "training"
            case .evaluatingTraining, .evaluatingValidation: "evaluating"
            case .testing: "testing"
            }
        let inner = ProgressBar(
            title: title, completed: progress.completed, total: progress.total, unit: "images",
            seconds: seconds(since: passStart),
            note: progress.loss.map { "loss \(NumberFormat.decimal(Double($0), decimals: 4))" } ?? "")
        let share = progress.pass == .training ? Double(progress.completed) / Double(max(progress.total, 1)) : 1
        let done = Double(progress.epoch - 1) + share
        let left = seconds(since: runStart) / max(done, 0.01) * (Double(progress.epochs) - done)
        let outer = ProgressBar(
            title: "epochs", completed: progress.epoch - (progress.pass == .training ? 1 : 0), total: progress.epochs,
            unit: "epochs", seconds: 0, note: "\(ProgressBar.duration(left)) left")
        redraw([outer.text, inner.text])
    }

    /// At most ten times a second, so that drawing costs nothing.
    private var isDue: Bool {
        if let lastDrawn, clock.now - lastDrawn < .milliseconds(100) { return false }
        lastDrawn = clock.now
        return true
    }

    private func redraw(_ lines: [String]) {
        let up = linesDrawn > 0 ? "\u{1b}[\(linesDrawn)A" : ""
        Terminal.error("\u{1b}[?25l" + up + lines.map { "\r\u{1b}[K\($0)\n" }.joined() + "\u{1b}[?25h")
        linesDrawn = lines.count
    }

    private func erase() {
        guard linesDrawn > 0 else { return }
        Terminal.error("\u{1b}[\(linesDrawn)A\u{1b}[J")
        linesDrawn = 0
    }

    private func seconds(since instant: ContinuousClock.Instant) -> Double { (clock.now - instant) / .seconds(1) }
}
