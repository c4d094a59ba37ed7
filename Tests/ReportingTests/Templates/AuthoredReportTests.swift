import Foundation
import Reporting
import RunRecordFixtures
import RunRecords
import Templates
import Testing

extension RunOutputs {
    /// What a run renders with an author's template.
    init(_ record: RunRecord, _ template: String, _ document: TemplateDocument = .report) {
        self.init(
            record: record, recordSHA256: RunRecord.digest("f"),
            templates: AuthoredTemplates([document: Data(template.utf8)]))
    }
}

@Suite struct AuthoredReportTests {
    private func text(_ template: String, _ record: RunRecord = .sample()) throws -> String {
        try RunOutputs(record, template).report
    }

    private func error(_ template: String, _ record: RunRecord = .sample()) -> String? {
        #expect(throws: TemplateError.self) { try text(template, record) }?.description
    }

    @Test func `Each value has a format of its own, and others on request`() throws {
        let cases = [
            ("test.accuracy", "94.00\u{a0}%"), ("test.accuracy | decimals 1", "94.0\u{a0}%"),
            ("test.accuracy | fraction", "0.9400"), ("test.accuracy | fraction 2", "0.94"),
            ("test.accuracy | percent 3", "94.000\u{a0}%"), ("test.accuracy | code", "`94.00\u{a0}%`"),
            ("test.errors", "6"), ("network.multiply-adds", "416,520"), ("training.first-loss", "2.3000"),
            ("settings.learning-rate", "0.001"), ("settings.learning-rate | percent", "0.1\u{a0}%"),
            ("settings.batch-size", "60"), ("settings.seed", "42"), ("settings.recipe", "notebook"),
            ("test.interval.lower", "87.52\u{a0}%"), ("hardest.name", "4"), ("hardest.recall", "70.00\u{a0}%"),
            ("data.title", "MNIST"), ("data.class-noun", "digit"), ("program.version", "1.2.3"),
        ]
        for (name, expected) in cases {
            #expect(try text("{{\(name)}}") == expected, "\(name)")
        }
    }

    @Test func `What is nearly certain is not written as certain`() throws {
        var record = RunRecord.sample()
        record.exhibits.mistakes[0].probability = 0.99999
        #expect(try text("{{#mistakes | first 1}}{{probability}}{{/mistakes}}", record) == "\\> 99.99\u{a0}%")
    }

    @Test func `No number is written with an exponent`() throws {
        var record = RunRecord.sample()
        record.configuration.learningRate = 1e-5
        record.configuration.weightDecay = 2.5e-7
        record.configuration.rotation = 1.5e21
        let template = "{{settings.learning-rate}} {{settings.weight-decay}} {{settings.rotation}}"
        #expect(try text(template, record) == "0.00001 0.00000025 1500000000000000000000")
        record.trainingLoss = record.trainingLoss.map { $0 * 1e20 }
        #expect(try !text("{{training.first-loss}}", record).contains("e"))
    }

