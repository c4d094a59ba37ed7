import Foundation

/// Values over directions, as closed curves around a center: the farther out, the larger.
package struct Rose: Sendable {
    package struct Curve: Sendable {
        /// Evenly spaced over a whole turn, counter-clockwise from the right; negative ones count as 0.
        package var values: [Double]
        package var stroke: Stroke
        /// The color within the curve, if any.
        package var fill: Color?

        package init(_ values: [Double], stroke: Stroke, fill: Color? = nil) {
            self.values = values
            self.stroke = stroke
            self.fill = fill
        }
    }

    /// Later curves cover earlier ones.
    package var curves: [Curve]

    package init(_ curves: [Curve]) {
        self.curves = curves
    }

    /// The corners of a curve around a center, the largest value of all curves at the radius.
    package func points(_ curve: Curve, around center: Point, radius: Double) -> [Point] {
        let largest = curves.flatMap(\.values).reduce(0) { $1.isFinite ? max($0, $1) : $0 }
        return curve.values.enumerated().map { index, value in
            let angle = Double(index) / Double(curve.values.count) * 2 * .pi
            let length = largest > 0 && value > 0 ? min(value / largest, 1) * radius : 0
            return Point(x: center.x + length * cos(angle), y: center.y - length * sin(angle))
        }
    }

    /// Draws the curves within a circle crossed by the four main directions.
    package func draw(around center: Point, radius: Double, on drawing: inout Drawing, theme: Theme) {
        let thin = Stroke(color: theme.grid, width: theme.hairline)
        drawing.fill(Path(circleAround: center, radius: radius), theme.shade)
        for angle in stride(from: 0.0, to: .pi, by: .pi / 4) {
            let (x, y) = (radius * cos(angle), radius * sin(angle))
            drawing.line(
                from: Point(x: center.x - x, y: center.y - y), to: Point(x: center.x + x, y: center.y + y), thin)
        }
        drawing.stroke(
            Path(circleAround: center, radius: radius), Stroke(color: theme.axis, width: theme.hairline))
        for curve in curves where !curve.values.isEmpty {
            var outline = Path(through: points(curve, around: center, radius: radius))
            outline.add(.close)
            if let fill = curve.fill { drawing.fill(outline, fill) }
            drawing.stroke(outline, curve.stroke)
        }
    }
}
