import RunRecords

extension Check {
    /// The program that checks against the one that made the record.
    static func program(_ record: RunRecord, _ evidence: CheckEvidence) -> [CheckRow] {
        var rows: [CheckRow] = []
        if let generator = evidence.generator {
            rows.append(
                CheckRow(
                    "program", stated: "\(record.generator.name) \(record.generator.version)",
                    found: "\(generator.name) \(generator.version)"))
        }
        guard let code = evidence.code else { return rows }
        for quoted in record.code {
            let subject = "code, \(quoted.title)"
            guard let compiled = code.first(where: { $0.title == quoted.title }) else {
                rows.append(CheckRow(subject, stated: quoted.path, found: "not in this program"))
                continue
            }
            rows +=
                quoted.path == compiled.path
                ? LineDifference.rows(
                    "\(subject) (\(quoted.path))", stated: .init(quoted.text.utf8), found: .init(compiled.text.utf8),
                    agreement: "as compiled into this program")
                : [CheckRow(subject, stated: quoted.path, found: compiled.path)]
        }
        for compiled in code where !record.code.contains(where: { $0.title == compiled.title }) {
            rows.append(CheckRow("code, \(compiled.title)", stated: "not quoted", found: compiled.path))
        }
        return rows
    }

    /// What was computed anew against what is recorded.
    static func results(_ record: RunRecord, _ evidence: CheckEvidence) -> [CheckRow] {
        var rows: [CheckRow] = []
        if let dataset = evidence.dataset { rows += data(record.dataset, dataset) }
        if let confusion = evidence.confusion { rows += evaluation(record.test.confusion, confusion) }
        if let retrained = evidence.retrained { rows += retraining(record, retrained) }
        if let minimum = evidence.minimumAccuracy {
            let confusion = record.test.confusion
            let agrees = confusion.total > 0 && Double(confusion.correct) * 100 >= minimum * Double(confusion.total)
            rows.append(
                CheckRow(
                    subject: "test accuracy, gate", stated: "at least \(NumberFormat.shortest(minimum))\u{a0}%",
                    found: NumberFormat.percentage(confusion.accuracy), agrees: agrees))
        }
        return rows
    }

    private static func data(_ stated: DatasetIdentity, _ found: DatasetIdentity) -> [CheckRow] {
        let files = Set(stated.hashes.keys).union(found.hashes.keys).sorted()
        return files.map { hashRow("data, \($0)", stated: stated.hashes[$0] ?? "none", found: found.hashes[$0]) }
    }

    private static func evaluation(_ stated: ConfusionMatrix, _ found: ConfusionMatrix) -> [CheckRow] {
        func correct(_ confusion: ConfusionMatrix) -> String {
            "\(NumberFormat.count(confusion.correct)) of \(NumberFormat.count(confusion.total)) correct"
        }
        let total = CheckRow("parameters, evaluated anew", stated: correct(stated), found: correct(found))
        guard stated.classes == found.classes else {
            return [
                total,
                CheckRow("confusion matrix, classes", stated: "\(stated.classes)", found: "\(found.classes)"),
            ]
        }
        let cells = (0..<stated.classes).flatMap { actual in
            (0..<stated.classes).filter { stated.counts[actual][$0] != found.counts[actual][$0] }.map { predicted in
                CheckRow(
                    "confusion matrix, \(actual) taken for \(predicted)", stated: "\(stated.counts[actual][predicted])",
                    found: "\(found.counts[actual][predicted])")
            }
        }
        return [total]
            + (cells.isEmpty ? [CheckRow("confusion matrix", stated: "every count", found: "every count")] : cells)
    }

    private static func retraining(_ record: RunRecord, _ retrained: RunRecord) -> [CheckRow] {
        let differences = record.differences(from: retrained)
        guard !differences.isEmpty else {
            let words = "bit for bit"
            return [CheckRow("run repeated from seed \(record.configuration.seed)", stated: words, found: words)]
        }
        return differences.map { CheckRow($0, in: "run repeated") }
    }
}
