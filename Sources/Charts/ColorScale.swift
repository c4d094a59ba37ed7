/// Colors for numbers: the color of a value is mixed from the two stops beside it.
package struct ColorScale: Sendable, Equatable {
    /// The values of the first and the last color.
    package let domain: ClosedRange<Double>
    /// At least one color, evenly spaced over the domain.
    package let colors: [Color]

    /// From colors spaced evenly over the domain; without any, all is black.
    package init(domain: ClosedRange<Double>, colors: [Color]) {
        self.domain = domain
        self.colors = colors.isEmpty ? [.black] : colors
    }

    /// A scale centered on zero, as far as the largest magnitude of the finite values, so that a color's side of the
    /// middle tells the sign; -1...1 where all values are zero.
    package init(centeredOnZeroCovering values: [Double], colors: [Color]) {
        let largest = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
        let reach = largest > 0 ? largest : 1
        self.init(domain: -reach...reach, colors: colors)
    }

    /// The color of a value; those outside the domain take its nearer end, not-a-number its start.
    package func color(of value: Double) -> Color {
        let extent = domain.upperBound - domain.lowerBound
        let fraction = extent > 0 ? (value - domain.lowerBound) / extent : 0
        let position = min(max(fraction.isNaN ? 0 : fraction, 0), 1) * Double(colors.count - 1)
        let index = min(Int(position), max(colors.count - 2, 0))
        let next = min(index + 1, colors.count - 1)
        return colors[index].mixed(with: colors[next], position - Double(index))
    }
}
