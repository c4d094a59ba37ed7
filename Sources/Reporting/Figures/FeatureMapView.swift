import Charts
import Images
import RunRecords

/// Images above what one channel of conv1 lets through of them, beside its kernel.
struct FeatureMapView: FigureView {
    let title: String
    private let originals: [LabeledImage]
    private let maps: FeatureMaps?
    private let filters: FilterBank?

    /// `number` counts the channels on record from 1.
    init(_ number: Int, _ record: RunRecord) {
        let exhibits = record.exhibits
        title = "Feature map \(number)"
        originals = exhibits.originals
        maps = exhibits.featureMaps.indices.contains(number - 1) ? exhibits.featureMaps[number - 1] : nil
        filters = exhibits.filters.first { $0.layer == "conv1" }
    }

    private var edge: OrientedEdge? { maps.flatMap { filters?.edge(ofChannel: $0.channel) } }
    private var name: String { maps.map { "Channel \($0.channel)" } ?? "No channel" }

    private var sentence: String {
        maps == nil
            ? "No channel of conv1 was recorded" : "\(name) of conv1 detects \(edge?.summary ?? "nothing known")"
    }

    var caption: String {
        var text = sentence + "."
        if let edge, let angle = edge.angle {
            text +=
                " Its kernel, beside the maps, brightens towards \(NumberFormat.decimal(angle, decimals: 0)) degrees "
                + "(counter-clockwise from the right), and that straight edge explains "
                + "\(NumberFormat.percentage(edge.clarity, decimals: 0)) of the kernel's energy."
        }
        return text + " Each grid is normalized as a whole."
    }

    var altText: String {
        let count = originals.count
        return "\(count) images above their \(maps?.maps.count ?? 0) feature maps after relu(conv1). \(sentence)."
    }

