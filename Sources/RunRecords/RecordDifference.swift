import Foundation

/// A place where two records differ, with both values in words.
package struct RecordDifference: Sendable, Equatable {
    /// The way from the top of the JSON, such as `trainingLoss[844]`.
    package let path: String
    package let first: String
    package let second: String
    /// How many more values of the same array differ.
    package internal(set) var others = 0

    package init(path: String, first: String, second: String, others: Int = 0) {
        self.path = path
        self.first = first
        self.second = second
        self.others = others
    }
}

extension RunRecord {
    /// Every place where the JSON of the records differs, whatever fields it has; of each array the first place, with
    /// the number of the others.
    package func differences(from other: RunRecord) -> [RecordDifference] {
        guard self != other else { return [] }
        return JSONValue.differences(JSONValue(self), JSONValue(other), at: "")
    }
}

extension JSONValue {
    /// Differences in the order of keys and elements. A text that holds bytes in base64 is compared as their array.
    fileprivate static func differences(_ first: JSONValue?, _ second: JSONValue?, at path: String)
        -> [RecordDifference]
    {
        guard first != second else { return [] }
        switch (first, second) {
        case (.object(let left), .object(let right)):
            return Set(left.keys).union(right.keys).sorted().flatMap { key in
                differences(left[key], right[key], at: path.isEmpty ? key : "\(path).\(key)")
            }
        case (.array(let left), .array(let right)):
            return firstDifference(left, right, at: path)
        case (.string(let left), .string(let right)):
            if let before = bytes(of: left), let after = bytes(of: right) {
                return firstDifference(before, after, at: path)
            }
            let (before, after) = excerpts(left, right)
            return [RecordDifference(path: path, first: before, second: after)]
        default:
            return [RecordDifference(path: path, first: words(first), second: words(second))]
        }
    }

    private static func firstDifference(_ left: [JSONValue], _ right: [JSONValue], at path: String)
        -> [RecordDifference]
    {
        guard left.count == right.count else {
            return [RecordDifference(path: "\(path).count", first: "\(left.count)", second: "\(right.count)")]
        }
        let all = left.indices.flatMap { differences(left[$0], right[$0], at: "\(path)[\($0)]") }
        guard var shown = all.first else { return [] }
        shown.others = all.reduce(-1) { $0 + 1 + $1.others }
        return [shown]
    }

    /// What a long text is in base64; `nil` for a short one, such as a SHA-256, and for other texts.
    private static func bytes(of text: String) -> [JSONValue]? {
        guard text.utf8.count > 64, let bytes = Data(base64Encoded: text) else { return nil }
        return bytes.map { .number("\($0)") }
    }

    private static func words(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null: "absent"
        case .bool(let value): value ? "true" : "false"
        case .number(let text): Int(text).map(NumberFormat.count) ?? text
        case .string(let text): text.isEmpty ? "an empty text" : excerpt(text, from: 0)
        case .array(let elements): "\(NumberFormat.count(elements.count)) values"
        case .object: "present"
        }
    }

    /// Of long texts about a line each, from shortly before the place where they part.
    private static func excerpts(_ left: String, _ right: String) -> (String, String) {
        let common = zip(left, right).prefix { $0 == $1 }.count
        let start = max(left.count, right.count) <= width ? 0 : max(0, common - width / 3)
        return (excerpt(left, from: start), excerpt(right, from: start))
    }

    private static func excerpt(_ text: String, from start: Int) -> String {
        guard !text.isEmpty else { return "an empty text" }
        let shown = text.dropFirst(start).prefix(width).map { $0.isNewline ? " " : $0 }
        return (start > 0 ? "…" : "") + String(shown) + (start + width < text.count ? "…" : "")
    }

    private static let width = 80
}

extension RecordDifference {
    /// `and 22 more differ`; empty where there is one difference.
    package var remark: String { others == 0 ? "" : "and \(NumberFormat.count(others)) more differ" }
}
