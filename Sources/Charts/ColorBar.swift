/// A strip of a color scale with numbers below.
package struct ColorBar: Sendable {
    package var colors: ColorScale
    /// Values of the domain with what is written below each.
    package var labels: [(value: Double, text: String)]

    package init(_ colors: ColorScale, labels: [(value: Double, text: String)]) {
        self.colors = colors
        self.labels = labels
    }

    /// The height of a bar with its labels.
    package static func height(theme: Theme) -> Double { 6 + 3 + theme.smallSize * 1.3 }

    /// Draws the bar with its labels below; the first and the last label end where the bar does, which is wider than
    /// `width` where they need more room. Labels between them that would touch one are left out.
    package func draw(
        at origin: Point, width wanted: Double, on drawing: inout Drawing, theme: Theme, measurer: TextMeasurer
    ) {
        let widths = labels.map { measurer.width($0.text, theme.small) }
        let gap = 4.0
        let width = max(wanted, labels.count > 1 ? widths[0] + gap + widths[labels.count - 1] : 0)
        let levels = 64
        let bar = Rect(x: origin.x, y: origin.y, width: width, height: 6)
        let strip = Bitmap(
            width: levels, height: 1, levels: (0..<levels).map { UInt8(255 * $0 / (levels - 1)) }, colors: colors)
        drawing.draw(strip, in: bar)
        let extent = colors.domain.upperBound - colors.domain.lowerBound
        for (index, label) in labels.enumerated() {
            let fraction = extent > 0 ? (label.value - colors.domain.lowerBound) / extent : 0
            let (left, right) = (fraction * width - widths[index] / 2, fraction * width + widths[index] / 2)
            let isBetween = index > 0 && index < labels.count - 1
            if isBetween, left < widths[0] + gap || right > width - widths[labels.count - 1] - gap { continue }
            let alignment: Text.Alignment =
                index == 0 ? .leading : index == labels.count - 1 ? .trailing : .center
            drawing.draw(
                Text(
                    label.text, style: theme.small,
                    at: Point(x: bar.x + fraction * width, y: bar.maxY + 3 + theme.smallSize * 0.9),
                    alignment: alignment))
        }
    }
}
