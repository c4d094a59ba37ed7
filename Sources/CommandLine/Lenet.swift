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
            ReportCommand.self, RenderCommand.self, CheckCommand.self, StudyCommand.self, CompareCommand.self,
            EvaluateCommand.self, PredictCommand.self, ExportCommand.self, BenchCommand.self,
            ExportDatasetCommand.self, RecipesCommand.self, ManualCommand.self, TemplateCommand.self,
            ValuesCommand.self,
        ],
        defaultSubcommand: ReportCommand.self)

    package init() {}

    /// Runs the command that the process was started with, and ends the process.
    package static func main() -> Never {
        let context = CommandContext.process()
        let signals = context.interruption.listen(context.terminal)
        let status = withExtendedLifetime(signals) { run(words(), in: context) }
        Foundation.exit(status)
    }

    /// What the process was started with. A word that is no UTF-8 stays `nil`: repaired, it would name another folder.
    private static func words() -> [String?] {
        (1..<max(1, Int(CommandLine.argc))).map { index in
            CommandLine.unsafeArgv[index].flatMap { String(validatingCString: $0) }
        }
    }

    /// Runs a command line to its end; returns the exit status.
    package static func run(_ arguments: [String?], in context: CommandContext) -> Int32 {
        do throws(Failure) {
            if let index = arguments.firstIndex(of: nil) {
                throw .usage("word \(index + 1) of the command line is not UTF-8, so it cannot be used")
            }
            try perform(arguments.compactMap { $0 }, in: context)
            return ExitReason.done.code
        } catch {
            context.terminal.error(error.message)
            return error.status.code
        }
    }

    private static func perform(_ arguments: [String], in context: CommandContext) throws(Failure) {
        do {
            var command = try parseAsRoot(arguments)
            guard let command = command as? any Command else { return try command.run() }
            do {
                try command.run(in: context)
            } catch {
                throw Failure(error)
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            // The argument parser's own: wrong usage, or help, the version and completion scripts, which are results.
            let text = fullMessage(for: error) + "\n"
            guard exitCode(for: error).isSuccess else { throw Failure(text: text, status: .usage) }
            try context.terminal.output(text)
        }
    }
}
