import RunRecords
import Templates

/// The report of a run: everything it says follows from the record and the template, so that nothing in it can go stale.
package struct Report: Sendable {
    let record: RunRecord
    let recordSHA256: String
    let illustrations: [Illustration]
    /// The report's file as links call it.
    let address: String
    /// What a study of the same settings adds.
    private(set) var study: StudyHeadline?
    /// The study's report as links call it.
    private(set) var studyAddress = ""
    /// The sections of the text, to which passages link.
    private var headings: Set<String> = []

    /// - Parameters:
    ///   - record: A record without `disagreements`.
    ///   - recordSHA256: SHA-256 in lowercase hexadecimal of the record's JSON, which ties the report to each of its
    ///     digits, those no sentence mentions too.
    ///   - illustrations: The figures with the addresses at which the text's readers find them.
    ///   - address: The report as seen from the text.
    package init(
        record: RunRecord, recordSHA256: String, illustrations: [Illustration], address: String = "README.md"
    ) {
        self.record = record
        self.recordSHA256 = recordSHA256
        self.illustrations = illustrations
        self.address = address
    }

    init(
        record: RunRecord, recordSHA256: String, illustrations: [Illustration], address: String, study: StudyHeadline?,
        studyAddress: String
    ) {
        self.init(record: record, recordSHA256: recordSHA256, illustrations: illustrations, address: address)
        (self.study, self.studyAddress) = (study, studyAddress)
    }

    /// A text that a template makes of the run.
    package struct Text: Sendable {
        /// GitHub's Markdown, with the lines of the template that it comes from.
        package let markdown: RenderedTemplate
        /// The figures it shows, in order.
        package let figures: [FigureIdentity]

        /// The text after lines that no template makes.
        func following(_ head: String) -> Text {
            var markdown = markdown
            markdown.text = head + markdown.text
            markdown.sourceLines = Array(repeating: 1, count: head.count { $0 == "\n" }) + markdown.sourceLines
            return Text(markdown: markdown, figures: figures)
        }
    }

    package func text(_ template: Template) throws(TemplateError) -> Text {
        var report = self
        report.headings = template.headings
        return try Texts(report).text(template)
    }

    /// What templates make of one run, whose values are found once for all of them.
    struct Texts {
        private let environment: ReportEnvironment
        private let values: TemplateContext

        init(_ report: Report) throws(TemplateError) {
            environment = try ReportEnvironment(report)
            values = try environment.values
        }

        func text(_ template: Template) throws(TemplateError) -> Text {
            var environment = environment
            let markdown = try template.rendered(values, in: &environment)
            return Text(markdown: markdown, figures: environment.figures)
        }
    }

    /// The built-in report.
    package var markdown: String {
        get throws(TemplateError) { try text(try AuthoredTemplates.none.template(.report, name: "")).markdown.text }
    }

    /// A link to a section; `nil` where the text has none of that title.
    func link(toSection title: String) -> String? {
        headings.contains(title) ? "[\(title)](#\(title.lowercased()))" : nil
    }

    /// Where a reader finds the hashes of the run's files.
    var placeOfHashes: String { link(toSection: "Provenance").map { "under " + $0 } ?? "in `run.json`" }

    /// What the headline's words on the study mean, after a space; nothing without a study.
    var studyExplanation: String { study.map { " " + $0.explanation(address: studyAddress) } ?? "" }

    var names: ClassNames { ClassNames(record.dataset, isMarkdown: true) }

    /// The data set as a title says it, before it is escaped.
    var datasetTitle: String {
        switch record.dataset.kind {
        case .mnist: "MNIST"
        case .synthetic: "synthetic digits"
        case .files: "the data set " + record.dataset.name
        }
    }
}
