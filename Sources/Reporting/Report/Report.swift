import RunRecords

/// The report of a run: everything it says follows from the record, so that nothing in it can go stale.
package struct Report: Sendable {
    let record: RunRecord
    let recordSHA256: String
    let illustrations: [Illustration]

    /// - Parameters:
    ///   - record: A record without `disagreements`.
    ///   - recordSHA256: SHA-256 in lowercase hexadecimal of the record's JSON, which ties the report to each of its
    ///     digits, those no sentence mentions too.
    ///   - illustrations: The figures with the addresses at which the report's readers find them.
    package init(record: RunRecord, recordSHA256: String, illustrations: [Illustration]) {
        self.record = record
        self.recordSHA256 = recordSHA256
        self.illustrations = illustrations
    }

    /// The whole report in GitHub's Markdown.
    package var markdown: String {
        Markdown.blocks([
            introduction, dataSection, networkSection, trainingSection, evaluationSection, featureMapSection,
            reproductionSection, provenanceSection,
        ]) + "\n"
    }

    var names: ClassNames { ClassNames(record.dataset) }

    /// The data set as a title says it.
    var datasetTitle: String {
        switch record.dataset.kind {
        case .mnist: "MNIST"
        case .synthetic: "synthetic digits"
        case .files: "the data set " + Markdown.escaped(record.dataset.name)
        }
    }
}
