import Charts
import Images
import RunRecords

/// Images above what one channel of conv1 lets through of them, beside its filter, the pattern that explains most of it
/// and how the channel responds to ideal edges and lines.
struct FeatureMapView: FigureView {
    let title: String
    private let originals: [LabeledImage]
    private let maps: FeatureMaps?
    private let bank: FilterBank?
    private let pattern: ChannelPattern?

    /// `number` counts the channels on record from 1.
    init(_ number: Int, _ record: RunRecord) {
        let exhibits = record.exhibits
        title = "Feature map \(number)"
        originals = exhibits.originals
        maps = exhibits.featureMaps.indices.contains(number - 1) ? exhibits.featureMaps[number - 1] : nil
        bank = exhibits.filters.first { $0.layer == "conv1" && $0.isWellFormed }
        let patterns = bank?.patterns ?? []
        pattern = maps.flatMap { patterns.indices.contains($0.channel) ? patterns[$0.channel] : nil }
    }

    private var sentence: String {
        guard let maps else { return "No channel of conv1 was recorded" }
        return "Channel \(maps.channel) of conv1 \(ChannelPattern.predicate(pattern))"
    }

    var caption: String {
        var text = sentence + "."
        if let pattern { text += " " + Self.evidence(pattern) }
        return text + " Each grid is normalized as a whole."
    }

    /// What the fit explains, and what the channel responds to.
    private static func evidence(_ pattern: ChannelPattern) -> String {
        let (preferred, edges, lines) = (pattern.responses.preferred, pattern.responses.edges, pattern.responses)
        let name =
            pattern.kind == .edge || pattern.kind == .brightLine || pattern.kind == .darkLine
            ? "\(pattern.name) at \(pattern.angle) degrees" : pattern.name
        let others = [
            (ChannelPattern.Kind.edge, edges), (.brightLine, lines.brightLines), (.darkLine, lines.darkLines),
        ].filter { $0.0 != preferred.kind }
            .map { "\(pattern.plural($0.0)) \(NumberFormat.decimal($0.1.max() ?? 0, decimals: 2))" }
        return "The best fit, \(Prose.article(name)) \(name) (counter-clockwise from the right), explains "
            + "\(NumberFormat.percentage(pattern.share, decimals: 0)) of the filter's energy. Of ideal edges and lines at "
            + "24 angles the channel answers most to \(pattern.plural(preferred.kind)) at \(preferred.angle) degrees "
            + "(\(NumberFormat.decimal(preferred.response, decimals: 2)); at their best angles "
            + "\(others.joined(separator: ", "))): the rose."
    }

    var altText: String {
        let count = originals.count
        return
            "\(Prose.count(count, "image")) above \(count == 1 ? "its feature map" : "their \(maps?.maps.count ?? 0) feature maps") after relu(conv1). \(sentence)."
    }

