/// A type that a setting may have.
package protocol SettingValue: Sendable {
    /// `nil` where the text is no such value.
    init?(settingText: String)
    /// What `init(settingText:)` reads back as the same value.
    var settingText: String { get }
    /// As a table shows it.
    var readableText: String { get }
}

extension Int: SettingValue {
    package init?(settingText: String) { self.init(settingText) }
    package var settingText: String { description }
    package var readableText: String { NumberFormat.count(self) }
}

/// A seed, whose digits are not grouped.
extension UInt64: SettingValue {
    package init?(settingText: String) { self.init(settingText) }
    package var settingText: String { description }
    package var readableText: String { description }
}

extension Double: SettingValue {
    package init?(settingText: String) { self.init(settingText) }
    package var settingText: String { NumberFormat.shortest(self) }
    package var readableText: String {
        Int(exactly: self).map(NumberFormat.count) ?? NumberFormat.shortest(self)
    }
}

/// The values that a setting may have, with the words that say so.
struct AllowedValues<Value: SettingValue>: Sendable {
    let description: String
    let contains: @Sendable (Value) -> Bool
}

extension AllowedValues where Value: Comparable {
    static func range(_ range: ClosedRange<Value>) -> Self {
        Self(description: "\(range.lowerBound.readableText) to \(range.upperBound.readableText)") { range.contains($0) }
    }

    static func from(_ lowest: Value, below bound: Value) -> Self {
        Self(description: "\(lowest.readableText) or more and less than \(bound.readableText)") {
            lowest <= $0 && $0 < bound
        }
    }

    static func from(_ lowest: Value, upTo highest: Value) -> Self {
        Self(description: "\(lowest.readableText) to \(highest.readableText)") { lowest <= $0 && $0 <= highest }
    }

    static func above(_ bound: Value, upTo highest: Value) -> Self {
        Self(description: "more than \(bound.readableText) and at most \(highest.readableText)") {
            bound < $0 && $0 <= highest
        }
    }
}

extension AllowedValues where Value: CaseIterable {
    static var names: Self {
        let names = Value.allCases.map(\.readableText)
        return Self(description: names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")) { _ in true }
    }
}

extension AllowedValues<ChannelValues> {
    static var finite: Self {
        Self(description: "a finite number, one for each channel separated by commas, or data") {
            $0.values.allSatisfy(\.isFinite)
        }
    }

    static var positive: Self {
        Self(description: "a number more than 0, one for each channel separated by commas, or data") {
            $0.values.allSatisfy { $0.isFinite && $0 > 0 }
        }
    }
}
