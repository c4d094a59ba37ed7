/// Lines, symbols, areas and reference values over two axes, labeled directly where the lines end.
package struct LineChart: Sendable {
    package var x: Axis
    package var y: Axis
    /// Later marks cover earlier ones.
    package var marks: [Mark]
    package var endLabels: [EndLabel]
    package var legend: Legend

    package init(x: Axis, y: Axis, marks: [Mark], endLabels: [EndLabel] = [], legend: Legend = Legend([])) {
        self.x = x
        self.y = y
        self.marks = marks
        self.endLabels = endLabels
        self.legend = legend
    }

    /// Draws the chart within `frame`.
    package func draw(in frame: Rect, on drawing: inout Drawing, theme: Theme, measurer: TextMeasurer) {
        let layout = LineChartLayout(self, in: frame, theme: theme, measurer: measurer)
        drawGrid(layout, on: &drawing, theme)
        for mark in marks { draw(mark, layout, on: &drawing, theme) }
        drawAxes(layout, on: &drawing, theme, measurer)
        drawEndLabels(layout, on: &drawing, theme, measurer)
    }

    private func drawGrid(_ layout: LineChartLayout, on drawing: inout Drawing, _ theme: Theme) {
        let plot = layout.plot
        let stroke = Stroke(color: theme.grid, width: theme.hairline)
        for tick in layout.xTicks {
            let x = plot.x + tick.place
            drawing.line(from: Point(x: x, y: plot.y), to: Point(x: x, y: plot.maxY), stroke)
        }
        for tick in layout.yTicks {
            let y = plot.maxY - tick.place
            drawing.line(from: Point(x: plot.x, y: y), to: Point(x: plot.maxX, y: y), stroke)
        }
    }

    private func drawAxes(
        _ layout: LineChartLayout, on drawing: inout Drawing, _ theme: Theme, _ measurer: TextMeasurer
    ) {
        let plot = layout.plot
        let stroke = Stroke(color: theme.axis, width: theme.hairline)
        drawing.line(from: Point(x: plot.x, y: plot.maxY), to: Point(x: plot.maxX, y: plot.maxY), stroke)
        for tick in layout.xTicks {
            let x = plot.x + tick.place
            drawing.line(from: Point(x: x, y: plot.maxY), to: Point(x: x, y: plot.maxY + 3), stroke)
        }
        for position in y.scale.minorTicks {
            let y = plot.maxY - position * plot.height
            drawing.line(from: Point(x: plot.x - 2, y: y), to: Point(x: plot.x, y: y), stroke)
        }
        if !y.scale.minorTicks.isEmpty {
            drawing.line(from: Point(x: plot.x, y: plot.y), to: Point(x: plot.x, y: plot.maxY), stroke)
        }
        for text in layout.axisTexts { drawing.draw(text) }
        legend.draw(
            at: layout.legendOrigin, width: layout.legendWidth, lineHeight: layout.lineHeight, style: theme.small,
            on: &drawing, measurer: measurer)
    }

    private func drawEndLabels(
        _ layout: LineChartLayout, on drawing: inout Drawing, _ theme: Theme, _ measurer: TextMeasurer
    ) {
        for (label, box) in zip(endLabels, layout.endLabelBoxes) {
            let end = Point(x: layout.plot.maxX + 4, y: layout.place(of: label.value))
            let start = Point(x: box.x - 3, y: box.midY)
            if abs(end.y - start.y) > 2 {
                drawing.line(from: end, to: start, Stroke(color: label.color, width: theme.hairline))
            }
            for (index, line) in label.lines.enumerated() {
                let style = index == 0 ? theme.text.colored(label.color).bold : theme.text.colored(label.color)
                let middle = box.y + layout.lineHeight * (Double(index) + 0.5)
                drawing.draw(
                    Text(line, style: style, at: Point(x: box.x, y: middle + measurer.baselineDrop(style))))
            }
        }
    }

    private func draw(_ mark: Mark, _ layout: LineChartLayout, on drawing: inout Drawing, _ theme: Theme) {
        let plot = layout.plot
        switch mark {
        case .line(let points, let stroke):
            for piece in layout.pieces(points) { drawing.stroke(Path(through: piece.thinned()), stroke) }
        case .symbols(let points, let symbol):
            for center in layout.pieces(points).joined() { drawing.draw(symbol, at: center) }
        case .area(let lower, let upper, let color):
            let outline = layout.pieces(upper).joined() + layout.pieces(lower).joined().reversed()
            drawing.fill(Path(through: Array(outline)), color)
        case .band(let range, let color):
            let (top, bottom) = (layout.place(of: range.upperBound), layout.place(of: range.lowerBound))
            guard top.isFinite, bottom.isFinite else { return }
            drawing.fill(
                Path(rect: Rect(x: plot.x, y: top, width: plot.width, height: bottom - top)), color)
        case .rule(let value, let stroke):
            let y = layout.place(of: value)
            guard y.isFinite else { return }
            drawing.line(from: Point(x: plot.x, y: y), to: Point(x: plot.maxX, y: y), stroke)
        }
    }
}
