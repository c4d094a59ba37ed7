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
    let method: TrainingMethod
    let data: PreparedData
    let threads: Int
    let instructionSet: InstructionSet

    /// - Parameters:
    ///   - threads: at most so many threads work at once
    ///   - instructionSet: which kernels run; no result depends on either
    ///   - other: an experiment on the same data set, whose resized images are shared where they would be the same
    package init(
        _ dataset: Dataset, _ configuration: Configuration, threads: Int,
        instructionSet: InstructionSet = .best, sharing other: Experiment? = nil
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
        data = try PreparedData(dataset, configuration, threads: threads, sharing: other?.data)
        method = TrainingMethod(
            configuration, originals: dataset.training.images, resized: data.training.images.images)
        self.configuration = data.configuration
        self.dataset = DatasetIdentity(dataset, data)
        self.threads = threads
        self.instructionSet = instructionSet
    }

    // report: The training loop
    /// Trains to the last epoch, from the seed or from where a training stopped, evaluating after every epoch.
    ///
    /// - Parameters:
    ///   - start: a state of a training with these settings
    ///   - completed: called with the state after every epoch
    package func train(
        from start: TrainingState? = nil, completed: (TrainingState) -> Void = { _ in },
        _ progress: (TrainingProgress) -> Void = { _ in }
    ) throws(TrainingError) -> TrainingState {
        var state = start ?? TrainingState(network, method.optimizer, seed: configuration.seed)
        guard state.fits(self) else { throw .foreignState }
        let trainer = Trainer(
            network, from: state.trainer, optimizer: method.optimizer, augmenter: method.augmenter,
            batchSize: configuration.batchSize, threads: threads, instructionSet: instructionSet)
        let rates = configuration.learningRates(steps: configuration.epochs * batchesPerEpoch)

        while state.epochs.count < configuration.epochs {
            let epoch = state.epochs.count + 1
            let order = state.orders.next(data.split.training.count).map { data.split.training[$0] }
            for batch in batches(of: order) {
                let rate = rates[state.losses.count]
                let loss = trainer.step(data.training, batch: batch, epoch: epoch, learningRate: rate)
                guard loss.isFinite else { throw diverged(loss, epoch, batch) }
                state.losses.append(loss)
                progress(.training(epoch, of: configuration.epochs, batch.endIndex, order.count, loss))
            }
            state.trainer = trainer.state
            state.epochs.append(accuracies(trainer.parameters, epoch, progress))
            completed(state)
        }
        return state
    }
    // report: end

    var batchesPerEpoch: Int {
        (data.split.training.count + configuration.batchSize - 1) / configuration.batchSize
    }

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

    private func diverged(_ loss: Float, _ epoch: Int, _ batch: ArraySlice<Int>) -> TrainingError {
        let number = batch.startIndex / configuration.batchSize + 1
        return .lossNotFinite(loss: loss, epoch: epoch, batch: number, learningRate: configuration.learningRate)
    }
}

extension TrainingState {
    /// Whether the training of an experiment can stand here: at the end of an epoch, with as many numbers as it keeps.
    fileprivate func fits(_ experiment: Experiment) -> Bool {
        let steps = epochs.count * experiment.batchesPerEpoch
        return trainer.fits(experiment.network, experiment.method.optimizer) && trainer.stepsTaken == steps
            && losses.count == steps && epochs.count <= experiment.configuration.epochs
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
    init(_ dataset: Dataset, _ data: PreparedData) {
        var sizes = Array(repeating: 0, count: dataset.classes)
        for position in data.split.training { sizes[Int(data.training.labels[position])] += 1 }
        self.init(
            kind: dataset.kind, format: dataset.format, name: dataset.name, trainingImages: data.split.training.count,
            validationImages: data.split.validation.count, testImages: dataset.test.count,
            testShare: dataset.testShare, classes: dataset.classes,
            classNames: dataset.classList == DatasetClass.numbered(dataset.classes)
                ? nil : dataset.classList.map(\.name),
            trainingClassSizes: sizes, channels: dataset.training.images.shape.channels, sizes: dataset.sourceSizes,
            channelStatistics: data.channelStatistics, hashes: dataset.hashes)
    }
}
