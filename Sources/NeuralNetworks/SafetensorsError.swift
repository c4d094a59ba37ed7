/// Why bytes are not the parameters of a network.
package enum SafetensorsError: Error, Equatable {
    /// Fewer bytes than the header promises.
    case truncated(needed: Int, found: Int)
    case header(reason: String)
    case names(missing: [String], unexpected: [String])
    case type(name: String, found: String)
    case shape(name: String, expected: [Int], found: [Int])
    /// Values that lie outside the file, overlap or leave a gap.
    case range(name: String, reason: String)
    /// Bytes that belong to no tensor.
    case trailing(bytes: Int)
    /// An infinite value, or one that is not a number.
    case notFinite(name: String, index: Int, value: Float)

    package static func == (left: SafetensorsError, right: SafetensorsError) -> Bool {
        left.description == right.description
    }
}

extension SafetensorsError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .truncated(let needed, let found):
            "the file ends after \(found) bytes where at least \(needed) are needed"
        case .header(let reason):
            "its safetensors header is wrong: \(reason)"
        case .names(let missing, let unexpected):
            "its tensors are not LeNet-5's: "
                + [
                    missing.isEmpty ? nil : "missing \(missing.joined(separator: ", "))",
                    unexpected.isEmpty ? nil : "unexpected \(Self.listed(unexpected.map(Self.quoted), atMost: 10))",
                ].compactMap { $0 }.joined(separator: "; ")
        case .type(let name, let found):
            "\(name) has type \(Self.quoted(found)) where F32, F16, BF16 or F64 is expected"
        case .shape(let name, let expected, let found):
            "\(name) has shape [\(Self.listed(found.map(String.init), atMost: 8))] where \(expected) is expected"
        case .range(let name, let reason):
            "the place of \(name) is wrong: \(reason)"
        case .trailing(let bytes):
            "\(bytes) bytes at its end belong to no tensor"
        case .notFinite(let name, let index, let value):
            "\(name) holds \(value) at position \(index), which is not a finite number"
        }
    }

    /// What a file says, short and without what would not show, or change the line it stands in.
    static func quoted(_ text: String) -> String {
        let hidden: Set<Unicode.GeneralCategory> = [.control, .format, .lineSeparator, .paragraphSeparator]
        let start = text.unicodeScalars.prefix(40).map { scalar in
            hidden.contains(scalar.properties.generalCategory) ? "\u{FFFD}" : Character(scalar)
        }
        return String(start) + (text.unicodeScalars.count > 40 ? "..." : "")
    }

    private static func listed(_ items: [String], atMost most: Int) -> String {
        items.prefix(most).joined(separator: ", ") + (items.count > most ? " and \(items.count - most) more" : "")
    }
}
