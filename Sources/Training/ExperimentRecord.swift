import Foundation
import NeuralNetworks
import RunRecords

extension Experiment {
    /// What a finished run is kept as: the record, and the trained parameters as a safetensors file.
    package struct Result: Sendable {
        package let record: RunRecord
        package let parameters: Data
    }

    /// Trains, tests once, and puts everything on record.
    ///
    /// - Parameters:
    ///   - generator: the program, for the record
    ///   - hash: SHA-256 in lowercase hexadecimal
    ///   - start: where a training with these settings stopped, if it continues one
    ///   - completed: called with the state after every epoch
    ///   - progress: called after every batch, and every few thousand images of an evaluation
    package func run(
        generator: Generator, hash: (Data) -> String, from start: TrainingState? = nil,
        completed: (TrainingState) -> Void = { _ in }, progress: (TrainingProgress) -> Void
    ) throws(TrainingError) -> Result {
        let end = try train(from: start, completed: completed, progress)
        let parameters = Parameters(table: network.parameterTable, values: end.trainer.parameters)
        let answers = testAnswers(parameters, progress)
        let file: Data
        do throws(SafetensorsError) {
            file = try Safetensors.encode(parameters)
        } catch {
            throw .parameters(error)
        }
        let record = RunRecord(
            generator: generator, configuration: configuration, dataset: dataset,
            network: NetworkSummary(network, parametersSHA256: hash(file)), trainingLoss: end.losses,
            epochs: end.epochs, test: TestResult(answers, of: data.test, classes: network.classes),
            confidence: confidence(answers, parameters), exhibits: ExhibitSelection(self, parameters, answers).exhibits,
            code: SourceExcerpts.all)
        return Result(record: record, parameters: try record.parametersFile(file))
    }

    /// How far the network's probabilities can be trusted.
    private func confidence(_ test: [Answer], _ parameters: Parameters) -> Confidence? {
        let validation = data.split.validation
        func measured(_ answers: [Answer], _ images: ByteImages, _ positions: [Int]) -> [ConfidenceMeasurement.Answer] {
            zip(positions, answers).map { position, answer in
                .init(logits: answer.logits, label: Int(images.labels[position]))
            }
        }
        return ConfidenceMeasurement.confidence(
            test: measured(test, data.test, Array(0..<data.test.count)),
            validation: measured(
                evaluation.answers(data.training, validation, parameters), data.training, validation))
    }

    /// How the test images are classified.
    package func test(_ parameters: Parameters) -> TestResult {
        TestResult(testAnswers(parameters) { _ in }, of: data.test, classes: network.classes)
    }

    /// The one pass over the test images from which all that is said of them follows.
    private func testAnswers(_ parameters: Parameters, _ progress: (TrainingProgress) -> Void) -> [Answer] {
        evaluation.answers(data.test, Array(0..<data.test.count), parameters) { done in
            progress(
                TrainingProgress(
                    pass: .testing, epoch: configuration.epochs, epochs: configuration.epochs, completed: done,
                    total: data.test.count))
        }
    }
}

extension RunRecord {
    /// A safetensors file of the trained parameters, with what the record has to say of them as its metadata. "pt" is what
    /// PyTorch's own files have as their format.
    package func parametersFile(_ file: Data) throws(TrainingError) -> Data {
        let metadata = networkMetadata.merging(["format": "pt"]) { $1 }
        do throws(SafetensorsError) {
            return try Safetensors.replacingMetadata(of: file, with: metadata)
        } catch {
            throw .parameters(error)
        }
    }
}

extension TestResult {
    fileprivate init(_ answers: [Answer], of images: ByteImages, classes: Int) {
        self.init(labels: images.labels, predictions: answers.map(\.predicted), classes: classes)
    }
}

extension NetworkSummary {
    init(_ network: Network, parametersSHA256: String) {
        self.init(
            name: network.name, inputShape: [network.channels, network.pixelSize, network.pixelSize],
            layers: network.layers.map {
                Layer(
                    name: $0.name, operation: $0.operation, outputShape: $0.outputShape, parameters: $0.parameters,
                    multiplyAdds: $0.multiplyAdds)
            },
            parametersSHA256: parametersSHA256)
    }
}
