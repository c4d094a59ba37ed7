import ArgumentParser
import Datasets
import DurableFiles
import Foundation
import Reporting

/// `lenet template`: the built-in words as a start for one's own.
struct TemplateCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Write the built-in report to report/NAME/report.md, to be edited.",
        discussion: """
            Where report/NAME/report.md exists, `lenet report` and `lenet render` make report/NAME/README.md of it, and of \
            report/NAME/summary.md the block in README.md. Values are {{test.accuracy}} or {{test.accuracy | decimals 1}}, \
            conditions and lists {{#name}}...{{/name}} and {{^name}}...{{/name}}, passages {{> data}}, figures \
            {{> figure confusion-matrix "Where it errs"}}, comments {{! words}}, and \\{{ is a pair of braces. \
            `lenet values` lists all names.
            """)

    @Option(help: "Whose report: the data set's name, as in report/NAME.")
    var name = "mnist"

    @Flag(help: "The words of the block in README.md instead, report/NAME/summary.md.")
    var summary = false

    @Flag(help: "Replace the file that is there.")
    var force = false

    @Option(help: "The folder with report/NAME.", completion: .directory)
    var output = "."

    func run(in context: CommandContext) throws {
        try DatasetName.validate(name)
        let root = URL(filePath: output, directoryHint: .isDirectory)
        let document: TemplateDocument = summary ? .summary : .report
        let path = document.path(name: name)
        if !force, try Input.readIfPresent(root, path) != nil {
            throw Failure("\(Input.path(root, path)) is there already; --force replaces it", .cannotCreate)
        }
        try context.interruption.duringWriting {
            let outputs = try OutputSet(directory: root, waiting: .seconds(10))
            try outputs.write(Data(document.builtIn.utf8), to: path)
            _ = try outputs.publish()
        }
        try context.terminal.output("\(Input.path(root, path)): edit it, then run `lenet render --name \(name)`\n")
    }
}
