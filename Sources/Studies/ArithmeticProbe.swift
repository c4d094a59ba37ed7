import ContentHashing
import Datasets
import Foundation
import KernelContracts
import RunRecords
import Training

/// Tells programs apart by what they compute. Every bit of a run follows from streams, kernels, warps and much else, too
/// many sources to be compared, and a program's file differs from build to build. So the probe is some trainings that take
/// a few milliseconds each: all builds of one source give the same bits, and one that computes otherwise gives others.
package enum ArithmeticProbe {
    /// SHA-256, in lowercase hexadecimal, of what comes of training with every optimizer, with warps and without, over two
    /// epochs, of which the second depends on how shuffles and warps go on.
    package static func hash(_ instructionSet: InstructionSet) throws(TrainingError) -> String {
        let (training, test) = SyntheticDigits.images(seed: 1, training: 24, test: 16, threads: 1)
        let dataset = Dataset(
            kind: .synthetic, format: .drawn, name: DatasetName.synthetic, training: training, test: test,
            classList: DatasetClass.numbered(10), hashes: [:])
        var outcomes: [RunOutcome] = []
        for recipe in [Recipe.notebook, .best] {
            for optimizer in Optimizer.Rule.allCases {
                var configuration = recipe.applied(to: Configuration())
                configuration.optimizer = optimizer
                configuration.epochs = 2
                configuration.batchSize = 20
                let experiment = try Experiment(dataset, configuration, threads: 1, instructionSet: instructionSet)
                outcomes.append(try experiment.outcome(hash: ContentHash.sha256) { _ in })
            }
        }
        return ContentHash.sha256(RunIdentity.encoded(outcomes) ?? Data())
    }
}
