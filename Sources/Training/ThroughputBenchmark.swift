import Datasets
import KernelContracts
import NeuralNetworks
import RandomStreams
import RunRecords

/// Times training and evaluation as a run does them, without the run.
package struct ThroughputBenchmark {
    private let network: Network
    private let initial: Parameters
    private let data: PreparedData
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
    package func training(batchSize: Int = 64, threads: Int) -> TimedTraining {
        let trainer = Trainer(
            network, from: TrainerState(initial, .adam), batchSize: batchSize, threads: threads,
            instructionSet: instructionSet)
        return TimedTraining(trainer, data.training, order: data.split.training, batchSize: batchSize)
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

/// A training whose epochs are timed. As it goes on, fewer outputs have a gradient, and epochs become shorter.
package struct TimedTraining {
    fileprivate let trainer: Trainer
    private let images: ByteImages
    private let order: [Int]
    private let batchSize: Int

    fileprivate init(_ trainer: Trainer, _ images: ByteImages, order: [Int], batchSize: Int) {
        (self.trainer, self.images, self.order, self.batchSize) = (trainer, images, order, batchSize)
        train(20 * batchSize)
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
