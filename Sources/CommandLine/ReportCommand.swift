import ArgumentParser
import Charts
import ContentHashing
import Datasets
import Foundation
import Reporting
import RunRecords
import Training

/// `lenet report`: data, training, figures, report.
struct ReportCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Train, draw the figures and write the report (the default).")

    @OptionGroup var data: DataOptions
    @OptionGroup var training: TrainingOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Go on from where a training with these settings stopped, or from one of fewer epochs.")
    var resume = false

    func run(in context: CommandContext) throws {
        let display = ProgressDisplay(context.terminal, isQuiet: output.quiet)
        let configuration = try training.configuration()
        // Files are mostly read on one core.
        let dataset = try running(Self.prepare) {
            try data.load(configuration, threads: training.threading.count, in: context, display)
        }
        // What would keep the results from being written is better known before training than after.
        let publication = Publication(output, name: dataset.name, context)
        try publication.rehearse()

        let experiment = try Experiment(
            dataset, configuration, threads: training.threading.count,
            instructionSet: training.threading.instructionSet)
        display.beginRun(epochs: configuration.epochs, on: experiment.dataset)
        let saved = SavedTraining(of: experiment, in: context) { display.note($0) }
        let start = resume ? saved.start() : nil
        if let start { display.note(start.note) }
        let result = try experiment.run(
            generator: .thisProgram, hash: ContentHash.sha256, from: start?.state, completed: { saved.save($0) },
            progress: { display.show($0) })
        display.show(step: "drawing figures, writing the report")
        let published = try publication.publish(result.record, parameters: result.parameters)
        saved.finish()
        display.finish()
        try context.terminal.output(summary(result.record, published))
        display.note("done in \(display.elapsed)")
    }

    /// What takes a while and needs no data: finding the font, and hashing the program.
    private static func prepare() {
        _ = try? TextMeasurer.installed(Theme.light.typeface)
        SavedTraining.prepare()
    }

    private func summary(_ record: RunRecord, _ published: Publication.Result) -> String {
        let confusion = record.test.confusion
        let counts = "\(NumberFormat.count(confusion.correct)) of \(NumberFormat.count(confusion.total))"
        let changed = published.changed.count
        let files = changed == 0 ? "no file changed" : "\(Prose.count(changed, "file")) changed"
        let note = published.notes.map { $0 + "\n" }.joined()
        return """
            test accuracy \(NumberFormat.percentage(record.test.accuracy)) (\(counts)) on \(record.dataset.name)
            \(RunOutputs.reportPath(name: record.dataset.name)): \(files)
            \(note)
            """
    }
}

extension Generator {
    static let thisProgram = Generator(name: "lenet", version: Lenet.version)
}
