import Charts
import RunRecords

/// A figure of images in rows, each with lines of text below.
struct CaptionedImages {
    let tiles: [ImageGrid.Tile]
    private let limit = 6

    /// As many columns as captions leave room for, at most six, under a heading.
    func page(title: String, subtitle: String, theme: Theme, measurer: TextMeasurer) -> Drawing {
        let gap = 8.0
        let widest = tiles.flatMap(\.caption).reduce(0) { max($0, measurer.width($1.string, $1.style)) }
        let room = Figure.width - 2 * theme.margin + gap
        let columns = ImageGrid.balancedColumns(
            count: tiles.count, limit: max(min(limit, Int(room / (widest + gap))), 1))
        let pixels = tiles.reduce(1) { max($0, $1.image.width, $1.image.height) }
        // Few images are no larger than many.
        let across = columns < 4 ? limit : columns
        let pitch = ImageGrid.pitch(pixels: pixels, within: max(room / Double(across) - gap - 4, widest - 4))
        let grid = ImageGrid(
            tiles, columns: columns, side: max(pitch * Double(pixels), widest - 4), pitch: pitch, gap: gap
        ).justified(to: room - gap)
        var page = Page(
            width: Figure.width, title: title, subtitle: subtitle, bodyHeight: grid.size.height, theme: theme,
            measurer: measurer)
        grid.draw(at: Point(x: page.body.x, y: page.body.y), on: &page.drawing, theme: theme)
        return page.drawing
    }
}

extension ClassNames {
    /// What was taken for what, below each of several images: on one line, or on two where names are long.
    func captions(
        _ mistakes: [(actual: Int, predicted: Int)], _ style: TextStyle, _ measurer: TextMeasurer
    ) -> [[String]] {
        // The width of a line below each of six images in a row, and that of which there are four.
        let (lineWidth, widestLine) = (66.0, 100.0)
        let lines = mistakes.map { mistake($0.actual, $0.predicted) }
        guard measurer.widest(lines, style) > lineWidth else { return lines.map { [$0] } }
        let fits = mistakes.allSatisfy { measurer.width(verb + " " + label($0.predicted), style) <= widestLine }
        func shortened(_ label: Int, after start: String = "") -> String {
            start + self.label(label, within: widestLine - measurer.width(start, style), style, measurer)
        }
        return mistakes.map { [shortened($0.actual), shortened($0.predicted, after: fits ? verb + " " : "→ ")] }
    }
}
