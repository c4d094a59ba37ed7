import Datasets
import KernelContracts
import NeuralNetworks
import RunRecords
import TorchRandom

/// Times training and evaluation as a run does them, without the run.
package struct ThroughputBenchmark {
    private let network: LeNet5
    private let initial: Parameters
    private let data: PreparedData
    private let instructionSet: InstructionSet
    private let clock = ContinuousClock()

    package init(_ dataset: Dataset, threads: Int, instructionSet: InstructionSet) throws(TrainingError) {
        do throws(NetworkError) {
            network = try LeNet5(classes: dataset.classes)
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
    /// Those of convolutions are counted at the positions that pooling uses, all four of each.
    package var forwardMultiplyAdds: Int { convolution1 + convolution2 + linear }
    package var trainingMultiplyAdds: Int { 2 * convolution1 + 3 * (convolution2 + linear) }

    private var convolution1: Int { used(network.conv1, network.pool1) }
    private var convolution2: Int { used(network.conv2, network.pool2) }
    private var linear: Int {
        [network.linear1, network.linear2, network.linear3].reduce(0) { $0 + $1.inputs * $1.outputs }
    }

    private func used(_ layer: Conv2D, _ pool: MaxPool2D) -> Int {
        layer.weightShape.reduce(1, *) * 4 * pool.outputSide * pool.outputSide
    }

    /// Seconds of an epoch over the first `images` training images, after some steps to warm up.
    package func epoch(images: Int? = nil, batchSize: Int = 64, threads: Int) -> Double {
        let trainer = Trainer(
            network, parameters: initial, batchSize: batchSize, threads: threads, instructionSet: instructionSet)
        let order = data.split.training.prefix(images ?? trainingImages)
        func train(_ positions: ArraySlice<Int>) {
            for first in stride(from: positions.startIndex, to: positions.endIndex, by: batchSize) {
                let batch = positions[first..<min(first + batchSize, positions.endIndex)]
                _ = trainer.step(data.training, batch: batch, learningRate: 0.001)
            }
        }
        train(order.prefix(20 * batchSize))
        return clock.measure { train(order) } / .seconds(1)
    }

    /// Seconds to classify all training images, validation images among them.
    package func evaluation(threads: Int) -> Double {
        let classifier = Classifier(network, threads: threads, instructionSet: instructionSet)
        let positions = Array(0..<evaluatedImages)
        _ = classifier.classify(data.training, Array(positions.prefix(2_000)), initial)
        return clock.measure { _ = classifier.classify(data.training, positions, initial) } / .seconds(1)
    }

    /// Each kernel by itself, on one thread.
    package func kernels() -> [KernelBenchmark.Timing] {
        KernelBenchmark(instructionSet, network: network, parameters: initial, images: data.training).run()
    }
}
