import ArgumentParser
import Datasets
import Foundation
import Reporting
import RunRecords

/// `lenet render`: everything visible again, from run.json alone.
struct RenderCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Draw the figures and write report and README block again, from run.json alone.",
        discussion: "Needs no data and trains nothing. Run right after `lenet report` it changes no file.")

    @Option(help: "Whose run: the data set's name, as in report/NAME.")
    var name = "mnist"

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) throws {
        try DatasetName.validate(name)
        let record = try RunRecord(decoding: try Input.read(output.root, RunOutputs.recordPath(name: name)))
        try record.requireAgreement()
        guard record.dataset.name == name else {
            throw Failure.badData(
                "\(RunOutputs.recordPath(name: name)) is the record of \(record.dataset.name), not of \(name)")
        }
        let publication = Publication(output, name: name, context.interruption)
        try publication.prepare()
        let changed = try publication.publish(record, parameters: nil)
        try context.terminal.output(changed.isEmpty ? "no file changed\n" : changed.map { "changed \($0)\n" }.joined())
    }
}
