import ArgumentParser
import Datasets
import Foundation
import Reporting
import RunRecords
import Studies
import Training

/// `lenet study`: many runs, and what they say together.
struct StudyCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "study", abstract: "Train with many seeds and settings, and report what they say together.",
        discussion: """
            Every value of --vary is tried with each of the others and with every seed. Without --seeds and --vary, the file \
            report/NAME/study.json5 describes the study. Runs that have ended are kept in the cache and never made again, so a \
            study that was stopped goes on where it was.
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var training: TrainingOptions

    @Option(help: "How many seeds, from --seed on, such as 20; or the first and the last, such as 1..10.")
    var seeds: String?

    @Option(
        help: "A setting with the values to try, such as learning-rate=0.0005,0.001; may be repeated.")
    var vary: [String] = []

    @Option(help: "Runs at a time. (default: as many as --threads, with one thread each)")
    var jobs: Int?

    @Option(help: "The folder of runs that have ended. (default: runs in the cache)", completion: .directory)
    var runs: String?

    @Option(help: "Make a share of the runs only, such as 3/16, and write no report.")
    var part: String?

    @Flag(help: "Print a script for Slurm's sbatch that makes the runs, and make none.")
    var slurm = false

    @Option(help: "Tasks of the array in that script. (default: one for ten runs, at most 16)")
    var tasks: Int?

    @Option(help: "The folder with report/NAME, figures/NAME and README.md.", completion: .directory)
    var output = "."

    @Flag(help: "No progress; errors only.")
    var quiet = false

    func validate() throws {
        if let jobs, !(1...1_024 ~= jobs) { throw ValidationError("--jobs cannot be \(jobs); allowed is 1 to 1,024") }
        if let tasks, !(1...10_000 ~= tasks) {
            throw ValidationError("--tasks cannot be \(tasks); allowed is 1 to 10,000")
        }
        do throws(StudyError) {
            _ = try seeds.map(Seeds.init)
            _ = try vary.map(VariedSetting.init)
            _ = try part.map(StudyPart.init)
        } catch {
            throw ValidationError(error.description)
        }
    }

    func run(in context: CommandContext) throws {
        let display = ProgressDisplay(context.terminal, isQuiet: quiet)
        let (plan, dataset) = try planned(in: context, display)
        let store = RunStore(directory: try storeDirectory(context))
        guard !slurm else { return try context.terminal.output(script(plan, dataset, store, context)) }
        let publication = try part == nil ? studyPublication(dataset.name, context) : nil
        try publication?.rehearse()

        let runner = try StudyRunner(
            plan, dataset, generator: .thisProgram, store: store, jobs: jobCount,
            threads: max(training.threading.count / jobCount, 1), instructionSet: training.threading.instructionSet)
        let share = try part.map { try StudyPart($0).share(of: plan.runs) } ?? plan.runs
        let kept = runner.kept(share)
        let missing = share.indices.filter { kept[$0] == nil }
        display.note(
            "\(Prose.count(share.count, "run")), \(kept.isEmpty ? "none" : NumberFormat.count(kept.count)) of which "
                + "\(Prose.noun(kept.count, "is", "are")) kept")
        let made = try make(missing.map { share[$0] }, plan, runner, in: context, display)
        guard let publication else {
            return try context.terminal.output(
                "part \(part ?? ""): \(Prose.count(share.count, "run")), \(NumberFormat.count(missing.count)) made, all kept\n"
            )
        }
        var outcomes = kept
        for (place, outcome) in zip(missing, made) { outcomes[place] = outcome }
        let record = runner.record(share.indices.compactMap { outcomes[$0] })
        let result = try publication.publish(record)
        try context.terminal.output(summary(StudyAnalysis(record), made: missing.count, result))
        display.note("done in \(display.elapsed)")
    }

    /// The study, and its data. Where a file describes it, data are read again if they depend on its settings.
    private func planned(
        in context: CommandContext, _ display: ProgressDisplay
    ) throws -> (plan: StudyPlan, dataset: Dataset) {
        let base = try training.configuration()
        let dataset = try data.load(base, threads: training.threading.count, in: context, display)
        guard seeds == nil, vary.isEmpty else {
            let seeds = try Seeds(seeds ?? "1")
            return (try StudyPlan(base: training.changes, seeds: seeds, values: vary.map(VariedSetting.init)), dataset)
        }
        let path = StudyOutputs.descriptionPath(name: dataset.name)
        guard let text = try Input.readIfPresent(root, path) else {
            throw Failure.usage("which runs? Add --seeds 20 and what to --vary, or describe the study in \(path)")
        }
        let file = try StudyFile(text, path: Input.path(root, path))
        let plan = try StudyPlan(
            base: file.settings + training.changes, seeds: file.seeds, values: file.varied, named: file.variants)
        let decisive: [Setting] = [.seed, .splitSeed, .pixelSize]
        guard decisive.contains(where: { $0.text(in: plan.configuration) != $0.text(in: base) }), dataset.kind != .mnist
        else { return (plan, dataset) }
        return (plan, try data.load(plan.configuration, threads: training.threading.count, in: context, display))
    }

    private var root: URL { URL(filePath: output, directoryHint: .isDirectory) }

    private var jobCount: Int { min(jobs ?? training.threading.count, 1_024) }

    private func storeDirectory(_ context: CommandContext) throws(DatasetError) -> URL {
        if let runs { return URL(filePath: runs, directoryHint: .isDirectory) }
        guard let cache = DatasetLocator.cacheDirectory(environment: context.environment) else { throw .noCache }
        return cache.appending(path: "runs", directoryHint: .isDirectory)
    }

    private func studyPublication(_ name: String, _ context: CommandContext) throws -> Publication {
        var options = try OutputOptions.parse([])
        (options.output, options.quiet) = (output, quiet)
        return Publication(options, name: name, context)
    }

    /// Makes runs that nobody has made, in their order.
    private func make(
        _ missing: [StudyPlan.Run], _ plan: StudyPlan, _ runner: StudyRunner, in context: CommandContext,
        _ display: ProgressDisplay
    ) throws -> [RunOutcome] {
        guard !missing.isEmpty else { return [] }
        let progress = StudyProgress(missing, plan, quiet ? nil : context.terminal)
        defer { progress.finish() }
        try runner.make(
            missing, keeping: { try context.interruption.duringWriting($0) }, event: { progress.note($0, $1) })
        return progress.outcomes
    }

    private func summary(_ study: StudyAnalysis, made: Int, _ result: Publication.Result) -> String {
        let runs = "\(Prose.count(study.record.runs.count, "run")), \(NumberFormat.count(made)) made"
        let diverged = study.diverged > 0 ? ", \(Prose.count(study.diverged, "diverged", "diverged"))" : ""
        let best = study.chosen.map { chosen in
            (study.variants.count > 1 && !study.variesSplitAlone
                ? "best by \(study.criterion == .test ? "test" : "validation") accuracy: \(chosen.name)\n" : "")
                + (chosen.test.map { test in
                    let deviation = test.standardDeviation.map {
                        ", standard deviation \(NumberFormat.decimal($0 * 100, decimals: 2)) over \(Prose.count(test.count, "seed"))"
                    }
                    return "test accuracy \(NumberFormat.percentage(test.mean))\(deviation ?? "")\n"
                } ?? "")
        }
        let changed = result.changed.count
        let files = changed == 0 ? "no file changed" : "\(Prose.count(changed, "file")) changed"
        let notes = result.notes.map { $0 + "\n" }.joined()
        return
            "\(runs)\(diverged)\n\(best ?? "")\(StudyOutputs.reportPath(name: study.record.name)): \(files)\n\(notes)"
    }

    // MARK: - Slurm

    private func script(
        _ plan: StudyPlan, _ dataset: Dataset, _ store: RunStore, _ context: CommandContext
    ) -> String {
        let count = tasks ?? min(max(plan.runs.count / 10, 1), 16)
        return SlurmScript(
            name: dataset.name, tasks: min(count, plan.runs.count), threads: training.threading.threads ?? 1,
            command: command(dataset, store, context), directory: FileManager.default.currentDirectoryPath
        ).text
    }

    /// This study again, with every path absolute.
    private func command(_ dataset: Dataset, _ store: RunStore, _ context: CommandContext) -> [String] {
        func absolute(_ path: String) -> String { URL(filePath: path).absoluteURL.standardizedFileURL.path }
        let folder = data.data ?? (dataset.kind == .synthetic ? nil : context.variable("LENET_DATA"))
        let kind = dataset.kind == .files ? [] : ["--dataset", dataset.kind.rawValue]
        let program = Bundle.main.executableURL?.path ?? "lenet"
        var words = [program, "study"] + kind + (folder.map { ["--data", absolute($0)] } ?? [])
        words += data.name.map { ["--name", $0] } ?? []
        words += data.classNames.map { ["--class-names", $0] } ?? []
        words += data.channelOrder.map { ["--channel-order", $0.rawValue] } ?? []
        words += training.changes.flatMap { ["--\($0.setting.option)", $0.text] }
        words += seeds.map { ["--seeds", $0] } ?? []
        words += vary.flatMap { ["--vary", $0] }
        return words + ["--runs", absolute(store.directory.path), "--output", absolute(output)]
    }
}
