import Charts
import Testing

@Suite struct LineChartLayoutTests {
    private func chart(
        epochs: Double = 10, values: [Double] = [97, 99.9], labels: [EndLabel] = [], unit: String = " %",
        legend: [String] = []
    ) -> LineChart {
        LineChart(
            x: Axis(LinearScale(domain: 0...epochs, isWhole: true), title: "epoch"),
            y: Axis(LinearScale(covering: values), title: "accuracy", unit: unit), marks: [], endLabels: labels,
            legend: Legend(legend.map { .init($0, stroke: Stroke(color: .black, width: 1)) }))
    }

    private func layout(_ chart: LineChart, width: Double = 400, height: Double = 200) -> LineChartLayout {
        LineChartLayout(
            chart, in: Rect(x: 10, y: 20, width: width, height: height), theme: .light, measurer: .fixed)
    }

    @Test func `The plot is what the labels leave`() {
        let layout = layout(chart(values: [0, 10], unit: ""))
        // The widest label "10" takes 2 x 0.6 x 9.5 points and a gap of 7.
        #expect(abs(layout.plot.x - (10 + 11.4 + 7)) < 1e-9)
        // Half of the label "10" hangs over the right end.
        #expect(abs(layout.plot.maxX - (410 - 5.7)) < 1e-9)
        // One line of 13 points above with a gap of 6, two below with a gap of 8.
        #expect(layout.plot.y == 39)
        #expect(layout.plot.maxY == 186)
    }

    @Test func `Labels at the ends of lines take their room from the plot`() {
        let narrow = layout(chart(labels: [EndLabel(at: 99, ["Validation", "99.00 %"], color: .black)]))
        #expect(abs(narrow.plot.maxX - (410 - 13 - 4 - 57)) < 1e-9)
        #expect(abs(narrow.endLabelBoxes[0].maxX - (410 - 4)) < 1e-9)
    }

    @Test func `End labels of equal values stand one below the other`() {
        let labels = ["Training", "Validation", "Test"].map { EndLabel(at: 98, [$0, "98 %"], color: .black) }
        let boxes = layout(chart(labels: labels)).endLabelBoxes
        #expect(boxes[0].maxY == boxes[1].y)
        #expect(boxes[1].maxY == boxes[2].y)
    }

    @Test(arguments: [1.0, 2, 3, 10, 47, 100, 1000, 1e9])
    func `Labels of the horizontal axis keep their distance however long it is`(epochs: Double) {
        for width in [120.0, 250, 400, 900] {
            let layout = layout(chart(epochs: epochs), width: width)
            for (left, right) in zip(layout.xTicks, layout.xTicks.dropFirst()) {
                let halves = Double(left.label.count + right.label.count) * 0.6 * 9.5 / 2
                #expect(right.place - left.place >= halves + 10)
            }
            #expect(!layout.xTicks.isEmpty)
        }
    }

    @Test(arguments: [[5.0], [], [.nan, .nan], [0, 1e-9], [0, 1e9], [1e9, 1e9 + 1], [-1e9, 1e9]])
    func `Any data have ticks and no text leaves the frame or crosses another`(values: [Double]) {
        for size in [(150.0, 90.0), (250, 120), (450, 250), (900, 700)] {
            let chart = chart(
                values: values, labels: values.prefix(2).map { EndLabel(at: $0, ["End", "x"], color: .black) },
                legend: ["each batch", "mean of 211 batches"])
            var drawing = Drawing(size: Size(width: size.0 + 20, height: size.1 + 30), background: .white)
            chart.draw(
                in: Rect(x: 10, y: 20, width: size.0, height: size.1), on: &drawing, theme: .light, measurer: .fixed)
            #expect(drawing.textFaults(.fixed) == [])
            #expect(layout(chart, width: size.0, height: size.1).yTicks.count >= 1)
        }
    }

    @Test func `A line of half a million points is thinned and keeps its extremes`() {
        var points = (0..<500_000).map { Point(x: Double($0) / 1250, y: 100) }
        points[123_456].y = 3
        points[400_000].y = 197
        let thinned = points.thinned()
        #expect(thinned.count < 9_000)
        #expect(thinned.contains(points[123_456]))
        #expect(thinned.contains(points[400_000]))
        #expect(thinned.first == points.first)
        #expect(thinned.last == points.last)
    }

    @Test func `A line of few points stays as it is`() {
        let points = [Point(x: 0, y: 1), Point(x: 5, y: 3), Point(x: 5.01, y: 2), Point(x: 5.02, y: 9)]
        #expect(points.thinned() == points)
    }
}
