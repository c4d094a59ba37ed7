import Foundation
import KernelContracts
import NeuralNetworks
import Reporting
import RunRecords
import Training

/// What `lenet bench` measured. Keys of dictionaries are thread counts where nothing else is said.
package struct BenchResult: Encodable {
    /// One kernel on one thread.
    package struct Kernel: Encodable {
        let name: String
        let microseconds: Double
        let medianMicroseconds: Double
        /// `nil` where the work is not multiply-adds.
        let gigaflops: Double?

        package init(name: String, microseconds: Double, medianMicroseconds: Double, gigaflops: Double?) {
            self.name = name
            self.microseconds = microseconds
            self.medianMicroseconds = medianMicroseconds
            self.gigaflops = gigaflops
        }
    }

    let instructionSet: String
    let trainingImages: Int
    let evaluatedImages: Int
    /// Floating-point operations of an epoch and of an evaluation, in billions.
    let trainingGigaflop: Double
    let evaluationGigaflop: Double
    /// By instruction set, then by threads.
    package var peakGigaflops: [String: [String: Double]] = [:]
    package var trainingEpochSeconds: [String: [Double]] = [:]
    package var evaluationSeconds: [String: [Double]] = [:]
    /// Epochs without and with the warps of the recipe `best`, in turn, on all threads.
    package var plainEpochSeconds: [Double] = []
    package var warpedEpochSeconds: [Double] = []
    /// Of the time of each warped epoch, what went into warping.
    package var warpShares: [Double] = []
    /// By images of the epoch, on all threads.
    package var secondsByImages: [String: Double] = [:]
    /// By images of a batch, on all threads.
    package var secondsByBatchSize: [String: Double] = [:]
    package var kernels: [Kernel] = []
    package var peakMemoryMegabytes = 0.0

    /// - Parameters:
    ///   - trainingMultiplyAdds: of one image, forward and backward
    ///   - evaluationMultiplyAdds: of one image
    package init(
        instructionSet: String, trainingImages: Int, evaluatedImages: Int, trainingMultiplyAdds: Int,
        evaluationMultiplyAdds: Int
    ) {
        self.instructionSet = instructionSet
        self.trainingImages = trainingImages
        self.evaluatedImages = evaluatedImages
        trainingGigaflop = 2 * Double(trainingMultiplyAdds) * Double(trainingImages) / 1e9
        evaluationGigaflop = 2 * Double(evaluationMultiplyAdds) * Double(evaluatedImages) / 1e9
    }

    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    /// Tables for a terminal.
    package var text: String {
        ([peakTable, throughputTable, augmentationLine] + scaling.map(\.text) + [kernelTable, memoryLine]).filter {
            !$0.isEmpty
        }
        .joined(separator: "\n")
    }

    /// The same for a README, without the kernels.
    package var markdown: String {
        """
        Measured by `lenet bench --update-readme` with \(instructionSet) on \(cores); \
        shares are of the peak of fused multiply-adds in the same run.

        \(throughput.markdown)
        \(Self.remark)

        \(augmentationLine)
        \(scaling.map(\.markdown).joined(separator: "\n"))
        Peak memory \(Self.number(peakMemoryMegabytes, 0)) MB.
        """
    }

    private var cores: String { Prose.count(trainingEpochSeconds.count, "core") }

    private var peakTable: String {
        let rows = InstructionSet.allCases.compactMap { set in
            peakGigaflops[set.rawValue].map { peaks in
                [set.rawValue] + Self.sorted(peaks).map { Self.number($0.value, 1) }
            }
        }
        let threads = Self.sorted(peakGigaflops[instructionSet] ?? [:]).map { Prose.count(Int($0.key) ?? 0, "thread") }
        return "Peak of fused multiply-adds, GFLOP/s\n" + TextTable([["instruction set"] + threads] + rows).text
    }

    private var throughputTable: String {
        "LeNet-5 with \(instructionSet)\n\(throughput.text)\(Self.remark)\n"
    }

    private static let remark = """
        Multiply-adds are counted as plain layers need them. Minimal filtering needs fewer, and backward passes skip what \
        pooling and ReLU left without a gradient, so a share may exceed 100 %.
        """

    private var throughput: TextTable {
        func rows(_ title: String, _ seconds: [String: [Double]], _ images: Int, _ gigaflop: Double) -> [[String]] {
            Self.sorted(seconds).map { threads, times in
                let (best, median) = (times.min() ?? 0, Self.median(times))
                let peak = peakGigaflops[instructionSet]?[threads] ?? 0
                return [
                    title, threads, Self.number(best, 3), Self.number(median, 3),
                    NumberFormat.count(Int(Double(images) / best)), Self.number(gigaflop / best, 1),
                    NumberFormat.percentage(gigaflop / best / peak, decimals: 0),
                ]
            }
        }
        let heading = ["", "threads", "best s", "median s", "images/s", "GFLOP/s", "of peak"]
        return TextTable(
            [heading]
                + rows("training epoch", trainingEpochSeconds, trainingImages, trainingGigaflop)
                + rows("evaluation", evaluationSeconds, evaluatedImages, evaluationGigaflop))
    }

    /// The shortest epochs are compared, since other programs only make them longer. Their difference isn't the cost of
    /// warping: the network is surer of images that it has seen before, and what is sure has no gradient to follow.
    private var augmentationLine: String {
        guard let plain = plainEpochSeconds.min(), let warped = warpedEpochSeconds.min() else { return "" }
        return "Warping each image, as `--recipe best` does, takes "
            + "\(NumberFormat.percentage(Self.median(warpShares), decimals: 1)) of an epoch of "
            + "\(Self.number(warped, 3)) s. An epoch without warps takes \(Self.number(plain, 3)) s.\n"
    }

    private var scaling: [TextTable] {
        func table(_ title: String, _ seconds: [String: Double], _ images: (Int) -> Int) -> TextTable? {
            guard !seconds.isEmpty else { return nil }
            let rows = Self.sorted(seconds).map { key, value in
                let count = Int(key) ?? 0
                return [
                    NumberFormat.count(count), Self.number(value, 3),
                    NumberFormat.count(Int(Double(images(count)) / value)),
                ]
            }
            return TextTable([[title, "seconds", "images/s"]] + rows)
        }
        return [
            table("images an epoch", secondsByImages) { $0 },
            table("images a batch", secondsByBatchSize) { _ in trainingImages },
        ].compactMap { $0 }
    }

    private var kernelTable: String {
        guard !kernels.isEmpty else { return "" }
        let peak = peakGigaflops[instructionSet]?["1"] ?? 0
        let rows = kernels.map { kernel in
            [
                kernel.name, Self.number(kernel.microseconds, 1), Self.number(kernel.medianMicroseconds, 1),
                kernel.gigaflops.map { Self.number($0, 1) } ?? "–",
                kernel.gigaflops.map { NumberFormat.percentage($0 / peak, decimals: 0) } ?? "–",
            ]
        }
        return "Kernels on 1 thread: 16 images a call, 64 for weight gradients of linear layers\n"
            + TextTable([["", "best µs", "median µs", "GFLOP/s", "of peak"]] + rows).text
    }

    private var memoryLine: String { "Peak memory \(Self.number(peakMemoryMegabytes, 0)) MB\n" }

    private static func number(_ value: Double, _ decimals: Int) -> String {
        NumberFormat.decimal(value, decimals: decimals)
    }

    package static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }

    /// By number, where keys are numbers.
    private static func sorted<Value>(_ values: [String: Value]) -> [(key: String, value: Value)] {
        values.sorted { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }
    }
}
