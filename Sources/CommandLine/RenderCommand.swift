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
        let result = try Publication(output, name: name, context).renew()
        let lines = result.changed.isEmpty ? ["no file changed"] : result.changed.map { "changed \($0)" }
        try context.terminal.output((lines + result.notes).map { $0 + "\n" }.joined())
    }
}
