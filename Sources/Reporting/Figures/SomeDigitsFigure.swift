import Charts
import Images
import RunRecords

extension Figures {
    /// Sample images of the training set, each with its label.
    static func someDigits(of record: RunRecord) -> Figure {
        let images = record.exhibits.someDigits
        let total = NumberFormat.count(record.dataset.trainingImages)
        let labels = images.map { String($0.label) }.joined(separator: ", ")
        let present = Set(images.map(\.label)).count
        let isLong = images.count > 20
        let size = record.configuration.pixelSize
        return Figure(
            stem: "1_some_digits", title: "Some digits",
            caption: "\(images.count) of the \(total) training images, resized to \(size) x \(size) pixels, "
                + "with their labels; \(present) of \(record.dataset.classes) classes appear.",
            altText: "A grid of \(images.count) training images, white on black, each above its label: "
                + (isLong ? "\(present) of \(record.dataset.classes) classes." : "\(labels).")
        ) { theme, measurer in
            let room = Figure.width - 2 * theme.margin
            let columns = columns(for: images, classes: record.dataset.classes)
            let gap = columns > 8 ? 3.0 : 6
            let side = min((room + gap) / Double(max(columns, 5)) - gap - 4, 62)
            let pixels = images.reduce(1) { max($0, $1.image.rows, $1.image.columns) }
            let pitch = ImageGrid.pitch(pixels: pixels, within: side)
            let grid = ImageGrid(
                images.map { ImageGrid.Tile($0.image.bitmap(), caption: [.init(String($0.label), theme.text.bold)]) },
                columns: columns, side: pitch * Double(pixels), pitch: pitch, gap: gap
            ).justified(to: room)
            var page = Page(
                width: Figure.width, title: "\(images.count) of \(total) training images",
                subtitle: "Each as the network sees it, \(size) × \(size) pixels, above its label.",
                bodyHeight: grid.size.height, theme: theme, measurer: measurer)
            grid.draw(at: Point(x: page.body.x, y: page.body.y), on: &page.drawing, theme: theme)
            return page.drawing
        }
    }

    /// As many columns as classes where the classes take turns, so that each has a column; else rows of up to eight.
    private static func columns(for images: [LabeledImage], classes: Int) -> Int {
        let takeTurns = images.indices.allSatisfy { images[$0].label == images[$0 % max(classes, 1)].label }
        return takeTurns && (5...12).contains(classes) && images.count >= classes
            ? classes : ImageGrid.balancedColumns(count: images.count, limit: 8)
    }
}
