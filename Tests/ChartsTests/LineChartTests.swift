import Charts
import Testing

@Suite struct LineChartTests {
    private let red = Color(0xFF0000)

    /// A chart of 0...10 over 0...10 in a frame of 220 x 150 points.
    private func drawing(_ marks: [Mark]) -> (Drawing, LineChartLayout) {
        let axis = Axis(LinearScale(domain: 0...10), title: "")
        let chart = LineChart(x: axis, y: axis, marks: marks)
        let frame = Rect(x: 0, y: 0, width: 220, height: 150)
        var drawing = Drawing(size: Size(width: 220, height: 150), background: .white)
        chart.draw(in: frame, on: &drawing, theme: .light, measurer: .fixed)
        return (drawing, LineChartLayout(chart, in: frame, theme: .light, measurer: .fixed))
    }

    private func redStrokes(_ drawing: Drawing) -> [Path] {
        drawing.elements.compactMap { element in
            if case .stroke(let path, let stroke) = element, stroke.color == red { path } else { nil }
        }
    }

    @Test func `A line runs from corner to corner`() {
        let (drawing, layout) = drawing([.line([Point(x: 0, y: 0), Point(x: 10, y: 10)], Stroke(color: red, width: 1))])
        let plot = layout.plot
        #expect(
            redStrokes(drawing) == [
                Path(through: [Point(x: plot.x, y: plot.maxY), Point(x: plot.maxX, y: plot.y)])
            ])
    }

    @Test func `A line breaks where a value is not a number`() {
        let points = [0.0, 1, .nan, 3, 4].enumerated().map { Point(x: Double($0.offset), y: $0.element) }
        let (drawing, _) = drawing([.line(points, Stroke(color: red, width: 1))])
        #expect(redStrokes(drawing).map(\.steps.count) == [2, 2])
    }

    @Test func `Values beyond the axis stand at its end`() {
        let (drawing, layout) = drawing([
            .line([Point(x: 0, y: -50), Point(x: 10, y: 99)], Stroke(color: red, width: 1))
        ])
        #expect(
            redStrokes(drawing).first?.steps == [
                .move(Point(x: layout.plot.x, y: layout.plot.maxY)),
                .line(Point(x: layout.plot.maxX, y: layout.plot.y)),
            ])
    }

    @Test func `Nothing is drawn for data without a place`() {
        let marks: [Mark] = [
            .line([Point(x: .nan, y: 1)], Stroke(color: red, width: 1)), .rule(.nan, Stroke(color: red, width: 1)),
            .symbols([Point(x: 1, y: .nan)], Symbol(.disc, color: red, radius: 2)),
        ]
        #expect(drawing(marks).0 == drawing([]).0)
    }

    @Test func `Bands, areas, rules and symbols are painted where they belong`() throws {
        let green = Color(0x00FF00)
        let blue = Color(0x0000FF)
        let yellow = Color(0xFFFF00)
        let (drawing, layout) = drawing([
            .band(2...4, green), .rule(6, Stroke(color: blue, width: 3)),
            .area(
                lower: [Point(x: 0, y: 7), Point(x: 10, y: 7)], upper: [Point(x: 0, y: 9), Point(x: 10, y: 9)],
                yellow), .symbols([Point(x: 5, y: 3)], Symbol(.disc, color: red, radius: 4)),
            .symbols([Point(x: 8, y: 3)], Symbol(.diamond, color: red, radius: 4)),
            .symbols([Point(x: 2, y: 3)], Symbol(.ring, color: red, radius: 4)),
        ])
        let image = try PNG.decode(
            drawing.rendered(as: .png, dpi: 144, typeface: .dejaVuSans, named: "chart"), named: "chart")
        func color(_ x: Double, _ y: Double) throws -> Color {
            let place = Point(
                x: layout.plot.x + x / 10 * layout.plot.width, y: layout.plot.maxY - y / 10 * layout.plot.height)
            let pixel = try #require(image.pixel(x: Int(place.x * 2), y: Int(place.y * 2)))
            return Color(red: pixel[0], green: pixel[1], blue: pixel[2])
        }
        #expect(try color(3.5, 3.5) == green)
        #expect(try color(3.5, 6) == blue)
        #expect(try color(3.5, 8) == yellow)
        #expect(try color(5, 3) == red)
        #expect(try color(8, 3) == red)
        #expect(try color(2, 3) == .white)
        #expect(try color(3.5, 4.9) == .white)
    }
}
