import ArgumentParser
import Datasets
import Foundation
import Reporting
import RunRecords

/// `lenet export-dataset`: the data set as IDX files, for other tools.
struct ExportDatasetCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "export-dataset", abstract: "Write a data set as the four IDX files of MNIST's format (gzip).")

    @OptionGroup var data: DataOptions

    @Option(help: "The seed of synthetic digits.")
    var seed: UInt64 = 42

    @Option(help: "Also write the pen's path of so many synthetic test digits, as t10k-strokes.json.")
    var strokes = 0

    @OptionGroup var threading: ThreadOptions

    @Argument(help: "The folder to write to; made if it is missing.", completion: .directory)
    var directory: String

    func validate() throws {
        guard 0...10_000 ~= strokes else {
            throw ValidationError("--strokes cannot be \(strokes); allowed is 0 to 10000")
        }
    }

    func run(in context: CommandContext) throws {
        let display = ProgressDisplay(context.terminal, isQuiet: false)
        let dataset = try data.load(Configuration(seed: seed), threads: threading.count, in: context, display)
        let paths = dataset.kind == .synthetic ? SyntheticDigits.testStrokes(seed: seed, count: strokes) : []
        let changed = try dataset.export(to: URL(filePath: directory, directoryHint: .isDirectory), strokes: paths)
        let counts =
            "\(NumberFormat.count(dataset.training.count)) + \(NumberFormat.count(dataset.test.count)) images"
        try context.terminal.output("\(dataset.title), \(counts), in \(directory): \(changed.count) files written\n")
    }
}
