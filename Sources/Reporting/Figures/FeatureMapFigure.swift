import Charts
import Foundation
import RunRecords

extension Figures {
    /// Images above what one channel of conv1 lets through of them, beside its kernel. `number` is 1 or 2.
    static func featureMap(_ number: Int, of record: RunRecord) -> Figure {
        let exhibits = record.exhibits
        let view = FeatureMapView(
            originals: exhibits.originals,
            maps: exhibits.featureMaps.indices.contains(number - 1) ? exhibits.featureMaps[number - 1] : nil,
            filters: exhibits.filters.first { $0.layer == "conv1" })
        return Figure(
            stem: "\(4 + number)_feature_map_\(number)", title: "Feature map \(number)", caption: view.caption,
            altText: view.altText
        ) { theme, measurer in
            view.draw(theme, measurer)
        }
    }
}

/// One channel of conv1 at work.
struct FeatureMapView {
    let originals: [LabelledImage]
    let maps: FeatureMaps?
    let filters: FilterBank?

    private var edge: OrientedEdge? { maps.flatMap { filters?.edge(ofChannel: $0.channel) } }
    private var name: String { maps.map { "Channel \($0.channel)" } ?? "No channel" }

    private var sentence: String {
        maps == nil ? "No channel of conv1 was recorded" : "\(name) of conv1 detects \(edge?.summary ?? "nothing known")"
    }

    var caption: String {
        var text = sentence + "."
        if let edge, let angle = edge.angle {
            text += " Its kernel, beside the maps, brightens towards \(NumberFormat.decimal(angle, decimals: 0)) degrees "
                + "(counter-clockwise from the right), and one straight ramp makes "
                + "\(NumberFormat.percentage(edge.clarity, decimals: 0)) of its energy."
        }
        return text + " Each grid is normalised as a whole."
    }

    var altText: String {
        let count = originals.count
        return "\(count) images above their \(maps?.maps.count ?? 0) feature maps after relu(conv1). \(sentence)."
    }

    /// The width of the column with the kernel.
    private static let side = 84.0

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        let columns = ImageGrid.balancedColumns(count: originals.count, limit: 8)
        let pixels = originals.reduce(1) { max($0, $1.image.rows, $1.image.columns) }
        let room = Figure.width - 2 * theme.margin - Self.side
        let gap = 3.0
        let side = min((room + gap) / Double(max(columns, 4)) - gap - 4, 60)
        let pitch = ImageGrid.pitch(pixels: pixels, within: side)
        func grid(_ images: [Bitmap]) -> ImageGrid {
            ImageGrid(
                images.map { ImageGrid.Tile($0) }, columns: columns, side: pitch * Double(pixels), pitch: pitch,
                gap: gap)
        }
        let glow = ColorScale(domain: 0...1, colors: theme.glow)
        let above = grid(Self.normalised(originals.map(\.image)).map { $0.bitmap() })
        let below = grid((maps?.maps ?? []).map { $0.bitmap(glow) })
        let between = 20.0
        let lower = max(below.size.height + 8 + ColorBar.height(theme: theme), 118)
        var page = Page(
            width: Figure.width, title: sentence,
            subtitle: "\(originals.count) images, and below them what relu(conv1) lets through of each: black is no "
                + "response. Each grid is normalised as a whole.",
            bodyHeight: above.size.height + between + lower, theme: theme, measurer: measurer)
        let left = page.body.x + Self.side
        above.draw(at: Point(x: left, y: page.body.y), on: &page.drawing, theme: theme)
        let second = page.body.y + above.size.height + between
        below.draw(at: Point(x: left, y: second), on: &page.drawing, theme: theme)
        ColorBar(glow, labels: [(0, "no response"), (1, "strongest of all maps")]).draw(
            at: Point(x: left, y: second + below.size.height + 8), width: below.size.width, on: &page.drawing,
            theme: theme)
        label(["Originals"], at: page.body.y, on: &page.drawing, theme, measurer)
        label([name, "kernel"], at: second, on: &page.drawing, theme, measurer)
        drawKernel(at: Point(x: page.body.x, y: second + 30), on: &page.drawing, theme)
        return page.drawing
    }

    private func label(
        _ lines: [String], at top: Double, on drawing: inout Drawing, _ theme: Theme, _ measurer: TextMeasurer
    ) {
        for (index, line) in lines.enumerated() {
            let style = index == 0 ? theme.text.bold : theme.muted
            drawing.draw(
                Text(
                    line, style: style,
                    at: Point(x: theme.margin, y: top + (Double(index) * 1.35 + 0.76) * style.size)))
        }
    }

    private func drawKernel(at corner: Point, on drawing: inout Drawing, _ theme: Theme) {
        guard let maps, let filters, let kernel = filters.kernel(ofChannel: maps.channel) else { return }
        let (rows, columns) = (filters.shape[2], filters.shape[3])
        let scale = ColorScale(centredOnZeroCovering: kernel, colors: theme.diverging)
        let cell = 60.0 / Double(max(rows, columns))
        let rect = Rect(x: corner.x, y: corner.y, width: cell * Double(columns), height: cell * Double(rows))
        drawing.draw(Bitmap(weights: kernel, rows: rows, columns: columns, colors: scale), in: rect)
        drawing.stroke(Path(rect: rect), Stroke(color: theme.axis, width: theme.hairline))
        let reach = NumberFormat.decimal(scale.domain.upperBound, decimals: 2)
        ColorBar(
            scale,
            labels: [
                (scale.domain.lowerBound, "\u{2212}" + reach), (0, "0"), (scale.domain.upperBound, reach),
            ]
        ).draw(at: Point(x: rect.x, y: rect.maxY + 6), width: 60, on: &drawing, theme: theme)
    }

    /// The images stretched so that the darkest pixel of all is black and the brightest white, like torchvision's
    /// `make_grid(normalize=True)`.
    static func normalised(_ images: [GreyImage]) -> [GreyImage] {
        let lowest = Int(images.compactMap { $0.pixels.min() }.min() ?? 0)
        let highest = Int(images.compactMap { $0.pixels.max() }.max() ?? 255)
        guard highest > lowest else { return images }
        return images.map { image in
            var stretched = image
            stretched.pixels = Data(
                image.pixels.map { UInt8(((Int($0) - lowest) * 255 + (highest - lowest) / 2) / (highest - lowest)) })
            return stretched
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
