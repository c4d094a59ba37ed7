import ArgumentParser
import ContentHashing
import Datasets
import Foundation
import Reporting
import RunRecords

/// `lenet values`: what templates may name.
struct ValuesCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "values", abstract: "List every name for templates with its value and meaning.",
        discussion: """
            Values come from report/NAME/run.json. A name under a list, such as classes.recall, stands within \
            {{#classes}}...{{/classes}}, as {{recall}}; its value here is that of the first element.
            """)

    @Option(help: "Whose run: the data set's name, as in report/NAME.")
    var name = "mnist"

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: "The folder with report/NAME.", completion: .directory)
    var output = "."

    func run(in context: CommandContext) throws {
        try DatasetName.validate(name)
        let bytes = try Input.read(
            URL(filePath: output, directoryHint: .isDirectory), RunOutputs.recordPath(name: name))
        let record = try RunRecord(decoding: bytes)
        let list = try ValueList(RunOutputs(record: record, recordSHA256: ContentHash.sha256(bytes)))
        try context.terminal.output(json ? String(decoding: try list.json(), as: UTF8.self) : list.text)
    }
}