    @Test func `Conditions follow the run`() throws {
        let template = "{{#overfits}}too well{{/overfits}}{{^overfits}}fair{{/overfits}}"
        #expect(try text(template) == "fair")
        #expect(try text(template, .sample(accuracies: { _ in (540, 30) })) == "too well")
        let optional =
            "{{#training.validation-accuracy}}{{training.validation-accuracy}}{{/training.validation-accuracy}}"
        #expect(try text(optional) == "96.67\u{a0}%")
        #expect(try text(optional, .sample(validationImages: 0)) == "")
        #expect(
            error("a\n{{training.validation-accuracy}}", .sample(validationImages: 0))?
                .hasPrefix("report/mnist/report.md, line 2, column 3: this run has no `training.validation-accuracy`")
                == true)
    }

    @Test func `Lists go through classes, epochs and confusions`() throws {
        #expect(
            try text("{{#confusions}}{{actual}} as {{predicted}} {{count}}{{^is-last}}, {{/is-last}}{{/confusions}}.")
                == "4 as 9 3, 7 as 2 2, 9 as 4 1.")
        #expect(
            try text("{{#classes-by-recall | first 2}}{{position}} {{name}} {{recall}};{{/classes-by-recall}}")
                == "1 4 70.00\u{a0}%;2 7 80.00\u{a0}%;")
        #expect(
            try text("{{#confusions | first 2}}{{count}}{{^is-last}} and {{/is-last}}{{/confusions}}.") == "3 and 2.")
        #expect(try text("{{#epochs}}{{number}} {{/epochs}}") == "1 2 3 ")
        #expect(try text("{{#confusions}}x{{/confusions}}", .sample(confusion: .sample(mistakes: []))) == "")
    }

    @Test func `Names of the data cannot become markup, and break no table`() throws {
        var record = RunRecord.sample(kind: .files)
        record.dataset.name = "<b>|*"
        #expect(try text("| {{data.name}} |", record) == "| &lt;b&gt;\\|\\* |")
        for (name, expected) in [("- a", "\\- a"), ("1. a", "1\\. a"), ("+", "\\+"), ("12", "12"), ("", "")] {
            record.dataset.name = name
            #expect(try text("{{data.name}}", record) == expected)
        }
    }

    @Test func `A figure takes words of the author's, and figures are numbered as they come`() throws {
        let report = try text(
            """
            {{> figure mistakes "Of {{test.errors}} errors *these*."}}

            {{> figure confusion-matrix}}

            {{> figure augmentation}}

            End.

            """)
        #expect(report.contains("7_mistakes.png\">\n</picture>\n\n**Figure 1.** Of 6 errors *these*.\n\n<picture>"))
        #expect(report.contains("\n\n**Figure 2. Confusion matrix.** Counts of test images"))
        #expect(report.hasSuffix("\n\nEnd.\n") && !report.contains("\n\n\n"))
    }

    @Test func `Passages link to sections that the report has`() throws {
        let origin = "{{> data-origin}}\n"
        #expect(try text(origin).contains("their content, listed in `run.json`."))
        #expect(try text(origin + "\n## Provenance\n").contains("content, listed under [Provenance](#provenance)."))
        let files = "{{> data-folder}}\n"
        #expect(try text(files, .sample(kind: .files)).contains("the hashes listed in `run.json`."))
    }

    @Test func `The page shows the author's report under the author's title`() throws {
        let page = try ReportPage(RunOutputs(.sample(), "# My *own* report\n\n{{> figure filters}}\n")).html(dpi: 36)
        #expect(page.contains("<title>My own report</title>"))
        #expect(page.components(separatedBy: "<picture>").count == 2)
    }

    @Test func `A file that is no text, or has no words, is refused`() {
        let bytes = Data("é\n".utf8) + Data([0x61, 0xff])
        let outputs = RunOutputs(record: .sample(), recordSHA256: "", templates: AuthoredTemplates([.report: bytes]))
        let error = #expect(throws: TemplateError.self) { try outputs.report }
        #expect(error?.description == "report/mnist/report.md, line 2, column 1: this line is not UTF-8.")
        for text in ["", " \n\n"] { #expect(self.error(text)?.contains("there are no words here") == true) }
    }
}

@Suite struct BuiltInTemplateTests {
    /// Runs that leave out one passage or another.
    private static let records = [
        RunRecord.sample(), .sample(kind: .synthetic, validationImages: 0), .sample(kind: .files, epochs: 1),
        .sample(confusion: ConfusionMatrix(classes: 10)), .sample(confusion: .sample(mistakes: [])),
    ]

    @Test func `Passages without words leave no gap`() throws {
        for record in Self.records {
            let outputs = RunOutputs(record: record, recordSHA256: "")
            for text in [try outputs.report, try outputs.readmeSummary] {
                #expect(!text.contains("\n\n\n") && !text.contains("{{") && !text.hasPrefix("\n"))
            }
            #expect(try outputs.report.hasSuffix("|\n"))
        }
    }

