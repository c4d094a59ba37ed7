import Charts
import Foundation
import Images
import RunRecords

/// Pictures, what a network was shown of each, and the classes that it finds most probable.
package struct PredictionFigure {
    /// More pictures would make a figure that nobody looks at.
    package static let limit = 40

    private static let side = 66.0
    private static let gap = 14.0

    private let predictions: [Prediction]
    private let network: String
    private let dataset: String

    /// - Parameter network: the record of the run that trained it
    package init(_ predictions: [Prediction], network record: RunRecord) {
        self.predictions = predictions
        network = record.network.name
        dataset = record.dataset.title
    }

    /// The figure for light pages as a PNG file.
    package func png(named name: String) throws(ChartError) -> Data {
        let theme = Theme.light
        let measurer = try TextMeasurer.installed(theme.typeface)
        return try drawing(theme, measurer).rendered(as: .png, dpi: 200, typeface: theme.typeface, named: name)
    }

    private var title: String {
        guard predictions.count == 1, let choice = predictions.first?.best.first else {
            return "\(predictions.count) pictures and what \(network) makes of them"
        }
        return "\(network) takes it for \(choice.name)"
    }

    package func drawing(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        let heading = theme.textSize * 1.5
        let step = heading + Self.side + Self.gap
        var page = Page(
            width: Figure.width, title: title,
            subtitle:
                "Each picture, what the network trained on \(dataset) was shown of it, and the classes that it finds "
                + "most probable.",
            bodyHeight: Double(predictions.count) * step - Self.gap, theme: theme, measurer: measurer)
        for (index, prediction) in predictions.enumerated() {
            let row = Rect(
                x: page.body.x, y: page.body.y + Double(index) * step, width: page.body.width, height: step - Self.gap)
            let name = prediction.path.split(separator: "/").last.map(String.init) ?? prediction.path
            page.drawing.draw(
                Text(
                    measurer.shortened(name, theme.text.bold, width: row.width), style: theme.text.bold,
                    at: Point(x: row.x, y: row.y + theme.textSize)))
            let top = row.y + heading
            draw(
                prediction.picture, in: Rect(x: row.x, y: top, width: Self.side, height: Self.side), &page.drawing,
                theme)
            let second = row.x + Self.side + Self.gap
            draw(
                prediction.shown, in: Rect(x: second, y: top, width: Self.side, height: Self.side), &page.drawing, theme
            )
            let bars = second + Self.side + Self.gap
            draw(
                prediction.best, in: Rect(x: bars, y: top, width: row.maxX - bars, height: Self.side), &page.drawing,
                theme,
                measurer)
        }
        return page.drawing
    }

    /// A picture as large as fits into the middle of a square.
    private func draw(_ picture: Image, in frame: Rect, _ drawing: inout Drawing, _ theme: Theme) {
        let scale = frame.width / Double(max(picture.rows, picture.columns))
        let (width, height) = (Double(picture.columns) * scale, Double(picture.rows) * scale)
        let rect = Rect(x: frame.midX - width / 2, y: frame.midY - height / 2, width: width, height: height)
        drawing.draw(picture.bitmap(), in: rect)
        drawing.stroke(Path(rect: rect), Stroke(color: theme.axis, width: theme.hairline))
    }

    /// A line and a bar for each class.
    private func draw(
        _ choices: [Prediction.Choice], in frame: Rect, _ drawing: inout Drawing, _ theme: Theme,
        _ measurer: TextMeasurer
    ) {
        let step = frame.height / 3
        let percent = measurer.width("> 99.99\u{a0}%", theme.text) + 8
        for (index, choice) in choices.enumerated() {
            let top = frame.y + Double(index) * step
            let baseline = top + theme.textSize
            let style = index == 0 ? theme.text.bold : theme.text
            drawing.draw(
                Text(
                    measurer.shortened(choice.name, style, width: frame.width - percent), style: style,
                    at: Point(x: frame.x, y: baseline)))
            drawing.draw(
                Text(
                    NumberFormat.certainty(choice.probability), style: style,
                    at: Point(x: frame.maxX, y: baseline), alignment: .trailing))
            let bar = Rect(x: frame.x, y: baseline + 3, width: frame.width, height: 4)
            drawing.fill(Path(rect: bar), theme.shade)
            let filled = Rect(x: bar.x, y: bar.y, width: bar.width * choice.probability, height: bar.height)
            drawing.fill(Path(rect: filled), theme.series[index == 0 ? 0 : 2])
        }
    }
}
