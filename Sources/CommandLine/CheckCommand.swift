import ArgumentParser
import ContentHashing
import Datasets
import DurableFiles
import Foundation
import NeuralNetworks
import Reporting
import RunRecords
import Training

/// `lenet check`: is what is committed true?
struct CheckCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Verify that record, report, README, figures and parameters agree; exit 0 or 1.",
        discussion: """
            Without data it takes a second. With --data, or $LENET_DATA for MNIST, the parameters are evaluated anew on the test \
            images; --retrain repeats the whole run. No file is changed. Without --name, every report in the folder is checked.
            """)

    @Option(help: "Whose results: the data set's name, as in report/NAME. (default: all)")
    var name: String?

    @Option(help: "The folder with report/NAME, figures/NAME and README.md.", completion: .directory)
    var output = "."

    @Option(help: "The folder with the data set.", completion: .directory)
    var data: String?

    @Option(help: "Where images in color have their channels, if the sizes in an IDX file do not tell.")
    var channelOrder: ChannelOrder?

    @Flag(help: "Train again from the seed and compare every bit.")
    var retrain = false

    @Option(help: "Fail below this test accuracy, in percent.")
    var minAccuracy: Double?

    @Flag(help: "Print every statement, not only those that do not agree.")
    var verbose = false

    @Flag(help: "Print JSON.")
    var json = false

    @Option(
        help: "Also write the statements as a JUnit report to this file, for CI systems.",
        completion: .file(extensions: ["xml"]))
    var junit: String?

    @Flag(help: "Never touch the network.")
    var offline = false

    @OptionGroup var threading: ThreadOptions

    func validate() throws {
        if let minAccuracy, !(0...100 ~= minAccuracy) {
            throw ValidationError("--min-accuracy is a percentage from 0 to 100, not \(minAccuracy)")
        }
    }

    func run(in context: CommandContext) throws {
        if let name { try DatasetName.validate(name) }
        let root = URL(filePath: output, directoryHint: .isDirectory)
        let names = try name.map { [$0] } ?? Input.reportNames(in: root, withStudies: true)
        guard data == nil || names.count == 1 else {
            throw Failure.usage("--data is of one data set, and there are reports of \(Prose.list(names)): add --name")
        }
        let checks = try names.map { try check($0, root, in: context) }
        if let junit {
            let file = URL(filePath: junit, directoryHint: .notDirectory)
            try context.interruption.duringWriting { try DurableFile.replace(file, with: Check.junit(checks)) }
        }
        try context.terminal.output(json ? String(decoding: Check.json(checks), as: UTF8.self) : text(checks))
        if !json, context.variable("GITHUB_ACTIONS") == "true" {
            try context.terminal.output(Annotations.text(checks.flatMap(\.rows), in: output))
        }
        try appendToJobSummary(checks.map(\.markdown).joined(separator: "\n"), context)
        guard checks.allSatisfy(\.passed) else { throw Failure.silent(.checkFailed) }
    }

    private func text(_ checks: [Check]) -> String {
        let wrong = checks.filter { !$0.passed }.map(\.name)
        let parts = checks.map { $0.text(verbose: verbose) }
        guard checks.count > 1 else { return parts.joined() }
        let summary =
            wrong.isEmpty
            ? "All \(checks.count) reports are true." : "Of \(checks.count) reports, not true: \(Prose.list(wrong))."
        return parts.joined() + summary + "\n"
    }

    private func check(_ name: String, _ root: URL, in context: CommandContext) throws -> Check {
        let collector = EvidenceCollector(root: root, name: name)
        var evidence = try collector.committed()
        evidence.minimumAccuracy = minAccuracy
        try recompute(&evidence, collector, in: context)
        if retrain { try repeatRuns(&evidence, in: context) }
        return Check(evidence)
    }

    /// What needs data: the parameters evaluated anew, and the run repeated.
    private func recompute(_ evidence: inout CheckEvidence, _ collector: EvidenceCollector, in context: CommandContext)
        throws
    {
        guard let bytes = evidence.record, let record = try? RunRecord(decoding: bytes) else { return }
        // What LENET_DATA names is MNIST as a rule; other data are compared only where they are asked for.
        let isNamed = context.variable("LENET_DATA") != nil
        guard data != nil || retrain || (record.dataset.kind == .mnist && isNamed) else { return }
        if record.dataset.kind == .synthetic, !retrain { return }
        let display = ProgressDisplay(context.terminal, isQuiet: json)
        let dataset = try load(record, in: context, display)
        let experiment = try Experiment(
            dataset, record.configuration, threads: threading.count, instructionSet: threading.instructionSet)
        evidence.dataset = experiment.dataset
        if let parameters = collector.parameters(experiment.network) {
            evidence.confusion = experiment.test(parameters).confusion
        }
        if retrain {
            display.beginRun(epochs: record.configuration.epochs, on: experiment.dataset)
            var repeated = try experiment.run(generator: .thisProgram, hash: ContentHash.sha256) {
                display.show($0)
            }.record
            repeated.presentation = record.presentation
            evidence.retrained = repeated
            display.finish()
        }
    }

    private func load(_ record: RunRecord, in context: CommandContext, _ display: ProgressDisplay) throws -> Dataset {
        try load(record.dataset, record.configuration, in: context, display)
    }

    /// - Parameter configuration: decides data that are drawn, split or resized as they are read
    func load(
        _ identity: DatasetIdentity, _ configuration: Configuration, in context: CommandContext,
        _ display: ProgressDisplay
    ) throws -> Dataset {
        var options = try DataOptions.parse([])
        options.offline = offline
        options.name = identity.name
        switch identity.kind {
        case .synthetic:
            options.dataset = .synthetic
        case .mnist:
            options.dataset = .mnist
            options.data = data
        case .files:
            // Neither $LENET_DATA nor the cache has it.
            guard let data else {
                throw Failure.usage("to train \(identity.name) again, name the folder of its data with --data")
            }
            options.data = data
        }
        options.channelOrder = channelOrder
        return try options.load(
            configuration, classNames: identity.classNames, threads: threading.count, in: context, display)
    }

    /// A table in the summary of a job on GitHub, which names the file to append to.
    private func appendToJobSummary(_ markdown: String, _ context: CommandContext) throws {
        guard let path = context.variable("GITHUB_STEP_SUMMARY") else { return }
        guard let handle = FileHandle(forWritingAtPath: path) ?? Self.create(path) else {
            throw Failure("cannot append to \(path), which GITHUB_STEP_SUMMARY names", .cannotCreate)
        }
        do {
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(markdown.utf8))
            try handle.close()
        } catch {
            throw Failure("cannot append to \(path): \(error.localizedDescription)", .cannotWrite)
        }
    }

    private static func create(_ path: String) -> FileHandle? {
        FileManager.default.createFile(atPath: path, contents: nil) ? FileHandle(forWritingAtPath: path) : nil
    }
}
