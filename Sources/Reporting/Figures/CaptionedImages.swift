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
