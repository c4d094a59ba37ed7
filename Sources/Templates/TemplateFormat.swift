/// How a template asks for a value to be written: `{{test.accuracy | decimals 1}}`.
package enum TemplateFormat: Sendable, Equatable {
    case percent(decimals: Int?)
    case fraction(decimals: Int?)
    case count
    /// As by itself, with so many decimals.
    case decimals(Int)
    /// As a code span.
    case code

    package static let names = ["percent", "fraction", "count", "decimals", "code"]
    package static let allowedDecimals = 0...12

    /// Whether values of a kind can be written so.
    package func fits(_ kind: TemplateKind) -> Bool {
        switch (self, kind) {
        case (.code, .text), (.code, .number): true
        case (.percent, .number(let quantity)), (.fraction, .number(let quantity)):
            quantity == .fraction || quantity == .points || quantity == .setting
        case (.count, .number(let quantity)): quantity != .fraction && quantity != .points
        case (.decimals, .number(let quantity)): quantity != .count
        default: false
        }
    }

    package var name: String {
        switch self {
        case .percent: "percent"
        case .fraction: "fraction"
        case .count: "count"
        case .decimals: "decimals"
        case .code: "code"
        }
    }
}
