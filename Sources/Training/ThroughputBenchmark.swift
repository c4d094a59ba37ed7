import Datasets
import Images
import KernelContracts
import NeuralNetworks
import RandomStreams
import RunRecords
import Synchronization

/// Times training and evaluation as a run does them, without the run.
package struct ThroughputBenchmark {
    private let network: Network
    private let initial: Parameters
    private let data: PreparedData
    private let originals: ImageArray
    private let instructionSet: InstructionSet
    private let clock = ContinuousClock()

    package init(_ dataset: Dataset, threads: Int, instructionSet: InstructionSet) throws(TrainingError) {
        do throws(NetworkError) {
            network = try LeNet5.network(
                channels: dataset.training.images.shape.channels, classes: dataset.classes)
        } catch {
            throw .network(error)
        }
        data = try PreparedData(dataset, Configuration(), threads: threads)
        originals = dataset.training.images
        var generator = TorchGenerator(seed: 42)
        initial = Parameters(table: network.parameterTable, generator: &generator)
        self.instructionSet = instructionSet
    }

    /// Images of an epoch, and of an evaluation.
    package var trainingImages: Int { data.split.training.count }
    package var evaluatedImages: Int { data.training.count }

    /// Multiply-adds of one image forward, and of one forward, backward and without the gradient of the image itself.
    package var forwardMultiplyAdds: Int { network.forwardMultiplyAdds }
    package var trainingMultiplyAdds: Int { network.trainingMultiplyAdds }

    /// A training from the beginning.
    ///
    /// - Parameter recipe: whose augmentation changes the images
    package func training(recipe: Recipe = .notebook, batchSize: Int = 64, threads: Int) -> TimedTraining {
        let method = TrainingMethod(
            recipe.applied(to: Configuration()), originals: originals, resized: data.training.images.images)
        let augmenter = method.augmenter.map(TimedAugmenter.init)
        let trainer = Trainer(
            network, from: TrainerState(initial, .adam), augmenter: augmenter, batchSize: batchSize,
            threads: threads, instructionSet: instructionSet)
        return TimedTraining(
            trainer, augmenter, data.training, order: data.split.training, batchSize: batchSize, threads: threads)
    }

    /// Seconds to classify all training images, validation images among them.
    package func evaluation(threads: Int) -> Double {
        let classifier = Classifier(network, initial, threads: threads, instructionSet: instructionSet)
        let positions = Array(0..<evaluatedImages)
        _ = classifier.classify(data.training, Array(positions.prefix(2_000)))
        return clock.measure { _ = classifier.classify(data.training, positions) } / .seconds(1)
    }

    /// Each kernel by itself, on one thread, in the state that a training has reached.
    package func kernels(after training: TimedTraining) -> [KernelBenchmark.Timing] {
        let parameters = training.trainer.parameters
        return KernelBenchmark(instructionSet, network: network, parameters: parameters, images: data.training).run()
    }
}

/// Passes images on to an augmenter and adds up how long that takes, on whichever threads.
private final class TimedAugmenter: Augmenter {
    private let augmenter: any Augmenter
    private let total = Mutex(Duration.zero)

    init(_ augmenter: any Augmenter) {
        self.augmenter = augmenter
    }

    var scratchCount: Int { augmenter.scratchCount }
    var seconds: Double { total.withLock { $0 } / .seconds(1) }

    func augment(
        _ positions: Span<Int>, epoch: Int, _ kernels: any KernelSet, scratch: inout MutableSpan<Lanes>,
        into images: inout MutableSpan<UInt8>
    ) {
        let clock = ContinuousClock()
        let start = clock.now
        augmenter.augment(positions, epoch: epoch, kernels, scratch: &scratch, into: &images)
        let duration = clock.now - start
        total.withLock { $0 += duration }
    }
}

/// A training whose epochs are timed. As it goes on, fewer outputs have a gradient, and epochs become shorter.
package struct TimedTraining {
    fileprivate let trainer: Trainer
    private let augmenter: TimedAugmenter?
    private let images: ByteImages
    private let order: [Int]
    private let batchSize, threads: Int

    fileprivate init(
        _ trainer: Trainer, _ augmenter: TimedAugmenter?, _ images: ByteImages, order: [Int], batchSize: Int,
        threads: Int
    ) {
        (self.trainer, self.augmenter) = (trainer, augmenter)
        (self.images, self.order, self.batchSize, self.threads) = (images, order, batchSize, threads)
        train(20 * batchSize)
    }

    /// Seconds of the next epoch, and the share of all threads' time in it that went into changing images.
    package func augmentedEpoch() -> (seconds: Double, share: Double) {
        let before = augmenter?.seconds ?? 0
        let seconds = epoch()
        return (seconds, ((augmenter?.seconds ?? 0) - before) / (seconds * Double(threads)))
    }

    /// Seconds of the next epoch, or of as many images.
    package func epoch(images count: Int? = nil) -> Double {
        ContinuousClock().measure { train(count ?? order.count) } / .seconds(1)
    }

    private func train(_ count: Int) {
        let positions = order.prefix(count)
        for first in stride(from: 0, to: positions.count, by: batchSize) {
            let batch = positions[first..<min(first + batchSize, positions.count)]
            _ = trainer.step(images, batch: batch, learningRate: 0.001)
        }
    }
}
