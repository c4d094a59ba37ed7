import RunRecords

/// The report of a run: everything it says follows from the record, so that nothing in it can go stale.
package struct Report: Sendable {
    let record: RunRecord
    let recordSHA256: String
    let illustrations: [Illustration]
    /// What a study of the same settings adds.
    private(set) var study: StudyHeadline?

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

    init(record: RunRecord, recordSHA256: String, illustrations: [Illustration], study: StudyHeadline?) {
        self.init(record: record, recordSHA256: recordSHA256, illustrations: illustrations)
        self.study = study
    }

    /// The whole report in GitHub's Markdown.
    package var markdown: String { Markdown.blocks(Section.allCases.map(markdown)) + "\n" }

    /// A section under its heading, with the figures that belong to it; `nil` where nothing stands in it.
    private func markdown(of section: Section) -> String? {
        let passages = section.passages(of: self).compactMap { $0 }
        let rest = illustrations.filter { FigureIdentity(rawValue: $0.number)?.section == section }.map(\.markdown)
            .filter {
                !passages.contains($0)
            }
        guard !passages.isEmpty || !rest.isEmpty else { return nil }
        return Markdown.blocks([section.title.map { "## " + $0 }] + passages + rest)
    }

    /// A figure ready for the text; `nil` where the run has none.
    func figure(_ identity: FigureIdentity) -> String? {
        illustrations.first { $0.number == identity.rawValue }?.markdown
    }

    var names: ClassNames { ClassNames(record.dataset, isMarkdown: true) }

    /// The data set as a title says it.
    var datasetTitle: String {
        switch record.dataset.kind {
        case .mnist: "MNIST"
        case .synthetic: "synthetic digits"
        case .files: "the data set " + Markdown.escaped(record.dataset.name)
        }
    }
}
