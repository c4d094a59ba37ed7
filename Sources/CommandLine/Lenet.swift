import ArgumentParser
import Foundation

/// The command line; each word is a command in a file of its own.
package struct Lenet: ParsableCommand {
    static let version = "1.1.0"

    package static let configuration = CommandConfiguration(
        commandName: "lenet",
        abstract: "Train LeNet-5 on handwritten digits and report what came of it.",
        discussion: """
            One command loads MNIST, trains the network on the CPU, draws the figures and writes a Markdown report. \
            Without a word, `lenet` means `lenet report`.
            """,
        version: version,
        subcommands: [
            ReportCommand.self, RenderCommand.self, CheckCommand.self, CompareCommand.self, EvaluateCommand.self,
            BenchCommand.self, ExportDatasetCommand.self,
        ],
        defaultSubcommand: ReportCommand.self)

    package init() {}

    package static func main() {
        let interruption = Interruption()
        defer { withExtendedLifetime(interruption) {} }
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            Terminal.error("lenet: \(failure.message)\n")
            Foundation.exit(failure.exitCode)
        } catch {
            exit(withError: error)
        }
    }
}
