import Foundation
import Images

/// What many runs of one study came to: all that its report, its figures and the headline of a run's report may say.
///
/// As a run's record it holds no clock time, no machine and no path, and does not depend on where or in which order its runs
/// were made. What follows from the runs (means, intervals, ranks) is computed by `StudyAnalysis`, not stored.
package struct StudyRecord: Codable, Sendable, Equatable {
    /// The version of this layout; a reader refuses any other.
    package static let currentSchemaVersion = 1

    package var schemaVersion: Int
    /// The program that made all runs.
    package var generator: Generator
    /// SHA-256 in lowercase hexadecimal of the passages of source that define network and training loop.
    package var codeSHA256: String
    /// The settings from which variants depart. Its seed is that of the data where they are drawn by the program; runs have
    /// seeds of their own.
    package var configuration: Configuration
    /// The seeds of each variant's runs.
    package var seeds: [UInt64]
    package var variants: [StudyVariant]
    /// The class of each test image, a byte an image in the order of the test set.
    package var testLabels: Data
    /// A run for each seed of each variant, in that order.
    package var runs: [StudyRun]
    /// Test images that most runs have wrong, the hardest first.
    package var hardImages: [HardImage]

    package init(
        generator: Generator, codeSHA256: String, configuration: Configuration, seeds: [UInt64],
        variants: [StudyVariant], testLabels: Data, runs: [StudyRun], hardImages: [HardImage] = []
    ) {
        schemaVersion = Self.currentSchemaVersion
        self.generator = generator
        self.codeSHA256 = codeSHA256
        self.configuration = configuration
        self.seeds = seeds
        self.variants = variants
        self.testLabels = testLabels
        self.runs = runs
        self.hardImages = hardImages
    }

    /// The data set's name.
    package var name: String { variants.first?.dataset.name ?? "" }

    /// The runs of a variant, one for each seed.
    package func runs(of variant: Int) -> [StudyRun] { runs.filter { $0.variant == variant } }
}

/// Settings that are tried with every seed.
package struct StudyVariant: Codable, Sendable, Equatable {
    package var name: String
    /// Its seed is the study's; each run has another.
    package var configuration: Configuration
    /// Variants may divide the same images otherwise into those for training and for validation.
    package var dataset: DatasetIdentity

    package init(name: String, configuration: Configuration, dataset: DatasetIdentity) {
        self.name = name
        self.configuration = configuration
        self.dataset = dataset
    }

    /// The settings of a run, as they were asked for.
    package func configuration(seed: UInt64) -> Configuration {
        var configuration = configuration
        configuration.seed = seed
        return configuration
    }

    /// The same with the mean and the standard deviation that the data give, as a run's record has them.
    package func normalizedConfiguration(seed: UInt64) -> Configuration {
        let asked = configuration(seed: seed)
        return (try? asked.normalized(as: dataset.kind, dataset.channelStatistics)) ?? asked
    }
}

/// One run of a study.
package struct StudyRun: Codable, Sendable, Equatable {
    /// The place of its variant in the record.
    package var variant: Int
    package var seed: UInt64
    package var outcome: RunOutcome

    package init(variant: Int, seed: UInt64, outcome: RunOutcome) {
        self.variant = variant
        self.seed = seed
        self.outcome = outcome
    }
}

/// How a run ended.
package enum RunOutcome: Codable, Sendable, Equatable {
    case finished(summary: RunSummary)
    /// The loss was no finite number any more; epoch and batch are counted from 1.
    case diverged(epoch: Int, batch: Int)

    package var summary: RunSummary? {
        if case .finished(let summary) = self { summary } else { nil }
    }
}

/// What a study keeps of a run.
package struct RunSummary: Codable, Sendable, Equatable {
    /// The mean over the batches of each epoch.
    package var epochLosses: [Double]
    package var epochs: [EpochResult]
    /// Positions of the test images that it has wrong, in rising order, and the class for which it takes each.
    package var wrongImages: [Int]
    package var wrongPredictions: [Int]
    /// SHA-256 in lowercase hexadecimal of the trained parameters as a safetensors file.
    package var parametersSHA256: String

    package init(
        epochLosses: [Double], epochs: [EpochResult], wrongImages: [Int], wrongPredictions: [Int],
        parametersSHA256: String
    ) {
        self.epochLosses = epochLosses
        self.epochs = epochs
        self.wrongImages = wrongImages
        self.wrongPredictions = wrongPredictions
        self.parametersSHA256 = parametersSHA256
    }

    package init(_ test: TestResult, epochLosses: [Double], epochs: [EpochResult], parametersSHA256: String) {
        let wrong = test.labels.indices.filter { test.labels[$0] != test.predictions[$0] }
        self.init(
            epochLosses: epochLosses, epochs: epochs, wrongImages: wrong,
            wrongPredictions: wrong.map { Int(test.predictions[$0]) }, parametersSHA256: parametersSHA256)
    }

    /// After the last epoch; `nil` where no images were set aside.
    package var validationAccuracy: Double? { epochs.last?.validationAccuracy }

    /// On so many test images; `nil` where there are none.
    package func testAccuracy(of images: Int) -> Double? {
        images > 0 ? Double(images - wrongImages.count) / Double(images) : nil
    }
}

/// A test image that many runs have wrong.
package struct HardImage: Codable, Sendable, Equatable {
    /// Its position in the test set, from 0.
    package var index: Int
    package var image: Image

    package init(index: Int, image: Image) {
        self.index = index
        self.image = image
    }
}
