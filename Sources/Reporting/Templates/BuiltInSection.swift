import Foundation
import Templates

/// What the built-in report has under one heading, for templates that place it whole: `{{> training}}`.
struct BuiltInSection: Sendable {
    /// The heading in lowercase with hyphens; `introduction` for what stands under the title of the whole report.
    let name: String
    let title: String
    let template: Template

    /// Whether a run has something to say here.
    var flag: TemplateName {
        TemplateName(name, .flag, meaning: "Whether the run has something to say under “\(title)”.")
    }

    static func all() throws(TemplateError) -> [BuiltInSection] { try read.get() }

    private static let read = Result { () throws(TemplateError) in try cut() }

    /// Cut from the built-in report at its headings, so that it is defined there alone.
    private static func cut() throws(TemplateError) -> [BuiltInSection] {
        var sections: [(title: String, lines: [Substring])] = []
        for line in TemplateDocument.report.builtIn.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("# ") {
                sections.append(("Introduction", []))
            } else if line.hasPrefix("## ") {
                sections.append((String(line.dropFirst(3)), []))
            } else if let last = sections.indices.last, !line.hasPrefix("{{#sections."), !line.hasPrefix("{{/sections.")
            {
                sections[last].lines.append(line)
            }
        }
        var all: [BuiltInSection] = []
        for (title, lines) in sections {
            let name = title.lowercased().replacing(" ", with: "-")
            let file = "built-in report.md, section \(title)"
            all.append(
                BuiltInSection(
                    name: name, title: title, template: try Template(lines.joined(separator: "\n"), file: file)))
        }
        return all
    }
}
