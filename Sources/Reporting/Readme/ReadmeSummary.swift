import RunRecords

/// What a README shows of a run: the headline and the figures.
package struct ReadmeSummary: Sendable {
    let record: RunRecord
    let illustrations: [Illustration]
    let reportAddress: String
    /// What a study of the same settings adds, and its report as seen from the README.
    private(set) var study: StudyHeadline?
    private(set) var studyAddress = ""

    /// - Parameters:
    ///   - illustrations: The figures with their addresses as seen from the README.
    ///   - reportAddress: The report as seen from the README, such as `report/mnist/README.md`.
    package init(record: RunRecord, illustrations: [Illustration], reportAddress: String) {
        self.record = record
        self.illustrations = illustrations
        self.reportAddress = reportAddress
    }

    init(
        record: RunRecord, illustrations: [Illustration], reportAddress: String, study: StudyHeadline?,
        studyAddress: String
    ) {
        self.init(record: record, illustrations: illustrations, reportAddress: reportAddress)
        (self.study, self.studyAddress) = (study, studyAddress)
    }

    package var markdown: String {
        let headline = Headline(record, study: study)
        return Markdown.blocks(
            [
                opening(headline), headline.learnedNothing, gallery,
                "Tables, code and provenance: [the report](\(reportAddress)).",
            ])
    }

    /// The figures, two side by side.
    private var gallery: String { illustrations.map(\.halfWidthPicture).joined(separator: "\n") }

    private func opening(_ headline: Headline) -> String {
        let training = """
            \(Markdown.escaped(record.network.name)) after \(Prose.count(record.configuration.epochs, "epoch")) on \
            \(Prose.count(record.dataset.trainingImages, "image")) of \(dataset)
            """
        let confusion = record.test.confusion
        guard confusion.total > 0 else { return "\(training); there were no test images." }
        return """
            \(training) classifies \(headline.accuracy) of \
            \(Prose.count(confusion.total, "test image")) correctly (95\u{a0}% Wilson interval \(headline.range)). \
            \(Headline.scope)\(study.map { " " + $0.explanation(address: studyAddress) } ?? "")
            """
    }

    private var dataset: String {
        switch record.dataset.kind {
        case .mnist: "MNIST"
        case .synthetic: "synthetic digits, which are not MNIST,"
        case .files: "the data set " + Markdown.escaped(record.dataset.name)
        }
    }
}
