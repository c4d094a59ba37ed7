import RunRecords

extension StudyReport {
    /// Longer tables are left to `study.json`.
    private static let limit = 40

    var runs: [String?] {
        guard let chosen = study.chosen else { return [] }
        let best = chosen.finished.max { (study.accuracy($0.summary) ?? 0) < (study.accuracy($1.summary) ?? 0) }
        let sentence = best.map {
            """
            The best single run by \(study.ranked) accuracy has seed \($0.seed). A seed picked for its accuracy is no better than \
            others on new images; the mean is what to expect.
            """
        }
        guard chosen.finished.count <= Self.limit else { return [sentence, "All runs are in `study.json`."] }
        var table = MarkdownTable(
            [
                ("Seed", .right), ("Validation accuracy", .right), ("Test accuracy", .right),
                ("Loss of the last epoch", .right), ("Parameters, SHA-256", .left),
            ])
        for (seed, run) in chosen.finished {
            table.append([
                String(seed), run.validationAccuracy.map { NumberFormat.percentage($0) } ?? "–",
                run.testAccuracy(of: study.testImages).map { NumberFormat.percentage($0) } ?? "–",
                run.epochLosses.last.map { NumberFormat.decimal($0, decimals: 4) } ?? "–",
                Markdown.code(run.parametersSHA256.prefix(16) + "…"),
            ])
        }
        return [
            chosen.finished.count > 1 ? sentence : nil,
            record.variants.count > 1 ? "The runs of \(name(chosen)):" : nil, table.markdown,
        ]
    }

    var reproduction: [String?] {
        [
            "Runs that have ended are kept and not made again. This makes what is missing and writes all of it again:",
            Markdown.fenced("lenet " + command.joined(separator: " "), language: "sh"),
            isDescribed
                ? "The variants, which no options describe, are in `../study.json5`." : nil,
            provenance,
        ]
    }

    /// Whether the variants are not simply every value of some settings with every other, so that a file described them.
    private var isDescribed: Bool {
        let combinations = varied.reduce(1) { $0 * $1.values.count }
        return combinations != record.variants.count
            || record.variants.indices.contains { index in
                // Options try values in the order of the settings, the last one fastest.
                var rest = index
                return varied.reversed().contains { varied in
                    let expected = varied.values[rest % varied.values.count]
                    rest /= varied.values.count
                    return varied.setting.text(in: record.variants[index].configuration) != expected
                }
            }
    }

    /// The settings that differ, each with its values in the order in which they occur. A recipe decides the others.
    private var varied: [(setting: Setting, values: [String])] {
        let settings = study.varied.contains { $0.option == Setting.recipe.option } ? [Setting.recipe] : study.varied
        return settings.map { setting in
            var values: [String] = []
            for variant in record.variants {
                let text = setting.text(in: variant.configuration)
                if !values.contains(text) { values.append(text) }
            }
            return (setting, values)
        }
    }

    private var command: [String] {
        guard let dataset = record.variants.first?.dataset, let first = record.seeds.first, let last = record.seeds.last
        else { return [] }
        let data =
            dataset.kind == .files
            ? ["--data", "FOLDER", "--name", dataset.name] : ["--dataset", dataset.kind.rawValue]
        guard !isDescribed else { return ["study"] + data }
        let settings = Setting.all.filter { setting in
            setting.text(in: record.configuration) != setting.text(in: Configuration())
        }.flatMap { ["--\($0.option)", $0.text(in: record.configuration)] }
        let values = varied.flatMap { ["--vary", "\($0.setting.option)=\($0.values.joined(separator: ","))"] }
        return ["study"] + data + settings + ["--seeds", first == last ? "\(first)..\(first)" : "\(first)..\(last)"]
            + values
    }

    private var provenance: String {
        var table = MarkdownTable([("What", .left), ("Which", .left)])
        table.append(["Program", Markdown.escaped("\(record.generator.name) \(record.generator.version)")])
        table.append(["`study.json`", Markdown.code(recordSHA256)])
        for (name, digest) in (record.variants.first?.dataset.hashes ?? [:]).sorted(by: { $0.key < $1.key }) {
            table.append([Markdown.code(name), Markdown.code(digest)])
        }
        for setting in Setting.all where setting.option != Setting.seed.option {
            let isVaried = study.varied.contains { $0.option == setting.option }
            table.append([setting.label, isVaried ? "varied" : setting.readableText(in: record.configuration)])
        }
        return table.markdown
    }
}
