import Images

/// Everything one run produced that a reader may ever see: the narrow waist of the program.
///
/// Whatever is expensive (data, training, evaluation) writes a record; whatever is visible (figures, report, README)
/// reads nothing else. It holds no clock time, no machine name and no path, so the same run always gives the same
/// bytes. Values that follow from others (recall from the confusion counts, say) are computed, not stored, except
/// for the accuracies, which readers of the JSON look for; `disagreements` verifies those.
package struct RunRecord: Codable, Sendable, Equatable {
    /// The version of this layout; a reader refuses any other.
    package static let currentSchemaVersion = 2

    package var schemaVersion: Int
    /// The program that made the record.
    package var generator: Generator
    package var configuration: Configuration
    package var dataset: DatasetIdentity
    package var network: NetworkSummary
    /// The mean cross entropy of each mini-batch in nats, in the order of training: epochs x batches an epoch.
    package var trainingLoss: [Float]
    /// Accuracies after each epoch.
    package var epochs: [EpochResult]
    /// The result on the test images, which are used once, after the last epoch.
    package var test: TestResult
    /// How far the probabilities of the test images' answers can be trusted; `nil` without test images, and in records
    /// of earlier versions.
    package var confidence: Confidence?
    /// The few pixels and weights that the figures show.
    package var exhibits: Exhibits
    /// The source code that defined the network and the training loop of this run.
    package var code: [CodeExcerpt]
    /// How all of it was written.
    package var presentation: Presentation

    package init(
        generator: Generator, configuration: Configuration, dataset: DatasetIdentity, network: NetworkSummary,
        trainingLoss: [Float], epochs: [EpochResult], test: TestResult, confidence: Confidence? = nil,
        exhibits: Exhibits, code: [CodeExcerpt], presentation: Presentation = Presentation()
    ) {
        self.schemaVersion = Self.currentSchemaVersion
        self.generator = generator
        self.configuration = configuration
        self.dataset = dataset
        self.network = network
        self.trainingLoss = trainingLoss
        self.epochs = epochs
        self.test = test
        self.confidence = confidence
        self.exhibits = exhibits
        self.code = code
        self.presentation = presentation
    }

    /// Whether any image came in another size than the network sees.
    package var isResized: Bool {
        dataset.sizes != ImageSizes(ImageShape(rows: configuration.pixelSize, columns: configuration.pixelSize))
    }

    /// The training loss of each epoch: the mean over its mini-batches, in nats.
    package var epochLosses: [Double] {
        let batches = max(batchesPerEpoch, 1)
        return stride(from: 0, to: trainingLoss.count, by: batches).map { start in
            let losses = trainingLoss[start..<min(start + batches, trainingLoss.count)]
            return losses.reduce(0.0) { $0 + Double($1) } / Double(losses.count)
        }
    }

    /// The number of mini-batches in an epoch; the last may be smaller than the others.
    package var batchesPerEpoch: Int {
        let size = max(configuration.batchSize, 1)
        return (dataset.trainingImages + size - 1) / size
    }
}

/// The program that made a record.
package struct Generator: Codable, Sendable, Equatable {
    package var name: String
    /// The package's semantic version.
    package var version: String

    package init(name: String, version: String) {
        self.name = name
        self.version = version
    }
}

/// A passage of the program's own source, as compiled into the binary that ran.
package struct CodeExcerpt: Codable, Sendable, Equatable {
    /// What the passage does, as a heading: "The network", "The training loop".
    package var title: String
    /// The file within the package, such as `Sources/NeuralNetworks/LeNet5.swift`.
    package var path: String
    package var text: String

    package init(title: String, path: String, text: String) {
        self.title = title
        self.path = path
        self.text = text
    }
}