    @Test func `As an author's template it gives the same report`() throws {
        for record in Self.records {
            let outputs = RunOutputs(record: record, recordSHA256: RunRecord.digest("f"))
            #expect(try RunOutputs(record, TemplateDocument.report.builtIn).report == outputs.report)
            #expect(
                try RunOutputs(record, TemplateDocument.summary.builtIn, .summary).readmeSummary
                    == outputs.readmeSummary)
        }
    }

    @Test func `Whole sections stand for what is under their headings`() throws {
        let report = try RunOutputs(record: .sample(), recordSHA256: RunRecord.digest("f")).report
        let titles = report.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { $0.dropFirst(3) }
        try #require(!titles.isEmpty)
        let sections = titles.map { "## \($0)\n\n{{> \($0.lowercased().replacing(" ", with: "-"))}}\n" }
        let template = (["# LeNet-5 on MNIST\n\n{{> introduction}}\n"] + sections).joined(separator: "\n")
        #expect(try RunOutputs(.sample(), template).report == report)
        let none = RunRecord.sample(confusion: ConfusionMatrix(classes: 10))
        #expect(try RunOutputs(none, "a\n\n{{> confidence}}\n").report == "a\n")
    }
}

@Suite struct ValueListTests {
    @Test func `Every listed name can be written, and has a meaning`() throws {
        struct Listed: Decodable {
            struct Value: Decodable {
                let name, kind, meaning: String
                let value: String?
            }
            let values: [Value]
        }
        let record = RunRecord.sample()
        let list = try ValueList(RunOutputs(record: record, recordSHA256: RunRecord.digest("f")))
        let values = try JSONDecoder().decode(Listed.self, from: list.json()).values
        #expect(values.count > 100 && Set(values.map(\.name)).count == values.count)
        #expect(values.allSatisfy { $0.meaning.hasSuffix(".") })
        let lists = Set(values.filter { $0.kind == "a list" }.map { $0.name + "." })
        for value in values where !lists.contains(where: value.name.hasPrefix) {
            let template =
                value.kind == "a condition"
                ? "{{#\(value.name)}}true{{/\(value.name)}}{{^\(value.name)}}false{{/\(value.name)}}"
                : "{{\(value.name)}}"
            guard let text = value.value, value.kind != "a list" else { continue }
            #expect(try RunOutputs(record, template).report == text, "\(value.name)")
        }
        for setting in Setting.all { #expect(values.contains { $0.name == "settings.\(setting.option)" }) }
        #expect(list.text.contains("test.accuracy ") && list.text.contains("{{> figure FIGURE [\"CAPTION\"]}}"))
    }
}

@Suite struct TypedNumbersTests {
    private func warnings(_ template: String) -> [String] { RunOutputs(.sample(), template).warnings }

    @Test func `A number that the record has is better named`() {
        #expect(
            warnings("a\n\nIt reads 94.00 % of them, {{test.accuracy}}.\n") == [
                "report/mnist/report.md, line 3: 94.00 % is typed by hand and equals a value on record; "
                    + "{{test.accuracy}} would stay true."
            ])
        #expect(warnings("It reads 94.0 % of them.").first?.contains("{{test.accuracy | decimals 1}}") == true)
        #expect(warnings("It saw 540 images.").first?.contains("{{data.training-images}}") == true)
        #expect(warnings("{{> figure filters \"Of 540 images.\"}}").count == 1)
    }

    @Test func `Other numbers, small ones, code and parts of words are left alone`() {
        for text in ["10 classes", "541 images", "`540`", "```\n540\n```", "v540", "540px", "1,540", "x/540/y", "#540"]
        {
            #expect(warnings(text) == [], "\(text)")
        }
        #expect(RunOutputs(record: .sample(), recordSHA256: "").warnings == [])
    }
}
