import Charts
import Foundation
import Templates

/// The report as one HTML file that needs nothing else: figures and style are inside, and it runs no script.
package struct ReportPage: Sendable {
    private let outputs: RunOutputs

    package init(_ outputs: RunOutputs) {
        self.outputs = outputs
    }

    /// The page. Each figure is inside as SVG or as PNG, whichever is smaller.
    package func html(dpi: Int = Self.dpi) throws(ReportPageError) -> String {
        try html { figure, appearance throws(ReportPageError) in
            try Self.address(figure, appearance, dpi: dpi)
        }
    }

    /// The resolution of PNG figures within a page.
    package static let dpi = 200

    /// The page with `data:` in the place of each figure, to compare what is said without drawing anything.
    func htmlWithoutFigures() throws(ReportPageError) -> String {
        try html { _, _ in Self.noFigure }
    }

    /// The page for a browser to print: each figure as SVG, on a light ground.
    func html(for paper: PrintedReport.Paper) throws(ReportPageError) -> String {
        try html(for: paper) { figure throws(ReportPageError) in
            do throws(ChartError) {
                return Self.address(of: try figure.render(.svg, appearance: .light, dpi: 300), "svg+xml")
            } catch {
                throw .figure(error)
            }
        }
    }

    func htmlWithoutFigures(for paper: PrintedReport.Paper) throws(ReportPageError) -> String {
        try html(for: paper) { _ in Self.noFigure }
    }

    private func html(
        for paper: PrintedReport.Paper, _ address: (Figure) throws(ReportPageError) -> String
    ) throws(ReportPageError) -> String {
        try html(style: PageStyle.css + "\n" + PageStyle.print(on: paper)) {
            figure, appearance throws(ReportPageError) in
            appearance == .light ? try address(figure) : nil
        }
    }

    /// A page as `htmlWithoutFigures` has it.
    static func withoutFigures(_ page: String) -> String {
        let start = "\"data:image/"
        let parts = page.components(separatedBy: start)
        return parts.dropFirst().reduce(into: parts.first ?? "") { output, part in
            output += "\"" + noFigure + part.drop { $0 != "\"" }
        }
    }

    /// The addresses of the figures within a page, in order, without their `data:`.
    static func figures(in page: String) -> [Substring] {
        page.components(separatedBy: "\"data:").dropFirst().filter { $0.hasPrefix("image/") }
            .map { $0.prefix { $0 != "\"" } }
    }

    private static let noFigure = "data:"

    /// - Parameter address: where a figure is; `nil` where it has no version for dark pages
    private func html(
        style: String = PageStyle.css, _ address: (Figure, Appearance) throws(ReportPageError) -> String?
    ) throws(ReportPageError) -> String {
        var illustrations: [Illustration] = []
        for figure in outputs.figures {
            guard let light = try address(figure, .light) else { continue }
            illustrations.append(Illustration(figure, light: light, dark: try address(figure, .dark)))
        }
        guard let body = GitHubMarkdown.html(try markdown(illustrations)) else { throw .conversionFailed }
        let title = Self.title(of: body) ?? Markdown.htmlEscaped(outputs.record.network.name)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title)</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            <main>
            \(Self.withAnchors(body))</main>
            </body>
            </html>

            """
    }

    private func markdown(_ illustrations: [Illustration]) throws(ReportPageError) -> String {
        do throws(TemplateError) {
            return try outputs.text(.report, illustrations).markdown.text
        } catch {
            throw .template(error)
        }
    }

    /// The words of the first heading.
    private static func title(of html: String) -> String? {
        html.firstMatch(of: /<h1>(.*?)<\/h1>/).map { String($0.1.replacing(/<[^>]*>/, with: "")) }
    }

    private static func address(
        _ figure: Figure, _ appearance: Appearance, dpi: Int
    ) throws(ReportPageError) -> String {
        do throws(ChartError) {
            let svg = try figure.render(.svg, appearance: appearance, dpi: dpi)
            let png = try figure.render(.png, appearance: appearance, dpi: dpi)
            return svg.count < png.count ? Self.address(of: svg, "svg+xml") : Self.address(of: png, "png")
        } catch {
            throw .figure(error)
        }
    }

    private static func address(of image: Data, _ type: String) -> String {
        "data:image/\(type);base64,\(image.base64EncodedString())"
    }

    /// Gives each section's heading the name by which links within the report call it.
    private static func withAnchors(_ html: String) -> String {
        let parts = html.components(separatedBy: "<h2>")
        return parts.dropFirst().reduce(into: parts.first ?? "") { output, part in
            let title = part.prefix { $0 != "<" }
            let slug = String(title.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
            output += "<h2 id=\"\(slug)\">\(part)"
        }
    }
}

/// Why a report has no page.
package enum ReportPageError: Error, Sendable, Equatable {
    case figure(ChartError)
    case conversionFailed
    case template(TemplateError)
}

extension ReportPageError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .figure(let error): error.description
        case .template(let error): error.description
        case .conversionFailed:
            "The report could not be turned into HTML: libcmark-gfm has no tables extension or no memory; "
                + "reinstall libcmark-gfm-extensions-dev (Debian) or cmark-gfm (Homebrew)."
        }
    }
}
