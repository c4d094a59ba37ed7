import Charts
import Testing

@Suite struct ColorBarTests {
    @Test func `Labels end where the bar does and stand below their values`() {
        let scale = ColorScale(domain: -2...2, colors: [.black, .white])
        var drawing = Drawing(size: Size(width: 120, height: 40), background: .white)
        ColorBar(scale, labels: [(-2, "low"), (0, "one"), (2, "high")]).draw(
            at: Point(x: 10, y: 5), width: 100, on: &drawing, theme: .light, measurer: .fixed)
        #expect(drawing.texts.map(\.position.x) == [10, 60, 110])
        #expect(drawing.texts.map(\.alignment) == [.leading, .center, .trailing])
        let box = TextMeasurer.fixed.box(of: drawing.texts[0])
        #expect(box.maxY <= 5 + ColorBar.height(theme: .light) + 1)
    }

    @Test func `A bar is as wide as its outer labels need, and labels without room between them are left out`() {
        let scale = ColorScale(domain: -2...2, colors: [.black, .white])
        var drawing = Drawing(size: Size(width: 160, height: 40), background: .white)
        ColorBar(scale, labels: [(-2, "very low"), (0, "none"), (2, "very high")]).draw(
            at: Point(x: 10, y: 5), width: 50, on: &drawing, theme: .light, measurer: .fixed)
        #expect(drawing.texts.map(\.string) == ["very low", "very high"])
        #expect(drawing.textFaults(.fixed) == [])
    }
}
