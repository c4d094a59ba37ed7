import Charts
import Foundation
import RunRecords
import Templates

/// The committed texts against those that the record renders.
struct DocumentCheck {
    private let outputs: RunOutputs
    private let evidence: CheckEvidence
    private let tolerance: FigureTolerance

    init(_ outputs: RunOutputs, _ evidence: CheckEvidence, _ tolerance: FigureTolerance) {
        self.tolerance = tolerance
        self.outputs = outputs
        self.evidence = evidence
    }

    var rows: [CheckRow] { report + page + pdf + livePage + badges + readme }

    private static let agreement = "as run.json renders it"

    private var report: [CheckRow] {
        do throws(TemplateError) {
            let text = try outputs.text(.report).markdown
            return template(.report, text, stated: evidence.report)
                + LineDifference.rows(
                    RunOutputs.reportPath(name: evidence.name), stated: evidence.report, found: Data(text.text.utf8),
                    agreement: Self.agreement)
        } catch {
            return [Self.row(error)]
        }
    }

    /// Whether the author's template is the one that was rendered; where it is not, the first of its lines that makes
    /// another text.
    private func template(_ document: TemplateDocument, _ text: RenderedTemplate, stated: Data?) -> [CheckRow] {
        let recorded = outputs.record.presentation.templates?[document.fileName]
        let present = evidence.templates.hashes?[document.fileName]
        guard recorded != nil || present != nil else { return [] }
        let path = document.path(name: evidence.name)
        guard recorded != present, let present else {
            return [Check.hashRow(path, stated: recorded ?? "no template", found: present)]
        }
        let line = LineDifference.first(stated ?? Data(), Data(text.text.utf8)).map { line in
            text.sourceLines[min(line, text.sourceLines.count - 1)]
        }
        return [
            CheckRow(
                subject: path + (line.map { ", line \($0)" } ?? ", SHA-256"),
                stated: recorded.map { "SHA-256 \($0.prefix(16))… when it was rendered" }
                    ?? "rendered without a template",
                found: "SHA-256 \(present.prefix(16))…, not rendered yet", agrees: false)
        ]
    }

    static func row(_ error: TemplateError) -> CheckRow {
        CheckRow(
            subject: "\(error.file), line \(error.place.line), column \(error.place.column)",
            stated: "words that can be rendered",
            found: error.problem.description, agrees: false)
    }

    /// The page's words, and each figure within it.
    private var page: [CheckRow] {
        guard let page = evidence.page else { return [] }
        let subject = RunOutputs.pagePath(name: evidence.name)
        let text = String(decoding: page, as: UTF8.self)
        do throws(ReportPageError) {
            let stated = ReportPage.withoutFigures(text)
            let found = try ReportPage(outputs).htmlWithoutFigures()
            return LineDifference.rows(
                subject, stated: Data(stated.utf8), found: Data(found.utf8), agreement: Self.agreement)
                + figures(of: text, subject)
        } catch {
            return [CheckRow(subject: subject, stated: "a page", found: error.description, agrees: false)]
        }
    }

    /// Which text was printed, as the file's last line says it, and that nothing in the file has changed since.
    private var pdf: [CheckRow] {
        guard let pdf = evidence.pdf else { return [] }
        let subject = RunOutputs.pdfPath(name: evidence.name)
        guard let source = PrintedReport.source(of: pdf) else {
            let found = "not as this program printed it"
            return [CheckRow(subject: subject, stated: "a report", found: found, agrees: false)]
        }
        do throws(ReportPageError) {
            let words = "the report as run.json renders it"
            let isCurrent = try PrintedReport.textHash(outputs, source.paper) == source.text
            return [CheckRow(subject, stated: words, found: isCurrent ? words : "printed from another text")]
        } catch {
            return [CheckRow(subject: subject, stated: "a report", found: error.description, agrees: false)]
        }
    }

    private var livePage: [CheckRow] {
        guard let page = evidence.livePage else { return [] }
        let subject = RunOutputs.livePagePath(name: evidence.name)
        guard let rendered = page.rendered else {
            return [CheckRow(subject: subject, stated: "a page", found: "no parameters of this network", agrees: false)]
        }
        return LineDifference.rows(
            subject, stated: page.stated, found: Data(rendered.utf8),
            agreement: "as run.json and the parameters render it")
    }

    private var badges: [CheckRow] {
        evidence.badges.sorted { $0.key < $1.key }.flatMap { path, stated in
            LineDifference.rows(path, stated: stated, found: outputs.badges[path] ?? Data(), agreement: Self.agreement)
        }
    }

    /// As a page has them: each figure for dark pages, then for light ones.
    private func figures(of page: String, _ subject: String) -> [CheckRow] {
        let shown = ((try? outputs.text(.report))?.figures ?? []).compactMap { identity in
            outputs.figures.first { $0.number == identity.rawValue }
        }
        let expected = shown.flatMap { figure in [(figure, Appearance.dark), (figure, .light)] }
        let addresses = ReportPage.figures(in: page)
        guard addresses.count == expected.count else {
            return [
                CheckRow(
                    "\(subject), figures", stated: "\(addresses.count)", found: "\(expected.count)")
            ]
        }
        let comparison = FigureComparison(tolerance, evidence.figureOrigin)
        return concurrently(count: expected.count) { index in
            let (figure, appearance) = expected[index]
            return comparison.row(
                "\(subject), figure \(figure.number), \(appearance.rawValue)", inPage: addresses[index],
                figure, appearance)
        }
    }

    private var readme: [CheckRow] { block + inlineValues }

    private var inlineValues: [CheckRow] {
        guard let readme = evidence.readme else { return [] }
        do throws(TemplateError) {
            return try InlineValues(outputs).comparison(readme)
                + InlineValues.strangers(in: readme, besides: evidence.runs.union([evidence.name]))
        } catch {
            return [Self.row(error)]
        }
    }

    /// The block of README.md, where that mentions this run or the record says that it shows it.
    private var block: [CheckRow] {
        let isMentioned = evidence.readme.map { outputs.readmeBlock.isMentioned(in: $0) } ?? false
        guard isMentioned || outputs.record.presentation.isInReadme else { return [] }
        let stated = "a block with the results"
        guard let readme = evidence.readme else {
            return [CheckRow(subject: "README.md", stated: stated, found: "missing", agrees: false)]
        }
        do throws(ReadmeBlockError) {
            return summary(Data(try outputs.readmeBlock.content(of: readme).utf8))
        } catch {
            return [CheckRow(subject: "README.md", stated: stated, found: error.description, agrees: false)]
        }
    }

    private func summary(_ stated: Data) -> [CheckRow] {
        do throws(TemplateError) {
            var text = try outputs.text(.summary).markdown
            text.text = outputs.readmeBlock.content(for: text.text)
            // Below the comment that says what wrote it, and an empty line.
            text.sourceLines = [1, 1] + text.sourceLines
            return template(.summary, text, stated: stated)
                + LineDifference.rows(
                    "README.md, block \(outputs.readmeBlock.name)", stated: stated, found: Data(text.text.utf8),
                    agreement: Self.agreement)
        } catch {
            return [Self.row(error)]
        }
    }
}
