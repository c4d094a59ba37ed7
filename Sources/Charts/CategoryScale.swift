/// Names side by side, or below each other on a vertical axis, from the top: the first stands at 0, the next at 1, each in
/// the middle of a band of its own.
package struct CategoryScale: Scale, Equatable {
    package let names: [String]

    package init(_ names: [String]) {
        self.names = names
    }

    /// The first name is nearest to the end of the axis, so that a vertical one reads from top to bottom.
    package func position(of value: Double) -> Double {
        1 - (value + 0.5) / Double(max(names.count, 1))
    }

    /// Every name, whatever the number: one that is left out could not be guessed.
    package func ticks(atMost count: Int) -> [Tick] {
        names.enumerated().map { Tick(mantissa: $0.offset, exponent: 0, label: $0.element) }
    }
}
