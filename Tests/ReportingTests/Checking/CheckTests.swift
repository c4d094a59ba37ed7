import Charts
import Foundation
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct CheckTests {
    private static let recordSHA256 = RunRecord.digest("f")

    /// Everything the sample run renders, as it would be found.
    static let truth: CheckEvidence? = try? evidence(.sample())

    static func evidence(_ record: RunRecord) throws -> CheckEvidence {
        let outputs = RunOutputs(record: record, recordSHA256: recordSHA256)
        let name = record.dataset.name
        let markers = outputs.readmeBlock.beginMarker + "\n" + outputs.readmeBlock.endMarker
        let readme = Data("# lenet\n\n\(markers)\n\nMore.\n".utf8)
        var figures: [String: Data] = [:]
        for (figure, appearance, format) in outputs.drawings {
            figures[figure.fileName(appearance, format)] = try figure.render(
                format, appearance: appearance, dpi: record.presentation.dpi)
        }
        figures[FigureManifest.fileName] = try FigureManifest(figures).encoded()
        return CheckEvidence(
            name: name, record: try record.encoded(), recordSHA256: recordSHA256, report: Data(try outputs.report.utf8),
            readme: try outputs.readmeBlock.replacing(in: readme, with: outputs.readmeSummary),
            page: Data(try ReportPage(outputs).html().utf8),
            parametersSHA256: record.network.parametersSHA256, figures: figures, generator: record.generator,
            code: record.code, dataset: record.dataset, confusion: record.test.confusion, retrained: record,
            minimumAccuracy: 94)
    }

    /// The subjects of what does not agree after a change of the evidence. Figures take time and are left out unless
    /// asked for.
    private func disagreements(
        drawing: Bool = false, _ change: (inout CheckEvidence) throws -> Void
    ) throws -> [String] {
        var evidence = try #require(Self.truth)
        if !drawing { evidence.figures = [:] }
        try change(&evidence)
        let subjects = Check(evidence).disagreements.map(\.subject)
        return drawing ? subjects : subjects.filter { !$0.hasPrefix("figures/") }
    }

    /// A change of the record alone, all else as it was.
    private func disagreementsOfRecord(_ change: (inout RunRecord) -> Void) throws -> [String] {
        try disagreements(drawing: true) { evidence in
            var record = RunRecord.sample()
            change(&record)
            evidence.record = try record.encoded()
        }
    }

    private static func replace(_ passage: String, by replacement: String, in data: inout Data?) throws {
        let text = String(decoding: data ?? Data(), as: UTF8.self)
        let range = try #require(text.firstRange(of: passage))
        data = Data(text.replacingCharacters(in: range, with: replacement).utf8)
    }

    @Test func `What is true agrees in every statement`() throws {
        let check = Check(try #require(Self.truth))
        #expect(check.disagreements == [])
        #expect(check.passed)
        #expect(check.summary == "all \(check.rows.count) statements agree.")
        // Record, accuracy, report, page and its figures, README, parameters, figures and their list, program, 2 passages of code, 4 files of
        // data, evaluation, confusion matrix, repetition, gate.
        #expect(check.rows.count == 18 + 4 * Figure.all(of: .sample()).count)
    }

    /// The sample run with an author's template, as `render` leaves it.
    private func authored(_ template: String) throws -> CheckEvidence {
        var record = RunRecord.sample()
        let templates = AuthoredTemplates([.report: Data(template.utf8)])
        record.presentation.templates = templates.hashes
        var evidence = try #require(Self.truth)
        evidence.record = try record.encoded()
        evidence.templates = templates
        evidence.report = Data(
            try RunOutputs(record: record, recordSHA256: Self.recordSHA256, templates: templates).report.utf8)
        (evidence.page, evidence.retrained, evidence.figures) = (nil, nil, [:])
        return evidence
    }

    private static let template = "# Mine\n\nIt reads {{test.accuracy}}.\n\nEnd.\n"

    private func subjects(_ evidence: CheckEvidence) -> [String] {
        Check(evidence).disagreements.map(\.subject).filter { !$0.hasPrefix("figures/") }
    }

    @Test func `An author's report is true where its template is the one that was rendered`() throws {
        var evidence = try authored(Self.template)
        #expect(subjects(evidence) == [])
        #expect(Check(evidence).rows.contains { $0.subject == "report/mnist/report.md, SHA-256" && $0.agrees })
        try Self.replace("94.00", by: "95.00", in: &evidence.report)
        #expect(subjects(evidence) == ["report/mnist/README.md, line 3"])
    }

    @Test func `A template that was changed, removed or spoiled is named with its line`() throws {
        var evidence = try authored(Self.template)
        evidence.templates = AuthoredTemplates([.report: Data(Self.template.replacing("End", with: "The end").utf8)])
        #expect(subjects(evidence) == ["report/mnist/report.md, line 5", "report/mnist/README.md, line 5"])
        evidence.templates = AuthoredTemplates([.report: Data(("{{! a }}\n" + Self.template).utf8)])
        #expect(subjects(evidence) == ["report/mnist/report.md, SHA-256"])
        evidence.templates = AuthoredTemplates([.report: Data("a\n{{test.acuracy}}".utf8)])
        #expect(subjects(evidence) == ["report/mnist/report.md, line 2, column 3"])
        evidence.templates = .none
        #expect(subjects(evidence).first == "report/mnist/report.md, SHA-256")
    }

    @Test func `Numbers typed into a template are noted`() throws {
        let evidence = try authored("It reads 94.00 %.\n")
        #expect(subjects(evidence) == [])
        #expect(Check(evidence).notes.contains { $0.hasPrefix("report/mnist/report.md, line 1: 94.00 %") })
    }

    @Test func `Values in sentences of the README are checked`() throws {
        var evidence = try #require(Self.truth)
        evidence.figures = [:]
        let readme = evidence.readme ?? Data()
        evidence.readme = readme + Data("<!-- lenet:mnist test.errors -->6<!-- lenet:end -->\n".utf8)
        #expect(subjects(evidence) == [])
        evidence.readme = readme + Data("<!-- lenet:mnist test.errors -->7<!-- lenet:end -->\n".utf8)
        let line = readme.count { $0 == 0x0a } + 1
        #expect(subjects(evidence) == ["README.md, line \(line), test.errors"])
        evidence.readme = readme + Data("<!-- lenet:mnits test.errors -->6<!-- lenet:end -->\n".utf8)
        #expect(subjects(evidence) == ["README.md, line \(line)"])
        evidence.runs = ["mnist", "mnits"]
        #expect(subjects(evidence) == [])
    }

    @Test func `A PDF of another text is not true`() throws {
        var evidence = try #require(Self.truth)
        evidence.figures = [:]
        let outputs = RunOutputs(record: .sample(), recordSHA256: Self.recordSHA256)
        evidence.pdf = try PrintedReport(outputs, on: .a4).pdf(Data("%PDF-1.4".utf8))
        #expect(subjects(evidence) == [])
        evidence.pdf = try PrintedReport(RunOutputs(.sample(), "# Other\n"), on: .a4).pdf(Data("%PDF-1.4".utf8))
        #expect(subjects(evidence) == ["report/mnist/report.pdf"])
    }

    @Test func `Without data, figures are compared and nothing is claimed of the rest`() throws {
        #expect(
            try disagreements { evidence in
                (evidence.dataset, evidence.confusion, evidence.retrained, evidence.minimumAccuracy) = (
                    nil, nil, nil, nil
                )
                (evidence.code, evidence.generator, evidence.page) = (nil, nil, nil)
                evidence.readme = nil
            }.isEmpty)
    }

    @Test func `A digit of the report is named by its line`() throws {
        #expect(
            try disagreements { try Self.replace("94.00", by: "99.00", in: &$0.report) }
                == ["report/mnist/README.md, line 3"])
    }

    @Test func `Each line of the report that differs is named, up to ten, then counted`() throws {
        let all = try disagreements { evidence in
            let text = String(decoding: evidence.report ?? Data(), as: UTF8.self)
            evidence.report = Data(text.replacing("0", with: "8").utf8)
        }
        #expect(all.count == 11 && all[0] == "report/mnist/README.md, line 3" && all[10] == "report/mnist/README.md")
    }

    @Test func `Lines added to or missing from the report are named`() throws {
        #expect(
            try disagreements { $0.report?.append(contentsOf: "More.\n".utf8) }.last
                == "report/mnist/README.md, number of lines")
        #expect(try disagreements { $0.report = nil } == ["report/mnist/README.md"])
    }

    @Test func `A digit of the README's block is named, one outside is not our business`() throws {
        #expect(
            try disagreements { try Self.replace("94.00", by: "94.01", in: &$0.readme) }
                == ["README.md, block mnist, line 3"])
        #expect(try disagreements { try Self.replace("More.", by: "Less.", in: &$0.readme) }.isEmpty)
    }

    @Test func `A README without markers, or none at all, is named`() throws {
        #expect(
            try disagreements { try Self.replace("<!-- lenet:mnist:end -->", by: "", in: &$0.readme) } == ["README.md"])
        #expect(
            try disagreements { evidence in
                var record = RunRecord.sample()
                record.presentation.isInReadme = true
                evidence.record = try record.encoded()
                evidence.readme = nil
            }.contains("README.md"))
    }

    @Test func `A digit of the page is named`() throws {
        let subjects = try disagreements { try Self.replace("94.00", by: "94.01", in: &$0.page) }
        #expect(subjects.count == 1 && subjects[0].hasPrefix("report/mnist/index.html, line "))
    }

    @Test func `Another file of parameters, or none, is named`() throws {
        let subject = "report/mnist/lenet.safetensors, SHA-256"
        #expect(try disagreements { $0.parametersSHA256 = RunRecord.digest("0") } == [subject])
        #expect(try disagreements { $0.parametersSHA256 = nil } == [subject])
        let metadata = CheckEvidence.Metadata(stated: ["a": "1", "b": "2"], expected: ["a": "1", "b": "3", "c": "4"])
        #expect(
            try disagreements { $0.parametersMetadata = metadata } == [
                "report/mnist/lenet.safetensors, metadata b", "report/mnist/lenet.safetensors, metadata c",
            ])
    }

    @Test func `A digit of the record that no sentence mentions changes its hash, which the report states`() throws {
        let subjects = try disagreements { evidence in
            var record = RunRecord.sample()
            record.exhibits.filters[1].weights[0] += 0.001
            evidence.record = try record.encoded()
            evidence.recordSHA256 = RunRecord.digest("9")
            (evidence.retrained, evidence.page) = (nil, nil)
        }
        #expect(subjects.contains { $0.hasPrefix("report/mnist/README.md, line ") })
    }

    @Test func `A record that contradicts itself is named place by place`() throws {
        let subjects = try disagreementsOfRecord({ $0.test.accuracy = 0.95 })
        #expect(subjects.contains("report/mnist/run.json, test.accuracy"))
        let epochs = try disagreementsOfRecord({ $0.epochs[1].validationAccuracy = 0.951 })
        #expect(epochs.contains("report/mnist/run.json, epochs[1].validationAccuracy"))
    }

    @Test func `A record changed in consistent ways is at odds with all that was rendered from it`() throws {
        let subjects = try disagreementsOfRecord({ record in
            record.test = TestResult(confusion: .sample(mistakes: [(4, 9, 3), (7, 2, 2)]))
            record.exhibits.mistakes.removeLast()
        })
        for expected in [
            "report/mnist/README.md, line 3", "README.md, block mnist, line 3", "figures/mnist/4_confusion_matrix.png",
            "parameters, evaluated anew", "confusion matrix, 9 taken for 4", "run repeated, test.accuracy",
        ] {
            #expect(subjects.contains(expected), "\(expected) is not among \(subjects)")
        }
    }

    @Test func `A record in another form, missing, broken or of another version is named`() throws {
        let form = try disagreements { try Self.replace("\"seed\" : 42", by: "\"seed\":  42", in: &$0.record) }
        #expect(form.count == 1 && form[0].hasPrefix("report/mnist/run.json, line "))
        #expect(try disagreements { $0.record = nil } == ["report/mnist/run.json"])
        #expect(try disagreements { $0.record?.removeLast(5) } == ["report/mnist/run.json"])
        #expect(
            try disagreements { try Self.replace("\"schemaVersion\" : 2", by: "\"schemaVersion\" : 7", in: &$0.record) }
                == ["report/mnist/run.json"])
    }

    private static let figure = "2_training_loss.png"

    /// A check after a change of figures, whose hashes the list is given anew, as a forger would do too.
    private func check(
        _ record: RunRecord? = nil, drawnBy origin: ((inout FigureManifest.Origin) -> Void)? = nil,
        _ change: (inout [String: Data]) throws -> Void
    ) throws -> Check {
        var evidence = try record.map(Self.evidence) ?? #require(Self.truth)
        try change(&evidence.figures)
        var manifest = FigureManifest(evidence.figures.filter { Figure.isFileName($0.key) })
        origin?(&manifest.drawnBy)
        evidence.figures[FigureManifest.fileName] = try manifest.encoded()
        evidence.page = nil
        return Check(evidence)
    }

    /// The subjects that then do not agree.
    private func forging(
        _ record: RunRecord? = nil, origin: ((inout FigureManifest.Origin) -> Void)? = nil,
        _ change: (inout [String: Data]) throws -> Void
    ) throws -> [String] {
        try check(record, drawnBy: origin, change).disagreements.map(\.subject)
    }

    @Test func `A figure that is missing, broken, of another run or left over is named`() throws {
        let name = Self.figure
        let subject = "figures/mnist/\(name)"
        #expect(try forging { $0[name] = nil } == [subject])
        #expect(try forging { $0[name] = Data("no figure".utf8) } == [subject])
        #expect(try forging { $0[name]?.removeLast(400) } == [subject])
        #expect(try forging { $0[name] = $0["2_training_loss-dark.png"] } == [subject])
        #expect(try forging { $0["9_old.png"] = $0[name] } == ["figures/mnist/9_old.png"])
        #expect(try forging { $0["notes.txt"] = Data() }.isEmpty)
    }

    @Test func `A figure that is not the one on the list is named, and a list that is lost or another`() throws {
        let list = "figures/mnist/figures.json"
        #expect(
            try disagreements(drawing: true) { $0.figures[Self.figure] = $0.figures["1_some_digits.png"] }
                == ["\(list), \(Self.figure)", "figures/mnist/\(Self.figure)"])
        #expect(
            try disagreements(drawing: true) { evidence in
                evidence.figures[FigureManifest.fileName] = nil
            } == [list])
        #expect(
            try disagreements(drawing: true) { $0.figures[FigureManifest.fileName]?.append(0x20) } == [list])
    }

    @Test func `A byte changed in a figure is named`() throws {
        #expect(
            try forging { figures in
                guard var file = figures["4_confusion_matrix.png"] else { return }
                file[file.count / 2] ^= 0x10
                figures["4_confusion_matrix.png"] = file
            } == ["figures/mnist/4_confusion_matrix.png"])
    }

    /// A chunk put before the end of a PNG, with a checksum that is wrong or right: neither matters.
    private func chunk(_ type: String, _ content: [UInt8]) -> Data {
        Data([0, 0, 0, UInt8(content.count)]) + Data(type.utf8) + Data(content) + Data([0, 0, 0, 0])
    }

    @Test(arguments: ["tRNS", "gAMA", "acTL", "tEXt"])
    func `A figure with chunks that ours do not have is named, drawn here or elsewhere`(type: String) throws {
        for origin in [nil, { $0.freeType = "2.10.0" } as (inout FigureManifest.Origin) -> Void] {
            let subjects = try forging(origin: origin) { figures in
                guard let file = figures[Self.figure] else { return }
                figures[Self.figure] = file.dropLast(12) + chunk(type, [1, 2, 3, 4]) + file.suffix(12)
            }
            #expect(subjects == ["figures/mnist/\(Self.figure)"])
        }
        #expect(try forging { $0[Self.figure]?.append(contentsOf: [1, 2, 3]) } == ["figures/mnist/\(Self.figure)"])
    }

    @Test func `An image that claims another size is named before it is decoded`() throws {
        let subjects = try forging { figures in
            for name in figures.keys where name.hasSuffix(".png") {
                figures[name]?.replaceSubrange(16..<24, with: [0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10])
            }
        }
        #expect(subjects.count == 2 * Figure.all(of: .sample()).count)
    }

    /// Figures drawn by other libraries: what they would differ by is allowed, a forged number is not.
    @Test(arguments: [50, 300])
    func `Elsewhere a digit in place of another is named, and little else`(dpi: Int) throws {
        let elsewhere: (inout FigureManifest.Origin) -> Void = { $0.freeType = "2.10.0" }
        var record = RunRecord.sample()
        record.presentation.dpi = dpi
        var other = record
        other.exhibits.mistakes[0].predicted = 8
        let name = "7_mistakes.png"
        let forged = try #require(Figure(.mistakes, of: other)).render(.png, appearance: .light, dpi: dpi)
        #expect(try forging(record, origin: elsewhere) { _ in }.isEmpty)
        #expect(try forging(record, origin: elsewhere) { $0[name] = forged } == ["figures/mnist/\(name)"])
    }

    @Test func `A figure of another resolution than the record's is named`() throws {
        let finer = try #require(Figure(.mistakes, of: .sample())).render(.png, appearance: .light, dpi: 72)
        #expect(try forging { $0["7_mistakes.png"] = finer } == ["figures/mnist/7_mistakes.png"])
    }

    @Test(arguments: [DrawingFormat.svg, .pdf])
    func `Formats on record must be there, others must not`(format: DrawingFormat) throws {
        var record = RunRecord.sample()
        record.presentation.formats = ["png", format.rawValue].sorted()
        let name = "7_mistakes-dark.\(format.rawValue)"
        let file = try #require(Figure(.mistakes, of: record)).render(format, appearance: .dark, dpi: 72)
        #expect(try Self.evidence(record).figures[name] == file)
        #expect(try forging(record) { _ in }.isEmpty)
        #expect(try forging(record) { $0[name] = nil } == ["figures/mnist/\(name)"])
        #expect(try forging(record) { $0[name] = Data(file.dropLast(2)) } == ["figures/mnist/\(name)"])
        #expect(try forging { $0[name] = file } == ["figures/mnist/\(name)"])
        #expect(try forging { $0["3_mine.\(format.rawValue)"] = file } == ["figures/mnist/3_mine.\(format.rawValue)"])
    }

    @Test func `PDF that other libraries drew is said not to be verified, and counts as nothing`() throws {
        var record = RunRecord.sample()
        record.presentation.formats = ["pdf", "png"]
        let here = try check(record) { _ in }
        let other: (inout FigureManifest.Origin) -> Void = { $0.cairo = "1.14.0" }
        let elsewhere = try check(record, drawnBy: other) { _ in }
        let files = 2 * Figure.all(of: record).count
        #expect(here.notes.isEmpty && here.passed && elsewhere.passed)
        #expect(elsewhere.rows.count == here.rows.count - files)
        #expect(elsewhere.notes.count == 1)
        let note = "Not verified: \(files) PDF files in figures/mnist, drawn by Cairo 1.14.0"
        #expect(elsewhere.notes[0].hasPrefix(note))
        let lost = try check(record, drawnBy: other) { $0["7_mistakes.pdf"] = nil }
        #expect(lost.disagreements.map(\.subject) == ["figures/mnist/7_mistakes.pdf"])
    }

    @Test func `Elsewhere an SVG may differ by hundredths of a point, not by a digit`() throws {
        let elsewhere: (inout FigureManifest.Origin) -> Void = { $0.cairo = "1.14.0" }
        var other = RunRecord.sample()
        other.exhibits.mistakes[0].predicted = 8
        let (figure, forged) = (
            try #require(Figure(.mistakes, of: .sample())), try #require(Figure(.mistakes, of: other))
        )
        let name = figure.fileName(.light, .svg)
        var record = RunRecord.sample()
        record.presentation.formats = ["png", "svg"]
        let file = try figure.render(.svg, appearance: .light, dpi: 72)
        let moved = String(decoding: file, as: UTF8.self).replacing(
            "stroke-width=\"0.6\"", with: "stroke-width=\"0.605\""
        )
        .replacing("stroke-width:0.6;", with: "stroke-width:0.605;")
        #expect(Data(moved.utf8) != file)
        #expect(try forging(record, origin: elsewhere) { $0[name] = Data(moved.utf8) }.isEmpty)
        let forgery = try forged.render(.svg, appearance: .light, dpi: 72)
        #expect(try forging(record, origin: elsewhere) { $0[name] = forgery } == ["figures/mnist/\(name)"])
    }

    @Test func `A figure within the page is compared too`() throws {
        var other = RunRecord.sample()
        other.exhibits.mistakes[0].predicted = 8
        let forged = try ReportPage(RunOutputs(record: other, recordSHA256: Self.recordSHA256)).html()
        let parts = try #require(ReportPageParts(forged))
        let subjects = try disagreements { evidence in
            let honest = try #require(ReportPageParts(String(decoding: evidence.page ?? Data(), as: UTF8.self)))
            evidence.page = Data(honest.replacingFigures(with: parts).utf8)
        }
        #expect(
            subjects == ["report/mnist/index.html, figure 7, dark", "report/mnist/index.html, figure 7, light"])
    }

    @Test func `Code that is not the code compiled is named with its line`() throws {
        #expect(
            try disagreements { $0.code?[1].text = "for batch in batches {\n    skip(batch)\n}" }
                == ["code, The training loop (Sources/Training/Training.swift), line 2"])
        #expect(try disagreements { $0.code?.remove(at: 0) } == ["code, The network"])
        #expect(try disagreements { $0.code?[0].path = "Elsewhere.swift" } == ["code, The network"])
        #expect(
            try disagreements { $0.code?.append(CodeExcerpt(title: "Adam", path: "Adam.swift", text: "")) }
                == ["code, Adam"])
        #expect(try disagreements { $0.generator?.version = "2.0.0" } == ["program"])
    }

    @Test func `Other data, other answers and another repetition are named`() throws {
        #expect(
            try disagreements { $0.dataset?.hashes["t10k-labels-idx1-ubyte"] = RunRecord.digest("0") }
                == ["data, t10k-labels-idx1-ubyte, SHA-256"])
        #expect(
            try disagreements { evidence in
                evidence.confusion = .sample(mistakes: [(4, 9, 3), (7, 2, 2), (9, 5, 1)])
            } == ["confusion matrix, 9 taken for 4", "confusion matrix, 9 taken for 5"])
        #expect(
            try disagreements { $0.confusion = .sample(classes: 3) }
                == ["parameters, evaluated anew", "confusion matrix, classes"])
        #expect(
            try disagreements { $0.retrained?.trainingLoss[7] = 1 } == ["run repeated, trainingLoss[7]"])
    }

    @Test func `An accuracy below the gate is named, one just at it is not`() throws {
        #expect(try disagreements { $0.minimumAccuracy = 94.01 } == ["test accuracy, gate"])
        #expect(try disagreements { $0.minimumAccuracy = 94 }.isEmpty)
        #expect(try disagreements { $0.minimumAccuracy = .nan } == ["test accuracy, gate"])
    }

    @Test func `The record of another run than the folder says is named`() throws {
        let evidence = try Self.evidence(.sample(kind: .synthetic))
        var moved = evidence
        moved.name = "mnist"
        #expect(Check(moved).disagreements.map(\.subject) == ["data set's name"])
        #expect(Check(evidence).passed)
    }
}

/// A page cut at its figures.
private struct ReportPageParts {
    private let texts: [String]
    private let figures: [String]

    init?(_ page: String) {
        let pieces = page.components(separatedBy: "\"data:image/")
        guard pieces.count > 1 else { return nil }
        figures = pieces.dropFirst().map { String($0.prefix { $0 != "\"" }) }
        texts = [pieces[0]] + pieces.dropFirst().map { String($0.drop { $0 != "\"" }) }
    }

    func replacingFigures(with other: ReportPageParts) -> String {
        zip(other.figures, texts.dropFirst()).reduce(texts[0]) { $0 + "\"data:image/" + $1.0 + $1.1 }
    }
}
