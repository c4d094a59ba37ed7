import Foundation
import RunRecords

/// The committed texts against those that the record renders.
struct DocumentCheck {
    private let outputs: RunOutputs
    private let evidence: CheckEvidence

    init(_ outputs: RunOutputs, _ evidence: CheckEvidence) {
        self.outputs = outputs
        self.evidence = evidence
    }

    var rows: [CheckRow] { report + page + livePage + readme }

    private static let agreement = "as run.json renders it"

    private var report: [CheckRow] {
        LineDifference.rows(
            RunOutputs.reportPath(name: evidence.name), stated: evidence.report, found: Data(outputs.report.utf8),
            agreement: Self.agreement)
    }

    /// Figures inside a page may come from another version of the font library, so its words alone are compared.
    private var page: [CheckRow] {
        guard let page = evidence.page else { return [] }
        let subject = RunOutputs.pagePath(name: evidence.name)
        do throws(ReportPageError) {
            let stated = ReportPage.withoutFigures(String(decoding: page, as: UTF8.self))
            let found = try ReportPage(outputs).htmlWithoutFigures()
            return LineDifference.rows(
                subject, stated: Data(stated.utf8), found: Data(found.utf8), agreement: Self.agreement)
        } catch {
            return [CheckRow(subject: subject, stated: "a page", found: error.description, agrees: false)]
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

    private var readme: [CheckRow] {
        guard evidence.expectsReadme else { return [] }
        let stated = "a block with the results"
        guard let readme = evidence.readme else {
            return [CheckRow(subject: "README.md", stated: stated, found: "missing", agrees: false)]
        }
        do throws(ReadmeBlockError) {
            let block = try outputs.readmeBlock.content(of: readme)
            return LineDifference.rows(
                "README.md, block \(outputs.readmeBlock.name)", stated: Data(block.utf8),
                found: Data(outputs.readmeBlock.content(for: outputs.readmeSummary).utf8), agreement: Self.agreement)
        } catch {
            return [CheckRow(subject: "README.md", stated: stated, found: error.description, agrees: false)]
        }
    }
}
