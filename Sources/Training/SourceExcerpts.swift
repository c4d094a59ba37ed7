import RunRecords

/// The passages of source that a report quotes, taken from the very files that were compiled.
///
/// A passage stands between the lines `// report: TITLE` and `// report: end`. The files come into the binary as resources,
/// which are links in `Excerpts` to the sources themselves.
package enum SourceExcerpts {
    package static var all: [CodeExcerpt] {
        excerpts(in: PackageResources.LeNet5_swift_txt, path: "Sources/NeuralNetworks/LeNet5.swift")
            + excerpts(in: PackageResources.Experiment_swift_txt, path: "Sources/Training/Experiment.swift")
    }

    /// All marked passages of a file, without their common indentation.
    package static func excerpts(in source: [UInt8], path: String) -> [CodeExcerpt] {
        var found: [CodeExcerpt] = []
        var current: (title: String, lines: [Substring])?
        for line in String(decoding: source, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            let text = line.drop { $0 == " " }
            if text == "// report: end", let passage = current {
                found.append(
                    CodeExcerpt(title: passage.title, path: path, text: withoutCommonIndentation(passage.lines)))
                current = nil
            } else if text.hasPrefix("// report: ") {
                current = (String(text.dropFirst("// report: ".count)), [])
            } else {
                current?.lines.append(line)
            }
        }
        return found
    }

    private static func withoutCommonIndentation(_ lines: [Substring]) -> String {
        let indentation = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return lines.map { $0.dropFirst(indentation) }.joined(separator: "\n")
    }
}
