import RunRecords

extension Report {
    /// The passages that define the network, or those that do not: the sections which quote them.
    func quotations(ofNetwork: Bool) -> String? {
        let quoted = record.code.filter { $0.title.lowercased().contains("network") == ofNetwork }
        return quoted.isEmpty ? nil : Markdown.blocks(quoted.map(quotation))
    }

    private func quotation(_ excerpt: CodeExcerpt) -> String {
        """
        **\(Markdown.escaped(excerpt.title))**, quoted from \(Markdown.code(excerpt.path)) of \
        \(Markdown.escaped(record.generator.name)) \(Markdown.escaped(record.generator.version)) as compiled into the \
        program that ran:

        \(Markdown.fenced(excerpt.text, language: "swift"))
        """
    }
}
