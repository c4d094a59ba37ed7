import Foundation
import RunRecords
import Templates

/// Every name that templates of a run may use, with its value and meaning.
package struct ValueList: Sendable {
    struct Value: Encodable {
        let name: String
        /// In words, such as `a fraction`.
        let kind: String
        /// As a template writes it; `nil` where this run has none.
        let value: String?
        let meaning: String
    }

    struct Passage: Encodable {
        let name: String
        /// What follows the name, free words in quotation marks; those in brackets may be left out.
        let arguments: [String]
        let meaning: String
    }

    private let values: [Value]
    private let passages: [Passage]
    private let figures: [String]

    package init(_ outputs: RunOutputs) throws(TemplateError) {
        let environment = try ReportEnvironment(outputs.report(for: .report, outputs.illustrations(from: "")))
        values = Self.values(of: try environment.values, environment)
        passages = environment.partials.map { partial in
            Passage(
                name: partial.name, arguments: partial.parameters.map(Self.usage), meaning: partial.meaning)
        }
        figures = FigureIdentity.allCases.map(\.templateName)
    }

    private static func usage(of parameter: TemplatePartial.Parameter) -> String {
        let word = parameter.name.uppercased()
        let argument = parameter.choices == nil ? "\"\(word)\"" : word
        return parameter.isOptional ? "[\(argument)]" : argument
    }

    private static func values(
        of context: TemplateContext, _ environment: ReportEnvironment, under prefix: String = ""
    ) -> [Value] {
        context.names.flatMap { name -> [Value] in
            let value = context[name.name] ?? .absent
            let path = prefix + name.name
            let own = Value(
                name: path, kind: name.kind.description, value: text(of: value, environment), meaning: name.meaning)
            return [own] + values(below: name.kind, value, environment, under: path + ".")
        }
    }

    private static func values(
        below kind: TemplateKind, _ value: TemplateValue, _ environment: ReportEnvironment, under prefix: String
    ) -> [Value] {
        switch (kind, value) {
        case (_, .group(let context)): values(of: context, environment, under: prefix)
        case (_, .list(let elements)) where !elements.isEmpty:
            values(of: elements[0], environment, under: prefix)
                + values(of: .place(0, of: elements.count), environment, under: prefix)
        case (.list(let names), _):
            absent(names + TemplateContext.place(0, of: 1).names, environment, under: prefix)
        case (.group(let names), _): absent(names, environment, under: prefix)
        case (.number, _), (.text, _), (.flag, _): []
        }
    }

    private static func absent(
        _ names: [TemplateName], _ environment: ReportEnvironment, under prefix: String
    ) -> [Value] {
        values(of: TemplateContext(names.map { ($0, .absent) }), environment, under: prefix)
    }

    private static func text(of value: TemplateValue, _ environment: ReportEnvironment) -> String? {
        switch value {
        case .number, .text: environment.text(of: value, as: nil)
        case .flag(let isTrue): isTrue ? "true" : "false"
        case .list(let elements): Prose.count(elements.count, "element")
        case .group, .absent: nil
        }
    }

    /// For a terminal.
    package var text: String {
        Self.table(
            values.map { [$0.name, $0.kind.hasPrefix("a group") ? "" : $0.value ?? "–", $0.meaning] })
            + "\nFormats: percent [N], fraction [N], decimals N, count, code, each after a bar; for lists, first N.\n"
            + "\nPassages:\n\n"
            + Self.table(
                passages.map { ["{{> " + ([$0.name] + $0.arguments).joined(separator: " ") + "}}", $0.meaning] })
            + "\nFigures: \(figures.joined(separator: ", ")).\n"
    }

    private static func table(_ rows: [[String]]) -> String {
        let limit = 40
        let widths = (rows.first ?? []).indices.map { column in
            rows.map { min($0[column].count, limit) }.max() ?? 0
        }
        return rows.map { row in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: max(0, width - cell.count))
            }
            let line = cells.joined(separator: "  ")
            return (line.lastIndex { $0 != " " }.map { line[...$0] } ?? "") + "\n"
        }.joined()
    }

    /// For machines.
    package func json() throws -> Data {
        struct Output: Encodable {
            let values: [Value]
            let passages: [Passage]
            let figures: [String]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(Output(values: values, passages: passages, figures: figures)) + Data("\n".utf8)
    }
}
