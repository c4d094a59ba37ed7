/// A number for each channel of an image, or one for all of them; none leaves the choice to the data.
package struct ChannelValues: Sendable, Equatable {
    package let values: [Double]

    package init(_ values: [Double]) {
        self.values = values
    }

    /// What follows from the training images.
    package static let ofData = ChannelValues([])
    private static let ofDataText = "data"

    /// One for each of so many channels; `nil` where there are neither as many nor a single one.
    package func repeated(_ channels: Int) -> ChannelValues? {
        if values.count == channels { return self }
        return values.count == 1 ? ChannelValues(Array(repeating: values[0], count: channels)) : nil
    }
}

extension ChannelValues: SettingValue {
    /// Numbers separated by commas, or `data`.
    package init?(settingText: String) {
        if settingText == Self.ofDataText {
            self = .ofData
            return
        }
        let words = settingText.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = words.compactMap { Double(String($0)) }
        guard numbers.count == words.count else { return nil }
        self.init(numbers)
    }

    package var settingText: String {
        values.isEmpty ? Self.ofDataText : values.map(NumberFormat.shortest).joined(separator: ",")
    }

    package var readableText: String {
        values.isEmpty ? Self.ofDataText : values.map(NumberFormat.shortest).joined(separator: ", ")
    }
}

extension ChannelValues: ExpressibleByFloatLiteral {
    package init(floatLiteral value: Double) { self.init([value]) }
}

/// An array of numbers.
extension ChannelValues: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([Double].self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values)
    }
}
