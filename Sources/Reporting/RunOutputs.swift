import Charts
import Foundation
import RunRecords
import Templates

/// Everything a record renders, with the places where it lies below the folder of all outputs: written by the
/// commands that render, and compared by the one that checks.
package struct RunOutputs: Sendable {
    package let record: RunRecord
    /// SHA-256 in lowercase hexadecimal of the record's JSON.
    package let recordSHA256: String
    package let figures: [Figure]
    /// The study beside the run, from which the headline learns; `nil` where there is none.
    package let study: StudyRecord?
    package let templates: AuthoredTemplates

    /// The record should be without `disagreements`; `recordSHA256` is that of `record.encoded()`.
    package init(
        record: RunRecord, recordSHA256: String, study: StudyRecord? = nil, templates: AuthoredTemplates = .none
    ) {
        self.study = study
        self.templates = templates
        self.record = record
        self.recordSHA256 = recordSHA256
        figures = Figure.all(of: record)
    }

    package static func recordPath(name: String) -> String { "report/\(name)/run.json" }
    package static func reportPath(name: String) -> String { "report/\(name)/README.md" }
    package static func pagePath(name: String) -> String { "report/\(name)/index.html" }
    package static func badgePaths(name: String) -> (json: String, svg: String) {
        ("report/\(name)/badge.json", "report/\(name)/badge.svg")
    }
    package static func pdfPath(name: String) -> String { "report/\(name)/report.pdf" }
    package static func livePagePath(name: String) -> String { "report/\(name)/live.html" }
    package static func parametersPath(name: String) -> String { "report/\(name)/lenet.safetensors" }
    package static func figuresPath(name: String) -> String { "figures/\(name)" }

    /// Where a figure's file lies.
    package func path(_ figure: Figure, _ appearance: Appearance, _ format: DrawingFormat) -> String {
        Self.figuresPath(name: record.dataset.name) + "/" + figure.fileName(appearance, format)
    }

    /// Each figure for light and for dark pages in each format on record: one file each.
    package var drawings: [(figure: Figure, appearance: Appearance, format: DrawingFormat)] {
        let formats = record.presentation.formats.compactMap(DrawingFormat.init(rawValue:))
        return figures.flatMap { figure in
            Appearance.allCases.flatMap { appearance in formats.map { (figure, appearance, $0) } }
        }
    }

    /// Of the files in the folder of figures those that are figures but none of `drawings`.
    package func staleFigures(among names: [String]) -> [String] { Figure.stale(among: names, besides: drawings) }

    /// The Markdown of `report/NAME/README.md`.
    package var report: String {
        get throws(TemplateError) { try text(.report).markdown.text }
    }

    /// What a template makes of the run.
    package func text(_ document: TemplateDocument) throws(TemplateError) -> Report.Text {
        switch document {
        case .report: try text(document, illustrations(from: "../../")).following(ModelCard(record)?.yaml ?? "")
        case .summary: try text(document, illustrations(from: ""))
        }
    }

    /// The same with figures at other addresses.
    func text(_ document: TemplateDocument, _ illustrations: [Illustration]) throws(TemplateError) -> Report.Text {
        try report(for: document, illustrations).text(try templates.template(document, name: record.dataset.name))
    }

    /// The run with links as readers of a document follow them.
    func report(for document: TemplateDocument, _ illustrations: [Illustration]) -> Report {
        let name = record.dataset.name
        let (address, studyAddress) =
            switch document {
            case .report: ("README.md", "study/README.md")
            case .summary:
                (Self.address(Self.reportPath(name: name)), Self.address(StudyOutputs.reportPath(name: name)))
            }
        return Report(
            record: record, recordSHA256: recordSHA256, illustrations: illustrations, address: address,
            study: StudyHeadline(study, of: record), studyAddress: studyAddress)
    }

    /// Throws for what an author's template asks of the run and does not get. Built-in ones ask for nothing that a run may
    /// lack.
    package func requireTexts() throws(TemplateError) {
        for document in TemplateDocument.allCases where templates.isAuthored(document) { _ = try text(document) }
    }

    /// What authors should know of their templates, a sentence each.
    package var warnings: [String] {
        let report = Report(record: record, recordSHA256: recordSHA256, illustrations: [])
        return TemplateDocument.allCases.filter(templates.isAuthored).flatMap { document in
            // A template that cannot be read is an error elsewhere.
            let template = try? templates.template(document, name: record.dataset.name)
            return template.flatMap { try? TypedNumbers($0, report) }?.warnings ?? []
        }
    }

    /// The files of a badge, by their paths.
    package var badges: [String: Data] {
        let (paths, badge) = (Self.badgePaths(name: record.dataset.name), Badge(record))
        return [paths.json: badge.json, paths.svg: badge.svg]
    }

    /// The place of the results in a README that lies beside `report` and `figures`.
    package var readmeBlock: ReadmeBlock { ReadmeBlock(name: record.dataset.name) }

    /// The Markdown that goes into `readmeBlock`.
    package var readmeSummary: String {
        get throws(TemplateError) { try text(.summary).markdown.text.trimmingCharacters(in: .newlines) }
    }

    /// The figures at their addresses below `base`.
    func illustrations(from base: String) -> [Illustration] {
        figures.map { figure in
            Illustration(
                figure, light: Self.address(base + path(figure, .light, .png)),
                dark: Self.address(base + path(figure, .dark, .png)))
        }
    }

    /// A relative path as a link writes it: `my digits` is `my%20digits`.
    private static func address(_ path: String) -> String {
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
        return path.addingPercentEncoding(withAllowedCharacters: plain) ?? path
    }
}

extension Illustration {
    init(_ figure: Figure, light: String, dark: String?) {
        self.init(
            number: figure.number, title: figure.title, caption: figure.caption, altText: figure.altText,
            lightAddress: light, darkAddress: dark)
    }
}
