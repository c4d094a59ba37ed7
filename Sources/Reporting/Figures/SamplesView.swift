import Charts
import Images
import RunRecords

/// Sample images of the training set, each with its label.
struct SamplesView: FigureView {
    let title: String
    private let images: [LabeledImage]
    private let classes: Int
    private let total: String
    private let pixelSize: Int
    private let isResized: Bool
    private let names: ClassNames

    init(_ record: RunRecord) {
        names = ClassNames(record.dataset)
        isResized = record.isResized
        title = "Some " + ClassNames(record.dataset).images
        images = record.exhibits.someDigits
        classes = record.dataset.classes
        total = NumberFormat.count(record.dataset.trainingImages)
        pixelSize = record.configuration.pixelSize
    }

    private var present: String { "\(Set(images.map(\.label)).count) of \(Prose.count(classes, "class", "classes"))" }

    var caption: String {
        "\(images.count) of the \(total) training images\(isResized ? ", resized to" : " of") \(pixelSize) x \(pixelSize) pixels"
            + "\(isResized ? "," : "") with their "
            + "labels; \(present) \(classes == 1 ? "appears" : "appear")."
    }

    var altText: String {
        "A grid of \(images.count) training images, \(Self.tone(images.map(\.image))), each above its label: "
            + (images.count > 20 ? present : images.map { names.label($0.label) }.joined(separator: ", ")) + "."
    }

    /// How things stand out from the ground, as the borders of images have it.
    static func tone(_ images: [Image]) -> String {
        if images.contains(where: { $0.channels == 3 }) { return "in color" }
        if let level = images.first?.pixels.first, images.allSatisfy({ $0.pixels.allSatisfy { $0 == level } }) {
            return level == 0 ? "all black" : level == 255 ? "all white" : "all of one gray"
        }
        return Bitmap.areOnBright(images.map { $0.bitmap() }) ? "black on white" : "white on black"
    }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        let room = Figure.width - 2 * theme.margin
        let columns = columns { count in
            let texts = images.map { names.label($0.label) }
            return measurer.widest(texts, theme.text.bold) <= Self.side(columns: count, within: room) + 6
        }
        let gap = Self.gap(columns: columns)
        let side = Self.side(columns: columns, within: room)
        let pixels = images.reduce(1) { max($0, $1.image.rows, $1.image.columns) }
        let pitch = ImageGrid.pitch(pixels: pixels, within: side)
        let grid = ImageGrid(
            images.map { sample in
                let name = names.label(sample.label, within: side + 6, theme.text.bold, measurer)
                return ImageGrid.Tile(sample.image.bitmap(), caption: [.init(name, theme.text.bold)])
            },
            columns: columns, side: pitch * Double(pixels), pitch: pitch, gap: gap
        ).justified(to: room)
        var page = Page(
            width: Figure.width, title: "\(images.count) of \(total) training images",
            subtitle: "Each as the network sees it, \(pixelSize) × \(pixelSize) pixels, above its label.",
            bodyHeight: grid.size.height, theme: theme, measurer: measurer)
        grid.draw(at: Point(x: page.body.x, y: page.body.y), on: &page.drawing, theme: theme)
        return page.drawing
    }

    private static func gap(columns: Int) -> Double { columns > 8 ? 3 : 6 }

    /// The side of an image, in points.
    private static func side(columns: Int, within room: Double) -> Double {
        let gap = gap(columns: columns)
        return min((room + gap) / Double(max(columns, 5)) - gap - 4, 62)
    }

    /// As many columns as classes where the classes take turns, so that each has a column, or a few where they are few;
    /// else rows of up to eight, or of twelve where images are many. More than eight only where names have room.
    private func columns(_ namesFit: (_ columns: Int) -> Bool) -> Int {
        let takeTurns = images.indices.allSatisfy { images[$0].label == images[$0 % max(classes, 1)].label }
        if takeTurns, (2...12).contains(classes), images.count >= classes {
            let repeated = classes < 6 ? classes * (10 / classes) : classes
            if classes >= 6 || images.count >= repeated && namesFit(repeated) { return repeated }
        }
        let limit = images.count > 40 && namesFit(12) ? 12 : 8
        return ImageGrid.balancedColumns(count: images.count, limit: limit)
    }
}

extension Image {
    /// A gray image in colors for its 256 levels; one of three channels as it is.
    func bitmap(_ colors: ColorScale = .gray) -> Bitmap {
        guard channels == 3 else {
            return Bitmap(width: columns, height: rows, levels: pixels.prefix(rows * columns), colors: colors)
        }
        let area = rows * columns
        return Bitmap(
            width: columns, height: rows,
            pixels: (0..<area).flatMap { [pixels[$0], pixels[area + $0], pixels[2 * area + $0], 255] })
    }
}

extension ColorScale {
    /// From black to white.
    static let gray = ColorScale(domain: 0...1, colors: [.black, .white])
}
