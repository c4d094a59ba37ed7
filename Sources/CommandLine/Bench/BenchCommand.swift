import ArgumentParser
import Datasets
import DurableFiles
import Foundation
import KernelContracts
import NeuralNetworks
import Reporting
import RunRecords
import Training

/// `lenet bench`: how fast this machine is, and how near the training comes to that.
struct BenchCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure this machine and the training on it, side by side.",
        discussion: """
            Uses the data set that --data, $LENET_DATA or the cache has, else synthetic digits; downloads \
            nothing. Other programs that run meanwhile disturb the result.
            """)

    @Option(help: "A folder with the data set's four IDX files.", completion: .directory)
    var data: String?

    @Option(help: "How many epochs of a training, and evaluations, are timed, 1 to 100.")
    var runs = 3

    @Flag(help: "Epochs and evaluations only; no kernels, no table of batch sizes.")
    var brief = false

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Also write the results between <!-- lenet:bench:begin --> and <!-- lenet:bench:end --> in README.md.")
    var updateReadme = false

    @OptionGroup var threading: ThreadOptions

    func validate() throws {
        guard 1...100 ~= runs else { throw ValidationError("--runs cannot be \(runs); allowed is 1 to 100") }
    }

    func run(in context: CommandContext) throws {
        let display = ProgressDisplay(context.terminal, isQuiet: json)
        var options = try DataOptions.parse([])
        options.data = data
        options.offline = true
        let dataset = try options.load(Configuration(), threads: threading.count, in: context, display)
        let benchmark = try ThroughputBenchmark(
            dataset, threads: threading.count, instructionSet: threading.instructionSet)
        var result = BenchResult(
            instructionSet: threading.instructionSet.rawValue, trainingImages: benchmark.trainingImages,
            evaluatedImages: benchmark.evaluatedImages, trainingMultiplyAdds: benchmark.trainingMultiplyAdds,
            evaluationMultiplyAdds: benchmark.forwardMultiplyAdds)
        measurePeaks(&result)
        let trainings = threadCounts.map { (threads: $0, training: benchmark.training(threads: $0)) }
        measureThroughput(benchmark, trainings, &result)
        measureAugmentation(benchmark, &result)
        if !brief {
            measureScaling(benchmark, &result)
            if let training = trainings.first?.training {
                result.kernels = benchmark.kernels(after: training).map(BenchResult.Kernel.init)
            }
        }
        result.peakMemoryMegabytes = Double(ProcessMemory.peakBytes) / 1e6
        try context.terminal.output(json ? try result.json() : result.text)
        if updateReadme { try write(result, context) }
    }

    private func write(_ result: BenchResult, _ context: CommandContext) throws {
        let folder = URL(filePath: ".", directoryHint: .isDirectory)
        let outputs = try OutputSet(directory: folder, waiting: .seconds(60))
        let readme = try Input.read(folder, "README.md")
        let block = ReadmeBlock(name: DatasetName.bench, writer: "`lenet bench --update-readme`")
        try block.requireOwnWords(in: readme)
        let text = try block.replacing(in: readme, with: result.markdown)
        try context.interruption.duringWriting {
            try outputs.write(text, to: "README.md")
            try outputs.publish()
        }
    }

    private var threadCounts: [Int] { Array(1...threading.count) }

    private func measurePeaks(_ result: inout BenchResult) {
        for set in InstructionSet.available {
            for threads in threadCounts {
                result.peakGigaflops[set.rawValue, default: [:]][String(threads)] = KernelBenchmark.peakGigaflops(
                    set, threads: threads)
            }
        }
    }

    /// Thread counts in turn, so that a change of the machine's speed meets all of them.
    private func measureThroughput(
        _ benchmark: ThroughputBenchmark, _ trainings: [(threads: Int, training: TimedTraining)],
        _ result: inout BenchResult
    ) {
        for _ in 0..<runs {
            for (threads, training) in trainings {
                result.trainingEpochSeconds[String(threads), default: []].append(training.epoch())
                result.evaluationSeconds[String(threads), default: []].append(benchmark.evaluation(threads: threads))
            }
        }
    }

    /// Epochs with and without warps in turn, on all threads.
    private func measureAugmentation(_ benchmark: ThroughputBenchmark, _ result: inout BenchResult) {
        let plain = benchmark.training(threads: threading.count)
        let warped = benchmark.training(recipe: .best, threads: threading.count)
        for _ in 0..<runs {
            result.plainEpochSeconds.append(plain.epoch())
            let (seconds, share) = warped.augmentedEpoch()
            result.warpedEpochSeconds.append(seconds)
            result.warpShares.append(share)
        }
    }

    private func measureScaling(_ benchmark: ThroughputBenchmark, _ result: inout BenchResult) {
        for share in [4, 2, 1] {
            let images = benchmark.trainingImages / share
            result.secondsByImages[String(images)] = benchmark.training(threads: threading.count).epoch(images: images)
        }
        for batchSize in [16, 32, 64, 128, 256, 512, 1024] {
            result.secondsByBatchSize[String(batchSize)] = benchmark.training(
                batchSize: batchSize, threads: threading.count
            ).epoch()
        }
    }
}

/// What the operating system accounts to this process.
enum ProcessMemory {
    /// The most memory it ever had.
    static var peakBytes: Int {
        var usage = rusage()
        #if canImport(Darwin)
            getrusage(RUSAGE_SELF, &usage)
            return usage.ru_maxrss
        #else
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return usage.ru_maxrss * 1024
        #endif
    }
}

extension BenchResult.Kernel {
    init(_ timing: KernelBenchmark.Timing) {
        self.init(
            name: timing.name, microseconds: timing.best * 1e6, medianMicroseconds: timing.median * 1e6,
            gigaflops: timing.multiplyAdds > 0 ? timing.gigaflops : nil)
    }
}
