import Foundation

/// Any JSON as a tree: to compare two records whatever their fields are, and to say what stands where something else
/// was expected.
indirect enum JSONValue: Decodable, Equatable {
    case null
    case bool(Bool)
    /// The shortest decimal.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The tree of a record; numbers that JSON cannot hold become words.
    init(_ record: RunRecord) {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "infinite", negativeInfinity: "negative infinite", nan: "not a number")
        let data = try? encoder.encode(record)
        self = data.flatMap { try? JSONDecoder().decode(JSONValue.self, from: $0) } ?? .null
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let number = try? container.decode(Double.self) {
            let whole = number == number.rounded() ? try? container.decode(UInt64.self) : nil
            self = .number(whole.map(\.description) ?? NumberFormat.shortest(number))
        } else if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let elements = try? container.decode([JSONValue].self) {
            self = .array(elements)
        } else if let members = try? container.decode([String: JSONValue].self) {
            self = .object(members)
        } else if let flag = try? container.decode(Bool.self) {
            self = .bool(flag)
        } else {
            // A number that no type holds.
            self = .number("a number too large")
        }
    }

    func value(at path: [any CodingKey]) -> JSONValue? {
        var value = self
        for key in path {
            switch value {
            case .array(let elements):
                guard let index = key.intValue, elements.indices.contains(index) else { return nil }
                value = elements[index]
            case .object(let members):
                guard let member = members[key.stringValue] else { return nil }
                value = member
            case .null, .bool, .number, .string:
                return nil
            }
        }
        return value
    }

    /// With its article: `an array`.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// What JSON calls the values of a Swift type.
    static func kind(of type: Any.Type) -> String {
        switch type {
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is any StringProtocol.Type: "a string"
        default:
            "\(type)".hasPrefix("Array<") || "\(type)" == "Array" ? "an array" : "an object"
        }
    }
}