    /// The width of the column with fit, filter and rose.
    private static let column = 90.0
    /// The side of the filter.
    private static let filterSide = 58.0
    /// The height of a label above what it names.
    private static let labelHeight = 16.0

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        let glow = ColorScale(domain: 0...1, colors: theme.glow)
        let above = grid(Self.normalized(originals.map(\.image)).map { $0.bitmap() }, theme)
        let below = grid((maps?.maps ?? []).map { $0.bitmap(glow) }, theme)
        let barHeight = 7 + ColorBar.height(theme: theme)
        let between = 14.0
        let right = 2 * Self.labelHeight + above.size.height + between + below.size.height + barHeight
        let left =
            pattern == nil ? 0 : 3 * (Self.labelHeight + Self.filterSide) + 2 * 9 + barHeight + theme.textSize * 1.6
        var page = Page(
            width: Figure.width, title: sentence,
            subtitle:
                "\(Prose.count(originals.count, "image")) before and after, beside the filter, the simple pattern that "
                + "explains most of it, and its response to edges and lines at each angle.",
            bodyHeight: maps == nil ? Self.labelHeight + above.size.height : max(left, right), theme: theme,
            measurer: measurer)
        draw(above, "Originals", at: page.body.y + Self.labelHeight, on: &page.drawing, theme)
        guard let maps else { return page.drawing }
        let second = page.body.y + 2 * Self.labelHeight + above.size.height + max(between, (left - right) / 2)
        draw(below, "After relu(conv1), channel \(maps.channel)", at: second, on: &page.drawing, theme)
        ColorBar(glow, labels: [(0, "no response"), (1, "strongest of all maps")]).draw(
            at: Point(x: page.body.x + Self.column, y: second + below.size.height + 7),
            width: max(below.size.width, 170), on: &page.drawing, theme: theme, measurer: measurer)
        drawColumn(at: Point(x: page.body.x, y: page.body.y + Self.labelHeight), on: &page.drawing, theme, measurer)
        return page.drawing
    }

    /// Filter, fit and rose, one below the other.
    private func drawColumn(
        at start: Point, on drawing: inout Drawing, _ theme: Theme, _ measurer: TextMeasurer
    ) {
        guard let maps, let filters = bank?.filters(ofChannel: maps.channel) else { return }
        var corner = start
        let scale = ColorScale(centeredOnZeroCovering: filters.flatMap { $0 }, colors: theme.diverging)
        label("Filter", at: corner, on: &drawing, theme)
        drawCells(filters, scale, at: corner, on: &drawing, theme)
        corner.y += Self.filterSide + 7
        let reach = scale.domain.upperBound
        ColorBar(
            bank?.isOverColors == true ? ColorScale(domain: scale.domain, colors: [.black, .white]) : scale,
            labels: [(-reach, FiltersView.signed(-reach)), (0, "0"), (reach, FiltersView.signed(reach))]
        ).draw(at: corner, width: Self.filterSide, on: &drawing, theme: theme, measurer: measurer)
        guard let pattern else { return }
        corner.y += ColorBar.height(theme: theme) + 9 + Self.labelHeight
        label("Best fit, \(NumberFormat.percentage(pattern.share, decimals: 0))", at: corner, on: &drawing, theme)
        drawCells(pattern.fit, scale, at: corner, on: &drawing, theme)
        corner.y += Self.filterSide + 9 + Self.labelHeight
        label("Responses", at: corner, on: &drawing, theme)
        let radius = Self.filterSide / 2
        rose(pattern.responses, theme).draw(
            around: Point(x: corner.x + radius, y: corner.y + radius), radius: radius, on: &drawing, theme: theme)
        let baseline = corner.y + Self.filterSide + theme.textSize * 1.4
        let style = theme.small
        drawing.draw(Text("lines", style: style.colored(theme.series[0]).bold, at: Point(x: corner.x, y: baseline)))
        drawing.draw(
            Text(
                "edges", style: style.colored(theme.series[1]).bold,
                at: Point(x: corner.x + Self.filterSide, y: baseline), alignment: .trailing))
    }

    /// Responses by direction: to edges towards their bright side, and to lines, which run both ways, bright or dark as
    /// the channel likes them better.
    private func rose(_ responses: ChannelResponses, _ theme: Theme) -> Rose {
        let bright = (responses.brightLines.max() ?? 0) >= (responses.darkLines.max() ?? 0)
        let lines =
            pattern?.kind == .darkLine
            ? responses.darkLines
            : pattern?.kind == .brightLine || bright ? responses.brightLines : responses.darkLines
        let (blue, orange) = (theme.series[0], theme.series[1])
        return Rose([
            .init(responses.edges, stroke: Stroke(color: orange, width: 1.2)),
            .init(lines + lines, stroke: Stroke(color: blue, width: 1.2)),
        ])
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

    /// Images in rows of eight, so large that they fill the page beside the filter.
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

    /// Draws a square cell for each of a filter's places.
    private func drawCells(
        _ values: [[Double]], _ colors: ColorScale, at corner: Point, on drawing: inout Drawing, _ theme: Theme
    ) {
        guard let bank else { return }
        let (rows, columns) = (bank.shape[2], bank.shape[3])
        let cell = Self.filterSide / Double(max(rows, columns))
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
    /// A pixel for each weight: in the colors of a scale centered on zero, or, for three channels, as red, green and
    /// blue, zero in the middle of each. Other channels are summed.
    init(weights: [[Double]], rows: Int, columns: Int, colors: ColorScale) {
        let reach = colors.domain.upperBound
        self.init(
            width: columns, height: rows,
            pixels: (0..<rows * columns).flatMap { place -> [UInt8] in
                let values = weights.map { $0[place] }
                if values.count == 3 {
                    return values.map { UInt8(min(max(($0 / reach + 1) * 127.5, 0), 255).rounded()) } + [255]
                }
                let color = colors.color(of: values.reduce(0, +))
                return [color.red, color.green, color.blue, 255]
            })
    }
}

extension ChannelPattern {
    /// What a channel does, to be put after its name.
    static func predicate(_ pattern: ChannelPattern?) -> String {
        guard let pattern, pattern.isClear else { return "has no simple pattern" }
        return "detects \(pattern.summary)"
    }
}
