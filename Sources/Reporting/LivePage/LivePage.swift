import Charts
import ContentHashing
import Foundation
import Images
import LivePageModules
import RunRecords

/// A page on which one draws and sees what each stage of the network makes of it: one HTML file with the parameters
/// inside, which asks for nothing and runs no script but its own.
///
/// Script, style and frame of the page are the files in `Page`; what they show follows from a record and the parameters.
package struct LivePage: Sendable {
    private let record: RunRecord
    private let parameters: [Float]
    private let logits: [[Float]]

    /// - Parameter parameters: of all layers in order, each layer's weights before its biases
    /// - Parameter logits: the program's for each of `images(of: record)`, which the page compares with its own
    package init(record: RunRecord, parameters: [Float], logits: [[Float]]) {
        (self.record, self.parameters, self.logits) = (record, parameters, logits)
    }

    /// The most bytes of a page with the parameters of LeNet-5 for images of 32 x 32 pixels.
    package static let usualSize = 700_000

    /// The recorded images that the page offers, in order.
    package static func images(of record: RunRecord) -> [LabeledImage] {
        LivePageGroup.all(of: record).flatMap { $0.images.map(\.image) }
    }

    /// The page. The same record and parameters give the same bytes.
    package var html: String {
        let script = "\n" + Self.script
        let style = "\n" + LivePageStyle.css
        let policy = """
            default-src 'none'; script-src \(Self.source(script)); style-src \(Self.source(style)); img-src data:; \
            base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'
            """
        let words = LivePageWords(record, parameters: parameters.count)
        return Self.filled(
            Self.text(LivePageFiles.frame),
            [
                "policy": policy, "style": style, "script": script, "record": recordJSON,
                "title": Markdown.htmlEscaped(words.title), "heading": Markdown.htmlEscaped(words.heading),
                "introduction": Markdown.htmlEscaped(words.introduction),
                "provenance": Markdown.htmlEscaped(words.provenance),
            ])
    }

    /// JSON in which nothing ends the element around it.
    private var recordJSON: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = LivePageRecord(record, parameters: parameters, logits: logits)
        let json = (try? encoder.encode(data)) ?? Data()
        return String(decoding: json, as: UTF8.self).replacing("<", with: "\\u003c")
    }

    /// All modules as one. In them, an import is one line that begins with `import {` and takes names as they are, an
    /// export is the word `export` at the beginning of a declaration's line, and no two modules declare the same name.
    /// So imports can be left out, and `export ` too.
    private static var script: String {
        LivePageFiles.scripts.map { module in
            text(module).split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.hasPrefix("import {") && $0 != "// @ts-check" }
                .map { $0.hasPrefix("export ") ? $0.dropFirst("export ".count) : $0 }
                .joined(separator: "\n")
        }.joined(separator: "\n")
    }

    static func text(_ resource: [UInt8]) -> String { String(decoding: resource, as: UTF8.self) }

    /// `'sha256-...'`, by which a content security policy allows exactly this text.
    private static func source(_ text: String) -> String {
        let hexadecimal = ContentHash.sha256(Data(text.utf8))
        let digits = hexadecimal.compactMap { UInt8($0.hexDigitValue ?? 0) }
        let bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        return "'sha256-\(Data(bytes).base64EncodedString())'"
    }

    /// The template with each `{{name}}` replaced by its value, in which nothing is replaced again.
    private static func filled(_ template: String, _ values: [String: String]) -> String {
        let parts = template.components(separatedBy: "{{")
        return parts.dropFirst().reduce(into: parts.first ?? "") { output, part in
            let name = String(part.prefix { $0 != "}" })
            output += (values[name] ?? "") + part.dropFirst(name.count + "}}".count)
        }
    }
}

/// What the page says beside what its script says.
struct LivePageWords {
    private let record: RunRecord
    private let parameters: Int
    private let names: ClassNames

    init(_ record: RunRecord, parameters: Int) {
        (self.record, self.parameters) = (record, parameters)
        names = ClassNames(record.dataset)
    }

    private var network: String { record.network.name }
    private var dataset: String { record.dataset.title }

    var title: String { "\(network) on \(dataset), live" }

    var heading: String {
        names.noun == "digit" ? "Draw a digit and see \(network) read it" : "Draw and see what \(network) makes of it"
    }

    var introduction: String {
        let confusion = record.test.confusion
        let result =
            confusion.total > 0
            ? " Of \(NumberFormat.count(confusion.total)) test images of \(dataset) it classifies "
                + "\(NumberFormat.percentage(confusion.accuracy)) correctly." : ""
        return
            "\(network) with its \(NumberFormat.count(parameters)) trained parameters is inside this page, which computes "
            + "in your browser and loads nothing.\(result)"
    }

    var provenance: String {
        "Written by \(record.generator.name) \(record.generator.version) from "
            + "\(RunOutputs.recordPath(name: record.dataset.name)) and the parameters beside it."
    }
}
