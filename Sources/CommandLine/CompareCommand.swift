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
            ? try Input.read(URL(filePath: source, directoryHint: .notDirectory)) : try GitObject.read(source)
        do throws(RunRecordError) {
            return try RunRecord(decoding: bytes)
        } catch {
            throw Failure.badData("\(source): \(error.description)")
        }
    }
}

/// A file in a Git revision.
enum GitObject {
    /// The contents of `REVISION:PATH`, as `git show` gives them.
    static func read(_ name: String) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // `--` would make it a path; a name that begins with a dash is no revision.
        guard !name.hasPrefix("-") else { throw Failure.usage("\(name) is not a Git revision with a path") }
        process.arguments = ["git", "cat-file", "blob", name]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        do {
            try process.run()
        } catch {
            throw Failure.missingInput("cannot run git to read \(name): \(error.localizedDescription)")
        }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let reason = complaint.split(separator: "\n").first.map(String.init) ?? "no reason given"
            throw Failure.missingInput("git cannot read \(name): \(reason)")
        }
        return bytes
    }
}
