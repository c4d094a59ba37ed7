import ArgumentParser
import Foundation
import KernelContracts
import NeuralNetworks
import RunRecords

/// The settings of a run.
struct TrainingOptions: ParsableArguments {
    @Option(help: "Passes over the training images.")
    var epochs = 10

    @Option(help: "Images of a mini-batch.")
    var batchSize = 64

    @Option(help: "Adam's step size.")
    var learningRate = 0.001

    @Option(help: "Decides initial parameters, shuffles, split and synthetic digits, as PyTorch's manual_seed.")
    var seed: UInt64 = 42

    @Option(help: "The share of the training images set aside for validation.")
    var validationFraction = 0.1

    @Option(help: "The side of the square to which images are resized.")
    var pixelSize = 32

    @OptionGroup var threading: ThreadOptions

    var configuration: Configuration {
        Configuration(
            seed: seed, epochs: epochs, batchSize: batchSize, learningRate: learningRate,
            validationFraction: validationFraction, pixelSize: pixelSize)
    }
}

/// What does the arithmetic; no result depends on it.
struct ThreadOptions: ParsableArguments {
    @Option(help: "Threads that work at once, 1 to 1,024; no result depends on it. (default: all cores)")
    var threads: Int?

    @Option(help: "The kernels to run: avx512, avx2 or baseline. (default: the fastest that this processor has)")
    var instructionSet = InstructionSet.best

    var count: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

    func validate() throws {
        if let threads, !(1...1_024 ~= threads) {
            throw ValidationError("the number of threads cannot be \(threads); allowed is 1 to 1,024")
        }
        guard InstructionSet.available.contains(instructionSet) else {
            let available = InstructionSet.available.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("this processor cannot run \(instructionSet.rawValue), only \(available)")
        }
    }
}

extension InstructionSet: ExpressibleByArgument {}
