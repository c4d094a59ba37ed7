import Charts
import Foundation
import RunRecords

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

    var rows: [CheckRow] { report + page + livePage + badges + readme }

    private static let agreement = "as run.json renders it"

    private var report: [CheckRow] {
        LineDifference.rows(
            RunOutputs.reportPath(name: evidence.name), stated: evidence.report, found: Data(outputs.report.utf8),
            agreement: Self.agreement)
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
        let expected = outputs.figures.flatMap { figure in [(figure, Appearance.dark), (figure, .light)] }
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

    /// The block of README.md, where that mentions this run or the record says that it shows it.
    private var readme: [CheckRow] {
        let isMentioned = evidence.readme.map { outputs.readmeBlock.isMentioned(in: $0) } ?? false
        guard isMentioned || outputs.record.presentation.isInReadme else { return [] }
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
