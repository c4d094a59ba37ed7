import Charts
import Testing

@Suite struct LegendTests {
    private let legend = Legend(
        ["alpha", "beta", "gamma"].map { .init($0, stroke: Stroke(color: .black, width: 1)) })

    @Test func `Entries stand in one row where it is wide enough`() {
        // A sample of 18 and a gap of 5, then letters of 6 points; 14 between entries.
        let rows = legend.rows(width: 200, style: .ten, measurer: .fixed)
        #expect(rows.map { $0.map(\.x) } == [[0, 67, 128]])
    }

    @Test func `Entries go on in further rows where it is not`() {
        let rows = legend.rows(width: 130, style: .ten, measurer: .fixed)
        #expect(rows.map { $0.map(\.entry.name) } == [["alpha", "beta"], ["gamma"]])
        #expect(legend.rows(width: 1, style: .ten, measurer: .fixed).count == 3)
    }

    @Test func `Names stand beside their samples`() {
        var drawing = Drawing(size: Size(width: 200, height: 40), background: .white)
        legend.draw(
            at: Point(x: 5, y: 10), width: 130, lineHeight: 13, style: .ten, on: &drawing, measurer: .fixed)
        #expect(drawing.texts.map(\.string) == ["alpha", "beta", "gamma"])
        #expect(drawing.texts.map(\.position.x) == [28, 95, 28])
        #expect(drawing.textFaults(.fixed) == [])
    }
}
