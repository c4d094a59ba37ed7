import Datasets
import KernelContracts
import NeuralNetworks
import RandomStreams
import RunRecords

/// The whole analysis: data and settings in, trained parameters and their accuracies out.
package struct Experiment {
    package let configuration: Configuration
    package let dataset: DatasetIdentity
    package let network: Network
    let data: PreparedData
    let threads: Int
    let instructionSet: InstructionSet

    /// - Parameters:
    ///   - threads: at most so many threads work at once
    ///   - instructionSet: which kernels run; no result depends on either
    package init(
        _ dataset: Dataset, _ configuration: Configuration, threads: Int, instructionSet: InstructionSet = .best
    ) throws(TrainingError) {
        do throws(SettingError) {
            try configuration.validate()
        } catch {
            throw .setting(error)
        }
        do throws(NetworkError) {
            network = try LeNet5.network(
                channels: dataset.training.images.shape.channels, pixelSize: configuration.pixelSize,
                classes: dataset.classes)
        } catch {
            throw .network(error)
        }
        data = try PreparedData(dataset, configuration, threads: threads)
        guard !data.split.training.isEmpty else {
            throw .noTrainingImages(
                images: dataset.training.count, validationFraction: configuration.validationFraction)
        }
        self.configuration = configuration
        self.dataset = DatasetIdentity(dataset, data.split)
        self.threads = threads
        self.instructionSet = instructionSet
    }

    /// What training leaves behind.
    struct Outcome {
        var parameters: Parameters
        var losses: [Float] = []
        var epochs: [EpochResult] = []
    }

    // report: The training loop
    /// Trains from the seed on, evaluating after every epoch.
    func train(_ progress: (TrainingProgress) -> Void) throws(TrainingError) -> Outcome {
        var generator = TorchGenerator(seed: configuration.seed)
        let initial = Parameters(table: network.parameterTable, generator: &generator)
        let trainer = Trainer(
            network, parameters: initial, batchSize: configuration.batchSize, threads: threads,
            instructionSet: instructionSet)
        var orders = EpochOrders(generator: generator)
        var outcome = Outcome(parameters: initial)

        for epoch in 1...configuration.epochs {
            let order = orders.next(data.split.training.count).map { data.split.training[$0] }
            for (index, batch) in batches(of: order).enumerated() {
                let loss = trainer.step(data.training, batch: batch, learningRate: configuration.learningRate)
                guard loss.isFinite else { throw diverged(loss, epoch: epoch, batch: index + 1) }
                outcome.losses.append(loss)
                progress(.training(epoch, of: configuration.epochs, batch.endIndex, order.count, loss))
            }
            outcome.parameters = trainer.parameters
            outcome.epochs.append(accuracies(outcome.parameters, epoch, progress))
        }
        return outcome
    }
    // report: end

    /// Mini-batches in order; the last may be smaller.
    private func batches(of order: [Int]) -> [ArraySlice<Int>] {
        stride(from: 0, to: order.count, by: configuration.batchSize).map { first in
            order[first..<min(first + configuration.batchSize, order.count)]
        }
    }

    private func accuracies(
        _ parameters: Parameters, _ epoch: Int, _ progress: (TrainingProgress) -> Void
    ) -> EpochResult {
        let evaluation = self.evaluation
        func accuracy(_ positions: [Int], _ pass: TrainingProgress.Pass) -> Double? {
            guard !positions.isEmpty else { return nil }
            return evaluation.confusion(data.training, positions, parameters) { done in
                progress(
                    TrainingProgress(
                        pass: pass, epoch: epoch, epochs: configuration.epochs, completed: done, total: positions.count)
                )
            }.accuracy
        }
        let result = EpochResult(
            trainingAccuracy: accuracy(data.split.training, .evaluatingTraining) ?? 0,
            validationAccuracy: accuracy(data.split.validation, .evaluatingValidation))
        progress(.completed(epoch, of: configuration.epochs, result))
        return result
    }

    var evaluation: Evaluation { Evaluation(network, threads: threads, instructionSet: instructionSet) }

    private func diverged(_ loss: Float, epoch: Int, batch: Int) -> TrainingError {
        .lossNotFinite(loss: loss, epoch: epoch, batch: batch, learningRate: configuration.learningRate)
    }
}

extension TrainingProgress {
    static func training(_ epoch: Int, of epochs: Int, _ completed: Int, _ total: Int, _ loss: Float) -> Self {
        Self(pass: .training, epoch: epoch, epochs: epochs, completed: completed, total: total, loss: loss)
    }

    static func completed(_ epoch: Int, of epochs: Int, _ result: EpochResult) -> Self {
        Self(
            pass: .evaluatingValidation, epoch: epoch, epochs: epochs, completed: 1, total: 1,
            accuracy: (result.trainingAccuracy, result.validationAccuracy))
    }
}

extension DatasetIdentity {
    init(_ dataset: Dataset, _ split: RandomSplit) {
        self.init(
            kind: dataset.kind, name: dataset.name, trainingImages: split.training.count,
            validationImages: split.validation.count, testImages: dataset.test.count, classes: dataset.classes,
            rows: dataset.training.images.shape.rows, columns: dataset.training.images.shape.columns,
            hashes: dataset.hashes)
    }
}
