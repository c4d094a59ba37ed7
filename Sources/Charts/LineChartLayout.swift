/// Where everything of a line chart stands: the plot is what its labels, measured, leave of the frame.
package struct LineChartLayout: Sendable {
    /// The rectangle in which data are drawn.
    package let plot: Rect
    package let xTicks: [PlacedTick]
    package let yTicks: [PlacedTick]
    /// Tick labels and axis titles.
    package let axisTexts: [Text]
    /// The box of each end label.
    package let endLabelBoxes: [Rect]
    package let lineHeight: Double
    let legendOrigin: Point
    let legendWidth: Double
    private let chart: LineChart

    /// Between a tick's label and the plot.
    private static let labelGap = 7.0
    /// Between the plot and the labels at line ends.
    private static let endGap = 13.0

    package init(_ chart: LineChart, in frame: Rect, theme: Theme, measurer: TextMeasurer) {
        self.chart = chart
        let style = theme.muted
        lineHeight = (theme.textSize * 1.35).rounded(.up)
        let titleWidth = measurer.width(chart.y.title, style)
        // The legend shares the first line with the title of the vertical axis, or follows it.
        let legendRow = chart.legend.width(style: theme.small, measurer: measurer)
        let sharesLine = legendRow <= frame.width - titleWidth - 24
        legendWidth = sharesLine ? legendRow : frame.width
        legendOrigin = Point(
            x: sharesLine ? frame.maxX - legendRow : frame.x, y: frame.y + lineHeight * (sharesLine ? 0.5 : 1.5))
        let legendRows = chart.legend.rows(width: legendWidth, style: theme.small, measurer: measurer).count
        let top = frame.y + lineHeight * Double(sharesLine ? 1 : 1 + legendRows) + 6
        let height = max(frame.maxY - top - 2 * lineHeight - 8, 20)

        yTicks = chart.y.verticalTicks(length: height, spacing: lineHeight * 2.4)
        let left = measurer.widest(yTicks.map(\.label), style) + Self.labelGap
        let labelWidths = chart.endLabels.map { label in
            max(
                measurer.widest(Array(label.lines.prefix(1)), theme.text.bold),
                measurer.widest(Array(label.lines.dropFirst()), theme.text))
        }
        let right = labelWidths.max().map { $0 + Self.endGap + 4 } ?? 0
        let provisional = max(frame.width - left - right, 20)
        let first = chart.x.horizontalTicks(length: provisional, gap: 10, style: style, measurer: measurer)
        // Half of the last label may hang over the end of the axis.
        let overhang = first.last.map { $0.place + measurer.width($0.label, style) / 2 - provisional } ?? 0
        let width = provisional - max(overhang - right, 0)
        plot = Rect(x: frame.x + left, y: top, width: width, height: height)
        xTicks = chart.x.horizontalTicks(length: width, gap: 10, style: style, measurer: measurer)
        axisTexts = Self.texts(chart, plot, frame, xTicks, yTicks, lineHeight, theme, measurer)
        endLabelBoxes = Self.boxes(chart, plot, labelWidths, lineHeight)
    }

    private static func texts(
        _ chart: LineChart, _ plot: Rect, _ frame: Rect, _ xTicks: [PlacedTick], _ yTicks: [PlacedTick],
        _ lineHeight: Double, _ theme: Theme, _ measurer: TextMeasurer
    ) -> [Text] {
        let style = theme.muted
        let drop = measurer.baselineDrop(style)
        let below = plot.maxY + 6 + lineHeight / 2 + drop
        return xTicks.map {
            Text($0.label, style: style, at: Point(x: plot.x + $0.place, y: below), alignment: .center)
        }
            + yTicks.map {
                Text(
                    $0.label, style: style, at: Point(x: plot.x - labelGap, y: plot.maxY - $0.place + drop),
                    alignment: .trailing)
            }
            + [
                Text(
                    chart.x.title, style: style, at: Point(x: plot.midX, y: below + lineHeight), alignment: .center),
                Text(chart.y.title, style: style, at: Point(x: frame.x, y: frame.y + lineHeight / 2 + drop)),
            ].filter { !$0.string.isEmpty }
    }

    private static func boxes(
        _ chart: LineChart, _ plot: Rect, _ widths: [Double], _ lineHeight: Double
    ) -> [Rect] {
        let heights = chart.endLabels.map { Double($0.lines.count) * lineHeight }
        let centers = chart.endLabels.map { label in
            let position = chart.y.scale.position(of: label.value)
            return plot.maxY - (position.isFinite ? min(max(position, 0), 1) : 0.5) * plot.height
        }
        let tops = LabelStack.tops(
            centers: centers, heights: heights, within: plot.y - lineHeight / 2...plot.maxY + lineHeight / 2)
        return zip(zip(tops, heights), widths).map {
            Rect(x: plot.maxX + endGap, y: $0.0, width: $1, height: $0.1)
        }
    }

    /// The ordinate of a value: those beyond the axis stand at its end.
    func place(of value: Double) -> Double {
        let position = chart.y.scale.position(of: value)
        return plot.maxY - (position.isNaN ? .nan : min(max(position, 0), 1)) * plot.height
    }

    /// Points of data as points of the drawing, cut where one has no place.
    func pieces(_ points: [Point]) -> [[Point]] {
        var pieces: [[Point]] = [[]]
        for point in points {
            let place = Point(
                x: plot.x + chart.x.scale.position(of: point.x) * plot.width, y: self.place(of: point.y))
            if place.isFinite {
                pieces[pieces.count - 1].append(place)
            } else if pieces.last?.isEmpty == false {
                pieces.append([])
            }
        }
        return pieces.filter { !$0.isEmpty }
    }
}

extension [Point] {
    /// The same line with at most four points in each column of a fifth of a point: the first, the lowest, the
    /// highest and the last. Half a million points look as before and draw as fast as two thousand.
    package func thinned(column: Double = 0.2) -> [Point] {
        var result: [Point] = []
        var start = startIndex
        while start < endIndex {
            let place = (self[start].x / column).rounded(.down)
            var (lowest, highest, end) = (start, start, start)
            while end < endIndex, (self[end].x / column).rounded(.down) == place {
                if self[end].y < self[lowest].y { lowest = end }
                if self[end].y > self[highest].y { highest = end }
                end += 1
            }
            let kept: Set = [start, lowest, highest, end - 1]
            result += kept.sorted().map { self[$0] }
            start = end
        }
        return result
    }
}
