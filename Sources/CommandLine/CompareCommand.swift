import ArgumentParser
import Foundation
import Reporting
import RunRecords

/// `lenet compare`: what changed between two runs.
struct CompareCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Print what changed between two records, as a Markdown table.",
        discussion: """
            Each record is a file, or a file in a Git revision such as main:report/mnist/run.json, for use in a pull \
            request.
            """)

    @Argument(help: "The earlier run.json.")
    var old: String

    @Argument(help: "The later run.json.")
    var new: String

    func run(in context: CommandContext) throws {
        let comparison = RunComparison(
            old: try record(old), new: try record(new), oldName: old, newName: new)
        try context.terminal.output(comparison.markdown)
    }

    private func record(_ source: String) throws -> RunRecord {
        let isFile = FileManager.default.fileExists(atPath: source)
        let bytes =
            isFile || !source.contains(":")
            ? try Input.read(source)
            : try GitObject.read(source, limit: Input.limit)
        do throws(RunRecordError) {
            return try RunRecord(decoding: bytes)
        } catch {
            throw Failure.badData("\(source): \(error.description)")
        }
    }
}
