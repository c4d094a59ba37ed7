/// What stands for data in a line chart. Coordinates are data; values without a place on the scales are left out.
package enum Mark: Sendable {
    /// A line through points, broken where one is not finite.
    case line([Point], Stroke)
    /// A symbol at each point.
    case symbols([Point], Symbol)
    /// The area between two curves over the same abscissas.
    case area(lower: [Point], upper: [Point], Color)
    /// All of the chart between two values of the vertical axis.
    case band(ClosedRange<Double>, Color)
    /// A horizontal line across the chart.
    case rule(Double, Stroke)
}

/// A mark for a single point.
package struct Symbol: Sendable, Equatable {
    package enum Shape: Sendable, Equatable {
        case disc, diamond, ring
    }

    package var shape: Shape
    package var color: Color
    /// In points.
    package var radius: Double

    package init(_ shape: Shape, color: Color, radius: Double) {
        self.shape = shape
        self.color = color
        self.radius = radius
    }
}

/// A series' name and value beside its last point.
package struct EndLabel: Sendable, Equatable {
    /// The value of the vertical axis to stand at.
    package var value: Double
    /// The first line is bold.
    package var lines: [String]
    package var color: Color

    package init(at value: Double, _ lines: [String], color: Color) {
        self.value = value
        self.lines = lines
        self.color = color
    }
}
