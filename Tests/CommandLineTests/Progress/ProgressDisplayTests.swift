import CommandLine
import Images
import RunRecords
import Testing
import Training

@Suite("The display of a run") struct ProgressDisplayTests {
    private let dataset = DatasetIdentity(
        kind: .files, name: "x", trainingImages: 1_000, validationImages: 200, testImages: 300, classes: 2,
        trainingClassSizes: [500, 500], sizes: ImageSizes(ImageShape(rows: 8, columns: 8)), channelStatistics: [],
        hashes: [:])

    /// A run of two epochs, of which each batch of 100 images takes 0.2 s; calls `inspect` after each of them.
    private func run(_ terminal: TestTerminal, isQuiet: Bool = false, inspect: (TrainingProgress) -> Void = { _ in }) {
        var time = 0.0
        let display = ProgressDisplay(terminal.terminal, isQuiet: isQuiet) { time }
        display.note("data set x from /x")
        display.beginRun(epochs: 2, on: dataset)
        func pass(_ pass: TrainingProgress.Pass, _ epoch: Int, _ total: Int) {
            for completed in stride(from: 100, through: total, by: 100) {
                time += 0.2
                let loss = pass == .training ? Float(epoch) : nil
                let progress = TrainingProgress(
                    pass: pass, epoch: epoch, epochs: 2, completed: completed, total: total, loss: loss)
                display.show(progress)
                inspect(progress)
            }
        }
        for epoch in 1...2 {
            pass(.training, epoch, 1_000)
            pass(.evaluatingTraining, epoch, 1_000)
            pass(.evaluatingValidation, epoch, 200)
            display.show(
                TrainingProgress(
                    pass: .evaluatingValidation, epoch: epoch, epochs: 2, completed: 1, total: 1,
                    accuracy: (0.5, epoch == 1 ? nil : 0.25)))
        }
        pass(.testing, 2, 300)
        display.show(step: "drawing figures, writing the report")
        display.finish()
        display.note("done in \(display.elapsed)")
    }

    private let lines = [
        "data set x from /x", "epoch 1/2  loss 1.0000  training 50.00\u{a0}%  4.40 s",
        "epoch 2/2  loss 2.0000  training 50.00\u{a0}%  validation 25.00\u{a0}%  4.40 s", "done in 9.4 s",
    ]

    @Test("Where standard error is no terminal, it is one line an epoch and nothing else")
    func plain() {
        let terminal = TestTerminal()
        run(terminal)
        #expect(terminal.error == lines.map { $0 + "\n" }.joined())
    }

    @Test("Quiet, it says nothing", arguments: [nil, 80])
    func quiet(_ columns: Int?) {
        let terminal = TestTerminal(columns: columns)
        run(terminal, isQuiet: true)
        #expect(terminal.error.isEmpty)
    }

    @Test(
        "On a terminal two bars are drawn over themselves, and only the lines of epochs stay",
        arguments: [80, 100, 200])
    func bars(_ columns: Int) {
        let terminal = TestTerminal(columns: columns)
        run(terminal) { progress in
            let bars = terminal.screen.suffix(2)
            let finishedEpochs = progress.pass == .testing ? 2 : progress.epoch - 1
            #expect(terminal.screen.count == 1 + finishedEpochs + bars.count)
            #expect(bars.first?.hasPrefix("epochs     │") == true && bars.first?.hasSuffix(" left") == true)
            #expect(bars.last?.contains("│  ") == true)
        }
        #expect(terminal.screen == lines)
    }

    @Test("No bar wraps, however narrow the terminal is", arguments: [40, 41, 50, 60, 79])
    func narrow(_ columns: Int) {
        let terminal = TestTerminal(columns: columns)
        run(terminal) { _ in
            let bars = terminal.screen.suffix(2)
            #expect(bars.allSatisfy { $0.count < columns && $0.contains("│") })
            #expect(bars.first?.hasPrefix("epochs ") == true)
        }
    }

    @Test("A terminal that becomes narrower while bars are drawn is cleared of all their rows")
    func resized() {
        let terminal = TestTerminal(columns: 100)
        var isResized = false
        run(terminal) { progress in
            guard progress.epoch == 2, !isResized else { return }
            isResized = true
            terminal.narrow(to: 50)
        }
        #expect(!terminal.screen.contains { $0.contains("│") })
    }

    @Test("Bars are drawn at most ten times a second, and always when a pass ends")
    func rate() {
        let terminal = TestTerminal(columns: 80)
        var time = 0.0
        let display = ProgressDisplay(terminal.terminal, isQuiet: false) { time }
        display.beginRun(epochs: 1, on: dataset)
        for completed in 1...1_000 {
            time += 0.001
            display.show(
                TrainingProgress(pass: .training, epoch: 1, epochs: 1, completed: completed, total: 1_000, loss: 1))
        }
        let drawings = terminal.error.split(separator: "training ").count - 1
        #expect(10...12 ~= drawings)
        #expect(terminal.screen.last?.contains("1,000/1,000") == true)
    }
}
