import Charts
import ContentHashing
import Foundation
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct StudyReportTests {
    private static let rates = [
        SampleVariant("learning-rate 0.001") { $0.learningRate = 0.001 },
        SampleVariant("learning-rate 0.002") { $0.learningRate = 0.002 },
    ]
    private static let many = (1...20).map { step in
        SampleVariant("a rather long name of a variant, number \(step)") { $0.batchSize = step }
    }
    private static let crossed = (0..<15).map { place in
        SampleVariant("\(place)") {
            $0.learningRate = Double(place / 5 + 1) / 100
            $0.batchSize = place % 5 * 10 + 10
        }
    }

    private func report(_ record: StudyRecord) -> String {
        StudyOutputs(record: record, recordSHA256: RunRecord.digest("f")).report
    }

    private func headings(_ report: String) -> [String] {
        report.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
    }

    @Test func `A study of seeds has no comparison, one of variants has`() {
        #expect(
            headings(report(.sample())) == [
                "What was varied", "Accuracy", "Over the epochs", "Two sources of noise", "Hard images", "Runs",
                "Reproduction",
            ])
        #expect(headings(report(.sample(variants: Self.rates))).contains("Comparison"))
        #expect(headings(report(.sample(variants: Self.rates))).contains("Settings"))
    }

    @Test func `What was varied is said, and what that means for the interval`() {
        #expect(report(.sample()).contains("is that of split seed 42 in every run"))
        #expect(report(.sample(seeds: 1)).contains("With one seed nothing can be said"))
        let split = report(
            .sample(variants: [SampleVariant("a") { $0.splitSeed = 1 }, SampleVariant("b") { $0.splitSeed = 2 }]))
        #expect(split.contains("an interval covers the seeds of one division"))
        #expect(split.contains("Nothing was chosen"))
    }

    @Test func `A report that chose by test says so on its face`() {
        let notice = "> **The best variant was chosen by its test accuracy,**"
        #expect(report(.sample(variants: Self.rates, validationImages: 0)).contains(notice))
        #expect(!report(.sample(variants: Self.rates)).contains(notice))
    }

    @Test func `Test accuracies of variants that were not chosen are not shown`() throws {
        let record = StudyRecord.sample(variants: Self.rates)
        let line = try #require(
            report(record).split(separator: "\n").first { $0.hasPrefix("| learning-rate 0.002") })
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(cells.suffix(3) == ["", "", ""])
    }

    @Test func `Runs that diverged are named`() {
        let text = report(.sample(divergedRuns: [2]))
        #expect(text.contains("**1 run diverged:**"))
        #expect(text.contains("notebook with seed 44 (epoch 1, batch 7)"))
        #expect(report(.sample(seeds: 2, divergedRuns: [0, 1])).contains("**No run ended:**"))
    }

    /// Every number in the report comes from the record.
    @Test func `A changed record changes the text`() throws {
        var record = StudyRecord.sample()
        let before = report(record)
        var summary = try #require(record.runs[0].outcome.summary)
        summary.epochs[2].validationAccuracy = 0.25
        record.runs[0].outcome = .finished(summary: summary)
        #expect(report(record) != before)
    }

    @Test func `The command repeats the study`() {
        let settings = "--epochs 3 --batch-size 60 --mean 0.1307 --std 0.308"
        #expect(report(.sample()).contains("\nlenet study --dataset mnist \(settings) --seeds 42..45\n"))
        #expect(report(.sample(variants: Self.rates)).contains("--vary learning-rate=0.001,0.002\n"))
        let named = report(
            .sample(
                variants: [
                    SampleVariant("a") { $0.learningRate = 0.002 },
                    SampleVariant("b") { ($0.learningRate, $0.epochs) = (0.003, 2) },
                ]))
        #expect(named.contains("study --dataset mnist\n"))
        #expect(named.contains("`../study.json5`"))
    }

    @Test func `The headline of a run learns from a study of the same settings`() throws {
        let run = RunRecord.sample(confusion: .sample(mistakes: []))
        func summary(_ study: StudyRecord?) -> String {
            (try? RunOutputs(record: run, recordSHA256: "", study: study).readmeSummary) ?? ""
        }
        #expect(summary(.sample()).contains("** (4 seeds: "))
        #expect(summary(.sample()).contains("[the study](report/mnist/study/README.md)"))
        let report = try RunOutputs(record: run, recordSHA256: "", study: .sample()).report
        #expect(report.contains("[the study](study/README.md)"))
        #expect(summary(nil).contains("Wilson") && !summary(nil).contains("seeds"))
        #expect(!summary(.sample(seeds: 1)).contains("seeds: "))
        #expect(!summary(.sample(variants: [SampleVariant("other") { $0.batchSize = 7 }])).contains("seeds: "))
        var other = StudyRecord.sample()
        other.generator.version = "9"
        #expect(!summary(other).contains("seeds: "))
    }

    @Test(arguments: [
        StudyRecord.sample(), .sample(seeds: 1), .sample(seeds: 60), .sample(variants: rates),
        .sample(seeds: 1, variants: rates), .sample(variants: rates, validationImages: 0),
        .sample(seeds: 2, variants: many), .sample(variants: crossed),
        .sample(seeds: 3, divergedRuns: [0, 1]),
    ])
    func `No text of a figure leaves its page or crosses another`(record: StudyRecord) throws {
        let measurer = try TextMeasurer.installed(.dejaVuSans)
        for figure in StudyOutputs(record: record, recordSHA256: "").figures {
            let drawing = figure.drawing(.light, measurer: measurer)
            let page = Rect(x: 0, y: 0, width: drawing.size.width, height: drawing.size.height).inset(by: 2)
            let boxes = drawing.texts.map { (text: $0.string, box: measurer.box(of: $0)) }
            for (index, text) in boxes.enumerated() {
                #expect(page.contains(text.box), "\(figure.stem): \(text.text) leaves the page")
                for other in boxes[(index + 1)...] {
                    #expect(!text.box.overlaps(other.box), "\(figure.stem): \(text.text) crosses \(other.text)")
                }
            }
            #expect(!figure.altText.contains("\"") && !figure.altText.contains("\n"))
        }
    }

    // MARK: - The check

    private func evidence(_ record: StudyRecord) throws -> StudyEvidence {
        let data = try record.encoded()
        let outputs = StudyOutputs(record: record, recordSHA256: ContentHash.sha256(data))
        var figures: [String: Data] = [:]
        for figure in outputs.figures {
            for appearance in Appearance.allCases {
                let drawn = try figure.render(.png, appearance: appearance, dpi: StudyOutputs.dpi)
                figures[figure.fileName(appearance, .png)] = drawn
            }
        }
        figures[FigureManifest.fileName] = try FigureManifest(figures).encoded()
        return StudyEvidence(record: data, report: Data(outputs.report.utf8), figures: figures)
    }

    private func check(_ study: StudyEvidence) -> Check {
        var evidence = CheckEvidence(
            name: "mnist", record: nil, recordSHA256: "", report: nil, readme: nil,
            parametersSHA256: nil, figures: [:])
        evidence.study = study
        return Check(evidence)
    }

    @Test func `A study as it was written passes`() throws {
        var study = try evidence(.sample())
        #expect(check(study).passed, "\(check(study).disagreements)")
        study.repeated = [2: StudyRecord.sample().runs[2].outcome]
        #expect(check(study).passed)
    }

    @Test func `What was changed in a study is found`() throws {
        let good = try evidence(.sample())
        func isFound(_ change: (inout StudyEvidence) throws -> Void) rethrows -> Bool {
            var study = good
            try change(&study)
            return !check(study).passed
        }
        #expect(isFound { $0.report = $0.report.map { $0 + Data("!".utf8) } })
        #expect(isFound { $0.report = nil })
        #expect(isFound { $0.figures["1_accuracy.png"] = nil })
        #expect(isFound { $0.figures["9_stray.png"] = $0.figures["1_accuracy.png"] })
        #expect(isFound { $0.repeated = [2: .diverged(epoch: 1, batch: 1)] })
        #expect(
            try isFound { study in
                var record = StudyRecord.sample()
                record.hardImages.swapAt(0, 1)
                study = try evidence(record)
            })
        #expect(
            try isFound { study in
                var record = StudyRecord.sample()
                record.seeds[0] = 7
                study.record = try record.encoded()
            })
    }
}
