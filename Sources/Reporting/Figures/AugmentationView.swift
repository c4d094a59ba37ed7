import Charts
import Images
import RunRecords

/// A training image beside warps of it.
struct AugmentationView: FigureView {
    let title = "Augmentation"
    private let original: LabeledImage
    private let warps: [Image]
    private let name: String

    /// `nil` where training images were not warped.
    init?(_ record: RunRecord) {
        guard let shown = record.exhibits.augmentation else { return nil }
        (original, warps) = (shown.original, shown.warps)
        name = ClassNames(record.dataset).image(of: original.label)
    }

    var caption: String {
        "One training image, \(name), as it is and in \(Prose.count(warps.count, "random warp")) of it; in each epoch the "
            + "network sees another."
    }

    var altText: String {
        "\(name.prefix(1).uppercased() + name.dropFirst()) and \(Prose.count(warps.count, "warp")) of it."
    }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        let room = Figure.width - 2 * theme.margin
        let gap = 8.0
        let columns = 6
        let side = (room + gap) / Double(columns) - gap - 4
        let pitch = ImageGrid.pitch(pixels: max(original.image.rows, original.image.columns), within: side)
        let tiles =
            [ImageGrid.Tile(original.image.bitmap(), caption: [.init("original", theme.text.bold)])]
            + warps.enumerated().map { index, warp in
                ImageGrid.Tile(warp.bitmap(), caption: [.init("epoch \(index + 1)", theme.small)])
            }
        let grid = ImageGrid(
            tiles, columns: columns, side: pitch * Double(max(original.image.rows, original.image.columns)),
            pitch: pitch,
            gap: gap
        ).justified(to: room)
        var page = Page(
            width: Figure.width, title: "No training image looks the same twice",
            subtitle:
                "\(name.prefix(1).uppercased() + name.dropFirst()) to train on, and what warping makes of it: "
                + "turned, scaled, sheared, shifted and bent at random.",
            bodyHeight: grid.size.height, theme: theme, measurer: measurer)
        grid.draw(at: Point(x: page.body.x, y: page.body.y), on: &page.drawing, theme: theme)
        return page.drawing
    }
}
