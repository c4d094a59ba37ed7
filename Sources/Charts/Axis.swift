/// One direction of a chart: a scale, what it measures, and the unit that follows each number.
package struct Axis: Sendable {
    package var scale: any Scale
    package var title: String
    /// Appended to each label, such as ` %`.
    package var unit: String

    package init(_ scale: any Scale, title: String, unit: String = "") {
        self.scale = scale
        self.title = title
        self.unit = unit
    }

    /// Ticks whose labels, centered below their places along `length` points, keep `gap` points apart.
    func horizontalTicks(
        length: Double, gap: Double, style: TextStyle, measurer: TextMeasurer
    ) -> [PlacedTick] {
        for count in stride(from: 12, through: 2, by: -1) {
            let ticks = placed(scale.ticks(atMost: count), length: length)
            let widths = ticks.map { measurer.width($0.label, style) }
            let fits = zip(ticks.indices, ticks.indices.dropFirst()).allSatisfy { left, right in
                ticks[right].place - ticks[left].place >= (widths[left] + widths[right]) / 2 + gap
            }
            if fits { return ticks }
        }
        return Array(placed(scale.ticks(atMost: 1), length: length).prefix(1))
    }

    /// Ticks at least `spacing` points apart on average along `length` points.
    func verticalTicks(length: Double, spacing: Double) -> [PlacedTick] {
        placed(scale.ticks(atMost: max(Int(length / spacing) + 1, 2)), length: length)
    }

    private func placed(_ ticks: [Tick], length: Double) -> [PlacedTick] {
        ticks.map { PlacedTick(label: $0.label + unit, place: scale.position(of: $0.value) * length) }
    }
}

/// A tick on an axis of a certain length.
package struct PlacedTick: Sendable, Equatable {
    package let label: String
    /// Points from the start of the axis.
    package let place: Double
}