    /// The width of the column with the kernel.
    private static let column = 90.0
    /// The side of the kernel.
    private static let kernelSide = 70.0
    /// The height of a label above what it names.
    private static let labelHeight = 16.0

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        let glow = ColorScale(domain: 0...1, colors: theme.glow)
        let above = grid(Self.normalized(originals.map(\.image)).map { $0.bitmap() }, theme)
        let below = grid((maps?.maps ?? []).map { $0.bitmap(glow) }, theme)
        let heights = [above, below].map { Self.labelHeight + max($0.size.height, Self.kernelSide) }
        let between = 14.0
        var page = Page(
            width: Figure.width, title: sentence,
            subtitle: "\(originals.count) images before and after, beside the kernel and the straight edge that fits "
                + "it best.",
            bodyHeight: heights[0] + (maps == nil ? 0 : between + heights[1] + 7 + ColorBar.height(theme: theme)),
            theme: theme, measurer: measurer)
        let left = page.body.x
        let first = page.body.y + Self.labelHeight
        draw(above, "Originals", at: first, on: &page.drawing, theme)
        if let values = ramp {
            label("Best edge", at: Point(x: left, y: first), on: &page.drawing, theme)
            let gray = ColorScale(centeredOnZeroCovering: values, colors: [.black, .white])
            drawCells(values, gray, at: Point(x: left, y: first), on: &page.drawing, theme)
        }
        guard let maps else { return page.drawing }
        let second = first + heights[0] + between
        draw(below, "After relu(conv1), channel \(maps.channel)", at: second, on: &page.drawing, theme)
        drawKernel(at: Point(x: left, y: second), on: &page.drawing, theme, measurer)
        ColorBar(glow, labels: [(0, "no response"), (1, "strongest of all maps")]).draw(
            at: Point(x: left + Self.column, y: second + below.size.height + 7), width: max(below.size.width, 170),
            on: &page.drawing, theme: theme, measurer: measurer)
        return page.drawing
    }

    private func draw(
        _ grid: ImageGrid, _ name: String, at top: Double, on drawing: inout Drawing, _ theme: Theme
    ) {
        let corner = Point(x: theme.margin + Self.column, y: top)
        label(name, at: corner, on: &drawing, theme)
        grid.draw(at: corner, on: &drawing, theme: theme)
    }

    /// Names what stands below and to the right of a corner.
    private func label(_ name: String, at corner: Point, on drawing: inout Drawing, _ theme: Theme) {
        let baseline = corner.y - Self.labelHeight + 0.76 * theme.textSize
        drawing.draw(Text(name, style: theme.text.bold, at: Point(x: corner.x, y: baseline)))
    }

    /// Images in rows of eight, so large that they fill the page beside the kernel.
    private func grid(_ images: [Bitmap], _ theme: Theme) -> ImageGrid {
        let columns = ImageGrid.balancedColumns(count: originals.count, limit: 8)
        let pixels = originals.reduce(1) { max($0, $1.image.rows, $1.image.columns) }
        let room = Figure.width - 2 * theme.margin - Self.column
        let gap = 3.0
        let pitch = ImageGrid.pitch(
            pixels: pixels, within: min((room + gap) / Double(max(columns, 4)) - gap - 4, 60))
        return ImageGrid(
            images.map { ImageGrid.Tile($0) }, columns: columns, side: pitch * Double(pixels), pitch: pitch, gap: gap
        ).justified(to: room)
    }

    /// The ramp that fits the kernel best, as the brightness that an image would need; `nil` without one.
    private var ramp: [Double]? {
        guard let edge, edge.slope > 0, let filters else { return nil }
        let (rows, columns) = (filters.shape[2], filters.shape[3])
        return (0..<rows * columns).map { position in
            (Double(position % columns) - Double(columns - 1) / 2) * edge.rightwards
                + (Double(rows - 1) / 2 - Double(position / columns)) * edge.upwards
        }
    }

    private func drawKernel(
        at corner: Point, on drawing: inout Drawing, _ theme: Theme, _ measurer: TextMeasurer
    ) {
        guard let maps, let kernel = filters?.kernel(ofChannel: maps.channel) else { return }
        label("Kernel", at: corner, on: &drawing, theme)
        let scale = ColorScale(centeredOnZeroCovering: kernel, colors: theme.diverging)
        drawCells(kernel, scale, at: corner, on: &drawing, theme)
        let reach = scale.domain.upperBound
        ColorBar(scale, labels: [(-reach, FiltersView.signed(-reach)), (0, "0"), (reach, FiltersView.signed(reach))])
            .draw(
                at: Point(x: corner.x, y: corner.y + Self.kernelSide + 7), width: Self.kernelSide, on: &drawing,
                theme: theme, measurer: measurer)
    }

    /// Draws a square cell for each of a kernel's places.
    private func drawCells(
        _ values: [Double], _ colors: ColorScale, at corner: Point, on drawing: inout Drawing, _ theme: Theme
    ) {
        guard let filters else { return }
        let (rows, columns) = (filters.shape[2], filters.shape[3])
        let cell = Self.kernelSide / Double(max(rows, columns))
        let rect = Rect(x: corner.x, y: corner.y, width: cell * Double(columns), height: cell * Double(rows))
        drawing.draw(Bitmap(weights: values, rows: rows, columns: columns, colors: colors), in: rect)
        drawing.stroke(Path(rect: rect), Stroke(color: theme.axis, width: theme.hairline))
    }

    /// The images stretched so that the darkest pixel of all is black and the brightest white, like torchvision's
    /// `make_grid(normalize=True)`.
    private static func normalized(_ images: [Image]) -> [Image] {
        let lowest = Int(images.compactMap { $0.pixels.min() }.min() ?? 0)
        let highest = Int(images.compactMap { $0.pixels.max() }.max() ?? 255)
        guard highest > lowest else { return images }
        return images.map { image in
            Image(
                image.shape,
                pixels: image.pixels.map {
                    UInt8(((Int($0) - lowest) * 255 + (highest - lowest) / 2) / (highest - lowest))
                })
        }
    }
}

extension Bitmap {
    /// A pixel for each weight.
    init(weights: [Double], rows: Int, columns: Int, colors: ColorScale) {
        self.init(
            width: columns, height: rows,
            pixels: weights.flatMap { weight in
                let color = colors.color(of: weight)
                return [color.red, color.green, color.blue, 255]
            })
    }
}
