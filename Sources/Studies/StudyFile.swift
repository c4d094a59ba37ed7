import Foundation
import RunRecords

/// A file that describes a study, `report/NAME/study.json5`: JSON with comments, as Foundation reads it.
///
///     {
///       seeds: "1..10",                                   // or how many
///       settings: { epochs: 5 },                          // of all runs
///       vary: { "learning-rate": [0.0005, 0.001] },       // each value with each of the others
///       variants: [ { name: "large steps", settings: { "learning-rate": 0.003 } } ]
///     }
package struct StudyFile: Sendable {
    package let settings: [Setting.Change]
    package let seeds: Seeds
    package let varied: [VariedSetting]
    package let variants: [NamedVariant]

    private struct Content: Decodable {
        struct Variant: Decodable {
            var name: String
            var settings: [String: Scalar]
        }
        var seeds: Scalar
        var settings: [String: Scalar]?
        var vary: [String: [Scalar]]?
        var variants: [Variant]?
    }

    /// A value as an option would have it.
    private enum Scalar: Decodable {
        case text(String)
        case number(Double)
        case whole(UInt64)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let whole = try? container.decode(UInt64.self) {
                self = .whole(whole)
            } else {
                self = .number(try container.decode(Double.self))
            }
        }

        var text: String {
            switch self {
            case .text(let text): text
            case .number(let number): NumberFormat.shortest(number)
            case .whole(let whole): String(whole)
            }
        }
    }

    /// - Parameter path: for the error
    package init(_ data: Data, path: String) throws(StudyError) {
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        let content: Content
        do {
            content = try decoder.decode(Content.self, from: data)
        } catch {
            throw .file(path: path, reason: "it does not describe a study: \(Self.reason(error))")
        }
        do throws(StudyError) {
            seeds = try Seeds(content.seeds.text)
            settings = try Self.changes(content.settings ?? [:])
            varied = try Self.ordered(content.vary ?? [:]).map { setting, values throws(StudyError) in
                guard !values.isEmpty else { throw .noValues(setting.option) }
                return VariedSetting(setting, values.map(\.text))
            }
            variants = try (content.variants ?? []).map { variant throws(StudyError) in
                NamedVariant(name: variant.name, changes: try Self.changes(variant.settings))
            }
        } catch {
            throw .file(path: path, reason: error.description)
        }
    }

    private static func changes(_ values: [String: Scalar]) throws(StudyError) -> [Setting.Change] {
        try ordered(values).map { Setting.Change($0, to: $1.text) }
    }

    /// In the order in which tables name settings, since JSON has none.
    private static func ordered<Value>(_ values: [String: Value]) throws(StudyError) -> [(Setting, Value)] {
        for option in values.keys.sorted() { _ = try Setting.known(option) }
        return Setting.all.compactMap { setting in values[setting.option].map { (setting, $0) } }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "'\(key.stringValue)' is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is of another type"
        case DecodingError.dataCorrupted(let context):
            (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey] as? String
                ?? context.debugDescription
        default: "\(error)"
        }
    }
}
