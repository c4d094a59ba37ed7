import Foundation
import Images
import RunRecords

/// A variant of a sample study: what it changes of the sample's settings.
package struct SampleVariant: Sendable {
    let name: String
    let change: @Sendable (inout Configuration) -> Void

    package init(_ name: String, _ change: @escaping @Sendable (inout Configuration) -> Void = { _ in }) {
        (self.name, self.change) = (name, change)
    }
}

extension StudyRecord {
    /// A small study that agrees with itself: few test images of ten classes, and accuracies by arithmetic.
    package static func sample(
        seeds: Int = 4, variants: [SampleVariant] = [SampleVariant("notebook")],
        validationImages: Int = 60, testImages: Int = 100, divergedRuns: Set<Int> = []
    ) -> StudyRecord {
        let base = RunRecord.sample(
            validationImages: validationImages, confusion: .sample(each: testImages / 10, mistakes: []))
        let labels = base.test.labels
        let seeds = (0..<seeds).map { UInt64(42 + $0) }
        let variants = variants.map { variant in
            var configuration = base.configuration
            variant.change(&configuration)
            return StudyVariant(name: variant.name, configuration: configuration, dataset: base.dataset)
        }
        let runs = variants.indices.flatMap { variant in
            seeds.indices.map { seed in
                let place = variant * seeds.count + seed
                let epochs = variants[variant].configuration.epochs
                let wrong = labels.indices.filter { $0 % 10 == 3 || ($0 * 7 + place) % 23 < 1 + variant }
                let summary = RunSummary(
                    epochLosses: (0..<epochs).map { 1 / Double($0 + 1) },
                    epochs: (0..<epochs).map { epoch in
                        EpochResult(
                            trainingAccuracy: 0.9,
                            validationAccuracy: validationImages > 0
                                ? Double(50 + min(epoch, 5) - 2 * variant + (seed + variant) % 3) / 60 : nil)
                    },
                    wrongImages: wrong, wrongPredictions: wrong.map { (Int(labels[$0]) + 1) % 10 },
                    parametersSHA256: RunRecord.digest("a"))
                return StudyRun(
                    variant: variant, seed: seeds[seed],
                    outcome: divergedRuns.contains(place) ? .diverged(epoch: 1, batch: 7) : .finished(summary: summary))
            }
        }
        var record = StudyRecord(
            generator: base.generator, codeSHA256: RunRecord.digest("c"), configuration: base.configuration,
            seeds: seeds,
            variants: variants, testLabels: labels, runs: runs)
        record.hardImages = StudyAnalysis(record).hardest(12).map {
            HardImage(index: $0, image: .sample(side: 28, salt: $0))
        }
        return record
    }
}
