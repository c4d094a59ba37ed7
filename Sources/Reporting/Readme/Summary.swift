import RunRecords

/// What a README says of a run.
extension Report {
    /// The result in a sentence.
    var headline: String {
        let training = """
            \(Markdown.escaped(record.network.name)) after \(Prose.count(record.configuration.epochs, "epoch")) on \
            \(Prose.count(record.dataset.trainingImages, "image")) of \(dataset)
            """
        let confusion = record.test.confusion
        guard confusion.total > 0 else { return "\(training); there were no test images." }
        let headline = Headline(record, study: study)
        return """
            \(training) classifies \(headline.accuracy) of \
            \(Prose.count(confusion.total, "test image")) correctly (95\u{a0}% Wilson interval \(headline.range)). \
            \(Headline.scope)\(studyExplanation)
            """
    }

    private var dataset: String {
        switch record.dataset.kind {
        case .mnist: "MNIST"
        case .synthetic: "synthetic digits, which are not MNIST,"
        case .files: "the data set " + Markdown.escaped(record.dataset.name)
        }
    }

    /// The figures, two side by side.
    var gallery: String? {
        illustrations.isEmpty ? nil : illustrations.map(\.halfWidthPicture).joined(separator: "\n")
    }
}
