import Foundation
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct StudyRecordTests {
    @Test func `A record comes back from its JSON, and its JSON to the byte`() throws {
        let record = StudyRecord.sample(
            variants: [SampleVariant("a"), SampleVariant("b") { $0.batchSize = 32 }], divergedRuns: [5])
        let data = try record.encoded()
        #expect(try StudyRecord(decoding: data) == record)
        #expect(try StudyRecord(decoding: data).encoded() == data)
    }

    @Test func `Other versions and what is no record are refused`() throws {
        var record = StudyRecord.sample()
        record.schemaVersion = 7
        let data = try record.encoded()
        #expect(throws: StudyRecordError.otherSchemaVersion(found: 7, expected: 1)) { try StudyRecord(decoding: data) }
        #expect(throws: StudyRecordError.self) { try StudyRecord(decoding: Data("{}".utf8)) }
        #expect(throws: StudyRecordError.self) { try StudyRecord(decoding: Data("[".utf8)) }
    }

    /// Whoever holds a record may index its arrays.
    @Test(
        arguments: [
            { $0.runs[0].variant = 3 }, { $0.runs[1].seed = 0 }, { $0.runs.removeLast() },
            { $0.seeds[1] = $0.seeds[0] },
            { $0.variants[1].name = $0.variants[0].name }, { $0.testLabels.removeLast() }, { $0.testLabels[0] = 200 },
            { $0.hardImages[0].index = 100 }, { $0.variants[0].configuration.batchSize = 0 }, { $0.variants = [] },
            { $0.change { $0.wrongImages[0] = 100 } }, { $0.change { $0.wrongImages[0] = -1 } },
            { $0.change { $0.wrongImages.swapAt(0, 1) } }, { $0.change { $0.wrongPredictions[0] = 10 } },
            { $0.change { $0.wrongPredictions.removeLast() } }, { $0.change { $0.epochs.removeLast() } },
            { $0.change { $0.epochs[0].validationAccuracy = 2 } },
            { $0.change { $0.epochs[0].validationAccuracy = nil } },
        ] as [@Sendable (inout StudyRecord) -> Void])
    func `A record that does not agree with itself is refused`(change: @Sendable (inout StudyRecord) -> Void) throws {
        var record = StudyRecord.sample(variants: [SampleVariant("a"), SampleVariant("b") { $0.batchSize = 32 }])
        change(&record)
        let data = try record.encoded()
        #expect(throws: StudyRecordError.self) { try StudyRecord(decoding: data) }
    }
}

extension StudyRecord {
    fileprivate mutating func change(_ body: (inout RunSummary) -> Void) {
        guard var summary = runs[0].outcome.summary else { return }
        body(&summary)
        runs[0].outcome = .finished(summary: summary)
    }
}

@Suite struct StudyAnalysisTests {
    private let two = [
        SampleVariant("small") { $0.batchSize = 32 }, SampleVariant("large") { $0.batchSize = 128 },
    ]

    @Test func `Variants are ranked by validation accuracy, whatever the test images say`() {
        var record = StudyRecord.sample(variants: two)
        #expect(StudyAnalysis(record).chosen?.name == "small")
        #expect(StudyAnalysis(record).criterion == .validation)
        for index in record.runs.indices where record.runs[index].variant == 0 {
            record.runs[index].outcome =
                record.runs[index].outcome.summary.map { summary in
                    var summary = summary
                    (summary.wrongImages, summary.wrongPredictions) = ([0, 1], [5, 5])
                    return .finished(summary: summary)
                } ?? record.runs[index].outcome
        }
        #expect(StudyAnalysis(record).chosen?.name == "small")
    }

    @Test func `Without validation images they are ranked by test accuracy, and that is known`() {
        let study = StudyAnalysis(.sample(variants: two, validationImages: 0))
        #expect(study.criterion == .test)
        #expect(study.chosen?.name == "small")
    }

    @Test func `A variant of which runs diverged ranks behind one of which fewer did`() {
        let study = StudyAnalysis(.sample(variants: two, divergedRuns: [1]))
        #expect(study.chosen?.name == "large")
        #expect(study.diverged == 1)
        #expect(study.variants[0].finished.count == 3)
    }

    @Test func `Differences are paired by the seeds with which both ended`() {
        let study = StudyAnalysis(.sample(variants: two, divergedRuns: [1, 7]))
        #expect(study.comparisons.map(\.differences.count) == [2])
    }

    @Test func `Comparisons are corrected for all pairs of variants`() throws {
        let three = two + [SampleVariant("larger") { $0.batchSize = 256 }]
        let study = StudyAnalysis(.sample(variants: three))
        let accuracies = study.variants.map { $0.validation?.values ?? [] }
        func pValue(_ first: Int, _ second: Int) -> Double {
            Sample.differences(accuracies[first], accuracies[second])?.pValueOfZero ?? 1
        }
        let pairs = [pValue(0, 1), pValue(0, 2), pValue(1, 2)]
        let adjusted = HolmCorrection.adjusted(pairs)
        #expect(study.comparisons.map(\.variant) == [1, 2])
        #expect(study.comparisons.map(\.pValue) == [adjusted[0], adjusted[1]])
    }

    @Test func `With one seed there is no test, and with one variant nothing to compare`() {
        #expect(StudyAnalysis(.sample(seeds: 1, variants: two)).comparisons.map(\.pValue) == [nil])
        #expect(StudyAnalysis(.sample()).comparisons.isEmpty)
        #expect(StudyAnalysis(.sample(seeds: 1)).pairsOfSeeds == nil)
    }

    @Test func `Where no run ended nothing is chosen`() {
        let study = StudyAnalysis(.sample(seeds: 2, divergedRuns: [0, 1]))
        #expect(study.chosen == nil)
        #expect(study.noise == nil)
        #expect(study.hardest(5).isEmpty)
    }

    @Test func `The hardest images are wrong in most runs`() {
        let study = StudyAnalysis(.sample())
        #expect(study.wrongCounts[3] == 4)
        #expect(study.hardest(3) == [3, 13, 23])
        #expect(study.commonestMistake(3)?.predicted == 1)
        #expect(study.commonestMistake(3)?.runs == 4)
    }

    @Test func `The split is known to vary, and variants that differ in it alone are not chosen between`() {
        let study = StudyAnalysis(
            .sample(variants: [SampleVariant("a") { $0.splitSeed = 1 }, SampleVariant("b") { $0.splitSeed = 2 }]))
        #expect(study.variesSplitAlone && study.variesValidation)
        #expect(study.varied.map(\.option) == ["split-seed"])
        #expect(!StudyAnalysis(.sample(variants: two)).variesValidation)
    }

    @Test func `McNemar's test counts images that one run has right and the other wrong`() {
        func run(_ wrong: [Int]) -> RunSummary {
            RunSummary(
                epochLosses: [], epochs: [], wrongImages: wrong, wrongPredictions: wrong.map { _ in 0 },
                parametersSHA256: "")
        }
        #expect(
            StudyAnalysis.mcNemar(run([1, 2, 3]), run([3, 4])) == McNemarTest(onlyFirst: 1, onlySecond: 2))
    }
}
