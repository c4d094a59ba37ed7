import RunRecords

extension Report {
    var artefacts: String {
        var table = MarkdownTable([("What", .left), ("Which", .left)])
        table.append([
            "Program", "\(Markdown.escaped(record.generator.name)) \(Markdown.escaped(record.generator.version))",
        ])
        table.append(["Format of `run.json`", "\(record.schemaVersion)"])
        table.append(["`run.json`", Markdown.code(recordSHA256)])
        table.append([
            "Trained parameters, `lenet.safetensors` without its metadata",
            Markdown.code(record.network.parametersSHA256),
        ])
        table.append(["Data set", Markdown.code(record.dataset.name)])
        for (name, digest) in record.dataset.hashes.sorted(by: { $0.key < $1.key }) {
            let name = Markdown.code(name)
            let content = record.dataset.format == .pictures ? "Decoded pixels and classes of \(name)" : name
            table.append([content, Markdown.code(digest)])
        }
        return table.markdown
    }

    var settings: String {
        var table = MarkdownTable([("Setting", .left), ("Value", .right)])
        for setting in Setting.all {
            table.append([setting.label, setting.readableText(in: record.configuration)])
        }
        return table.markdown
    }
}
