import ArgumentParser
import Charts
import Foundation
import Reporting

/// Where results go and in which form.
struct OutputOptions: ParsableArguments {
    @Option(
        help: "The folder in which report/NAME, figures/NAME and the block in README.md are written.",
        completion: .directory)
    var output = "."

    @Option(help: "Pixels an inch of PNG figures, 50 to 600. (default: 300; rendering again, those of the last run)")
    var dpi: Int?

    @Option(
        help: """
            Formats of figures, separated by commas: png, svg, pdf. PNG is always among them. (default: png; rendering \
            again, those of the last run)
            """)
    var format: String?

    @Flag(help: "Also write the report as one self-contained page, report/NAME/index.html.")
    var html = false

    @Flag(help: "Also print the report, report/NAME/report.pdf, by Chromium or WeasyPrint.")
    var pdf = false

    @Option(help: "The paper of report.pdf: a4 or letter. (default: a4; rendering again, that of the last run)")
    var paper: PrintedReport.Paper?

    @Flag(help: "Also write a page on which one draws and sees the network think, report/NAME/live.html.")
    var page = false

    @Flag(help: "Also write a badge with the test accuracy, report/NAME/badge.json (for shields.io) and badge.svg.")
    var badge = false

    @Option(
        help: """
            Begin the report with the metadata of a model card of Hugging Face, with this license, such as mit; none leaves \
            it out. (default: none; rendering again, that of the last run)
            """)
    var modelCard: String?

    @Flag(help: "No progress; errors only.")
    var quiet = false

    var root: URL { URL(filePath: output, directoryHint: .isDirectory) }

    /// PNG, which report and README show, and whatever else was asked for; `nil` where nothing was.
    var formats: [DrawingFormat]? {
        guard let format else { return nil }
        let asked = Set(format.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces).lowercased() })
        return DrawingFormat.allCases.filter { $0 == .png || asked.contains($0.rawValue) }
    }

    func validate() throws {
        let letters = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")
        if let modelCard, modelCard.isEmpty || modelCard.rangeOfCharacter(from: letters.inverted) != nil {
            throw ValidationError("--model-card takes a license, such as mit or cc-by-4.0, not '\(modelCard)'")
        }
        if let dpi, !(50...600 ~= dpi) { throw ValidationError("--dpi cannot be \(dpi); allowed is 50 to 600") }
        for word in (format ?? "png").split(separator: ",", omittingEmptySubsequences: false) {
            let name = word.trimmingCharacters(in: .whitespaces).lowercased()
            guard DrawingFormat(rawValue: name) != nil else {
                throw ValidationError("--format knows png, svg and pdf, not '\(word)'")
            }
        }
    }
}

extension PrintedReport.Paper: ExpressibleByArgument {}
