/// What the runs of a study say together.
package struct StudyAnalysis: Sendable {
    /// By what variants are ranked.
    package enum Criterion: Sendable, Equatable {
        case validation
        /// Where no images were set aside for validation. Test images that choose are no test of what is chosen.
        case test
    }

    /// The runs of one variant.
    package struct Variant: Sendable {
        /// Its place in the record.
        package let index: Int
        package let name: String
        package let finished: [(seed: UInt64, summary: RunSummary)]
        package let diverged: Int
        /// Accuracies after the last epoch; `nil` where no run ended, or nothing was to be classified.
        package let validation: Sample?
        package let test: Sample?
    }

    /// A variant against the one that was chosen, over the seeds with which both ended.
    package struct Comparison: Sendable {
        /// The place of the other variant in the record.
        package let variant: Int
        /// The accuracy of the chosen one minus that of the other, for each seed.
        package let differences: Sample
        /// Of the paired t test, corrected for all pairs of variants by Holm; `nil` of one seed.
        package let pValue: Double?
    }

    package let record: StudyRecord
    package let criterion: Criterion
    /// In the order of the record.
    package let variants: [Variant]
    /// Places in `variants`, the best first: fewer runs that diverged, then a higher mean by the criterion.
    package let ranking: [Int]
    /// Settings in which variants differ.
    package let varied: [Setting]

    package init(_ record: StudyRecord) {
        self.record = record
        variants = record.variants.indices.map { Variant(record, $0) }
        let criterion: Criterion =
            variants.allSatisfy { $0.validation != nil || $0.finished.isEmpty } ? .validation : .test
        self.criterion = criterion
        ranking = variants.sorted { first, second in
            let values = [first, second].map { $0.sample(criterion)?.mean ?? -1 }
            return (first.diverged, -values[0], first.index) < (second.diverged, -values[1], second.index)
        }.map(\.index)
        varied = Setting.all.filter { setting in
            Set(record.variants.map { setting.text(in: $0.configuration) }).count > 1
        }
    }

    /// The best variant; `nil` where none has a run that ended.
    package var chosen: Variant? { ranking.first.map { variants[$0] }.flatMap { $0.finished.isEmpty ? nil : $0 } }

    /// Whether variants differ in nothing but which images are set aside, so that choosing between them means nothing.
    package var variesSplitAlone: Bool {
        !varied.isEmpty && varied.allSatisfy { $0.option == Setting.splitSeed.option }
    }

    /// Whether variants are validated on different images.
    package var variesValidation: Bool {
        varied.contains { [Setting.splitSeed.option, Setting.validationFraction.option].contains($0.option) }
    }

    package var diverged: Int { variants.reduce(0) { $0 + $1.diverged } }
    package var testImages: Int { record.testLabels.count }

    /// The chosen variant against each other, in the order of the ranking. Holm's correction counts all pairs of variants,
    /// because the chosen one was found by looking at all.
    package var comparisons: [Comparison] {
        guard let chosen else { return [] }
        let pairs = variants.indices.flatMap { first in
            variants.indices.filter { $0 > first }.map { (first: first, second: $0) }
        }
        let differences = pairs.map { self.differences($0.first, $0.second) }
        let tested = pairs.indices.filter { (differences[$0]?.count ?? 0) > 1 }
        let adjusted = HolmCorrection.adjusted(tested.map { differences[$0]?.pValueOfZero ?? 1 })
        return ranking.compactMap { other in
            guard other != chosen.index, let found = self.differences(chosen.index, other) else { return nil }
            let pair = tested.firstIndex { pairs[$0] == (min(chosen.index, other), max(chosen.index, other)) }
            return Comparison(variant: other, differences: found, pValue: pair.map { adjusted[$0] })
        }
    }

    private func differences(_ first: Int, _ second: Int) -> Sample? {
        let others = Dictionary(
            uniqueKeysWithValues: variants[second].finished.compactMap { run in
                accuracy(run.summary).map { (run.seed, $0) }
            })
        let pairs = variants[first].finished.compactMap { run in
            accuracy(run.summary).flatMap { mine in others[run.seed].map { (mine, $0) } }
        }
        return Sample.differences(pairs.map(\.0), pairs.map(\.1))
    }

    /// By the criterion.
    package func accuracy(_ run: RunSummary) -> Double? {
        criterion == .validation ? run.validationAccuracy : run.testAccuracy(of: testImages)
    }

    /// Why the mean test accuracy of the chosen variant is not the true one.
    package var noise: AccuracyNoise? {
        chosen.flatMap { AccuracyNoise(isRight: $0.finished.map { isRight($0.summary) }) }
    }

    private func isRight(_ run: RunSummary) -> [Bool] {
        var right = [Bool](repeating: true, count: testImages)
        for image in run.wrongImages { right[image] = false }
        return right
    }

    /// McNemar's exact test between two runs on the same test images.
    package static func mcNemar(_ first: RunSummary, _ second: RunSummary) -> McNemarTest {
        let (mine, others) = (Set(first.wrongImages), Set(second.wrongImages))
        return McNemarTest(onlyFirst: others.subtracting(mine).count, onlySecond: mine.subtracting(others).count)
    }

    /// All pairs of runs of the chosen variant, which differ in their seed alone: how many there are, how many McNemar's
    /// exact test takes for different at the 5 % level, and how many after Holm's correction.
    package var pairsOfSeeds: (all: Int, different: Int, corrected: Int)? {
        guard let runs = chosen?.finished.map(\.summary), runs.count > 1, testImages > 0 else { return nil }
        let pValues = runs.indices.flatMap { first in
            runs[(first + 1)...].map { Self.mcNemar(runs[first], $0).pValue }
        }
        return (pValues.count, pValues.count { $0 < 0.05 }, HolmCorrection.adjusted(pValues).count { $0 < 0.05 })
    }

    /// All runs that ended.
    package var finished: [RunSummary] { variants.flatMap { $0.finished.map(\.summary) } }

    /// For each test image in how many of the runs that ended it is wrong.
    package var wrongCounts: [Int] {
        var counts = [Int](repeating: 0, count: testImages)
        for run in finished { for image in run.wrongImages { counts[image] += 1 } }
        return counts
    }

    /// The class for which most runs that have an image wrong take it, the lower of two, and how many do.
    package func commonestMistake(_ image: Int) -> (predicted: Int, runs: Int)? {
        var counts: [Int: Int] = [:]
        for run in finished {
            if let place = run.wrongImages.firstIndex(of: image) {
                counts[run.wrongPredictions[place], default: 0] += 1
            }
        }
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }.map { (predicted: $0.key, runs: $0.value) }
    }

    /// The test images that are wrong in most runs, the hardest first; none that all runs have right.
    package func hardest(_ limit: Int) -> [Int] {
        let counts = wrongCounts
        return Array(
            counts.indices.filter { counts[$0] > 0 }.sorted { (-counts[$0], $0) < (-counts[$1], $1) }.prefix(limit))
    }
}

extension StudyAnalysis.Variant {
    fileprivate init(_ record: StudyRecord, _ index: Int) {
        let runs = record.runs(of: index)
        let finished = runs.compactMap { run in run.outcome.summary.map { (seed: run.seed, summary: $0) } }
        self.init(
            index: index, name: record.variants[index].name, finished: finished, diverged: runs.count - finished.count,
            validation: Sample(finished.compactMap(\.summary.validationAccuracy)),
            test: Sample(finished.compactMap { $0.summary.testAccuracy(of: record.testLabels.count) }))
    }

    /// Accuracies by a criterion.
    package func sample(_ criterion: StudyAnalysis.Criterion) -> Sample? {
        criterion == .validation ? validation : test
    }
}
