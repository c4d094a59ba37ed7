import Charts
import Foundation
import RunRecords

/// The learned filters of both convolutions.
struct FiltersView: FigureView {
    let title = "Filters"
    private let banks: [FilterBank]

    init(_ record: RunRecord) {
        banks = record.exhibits.filters.filter(\.isWellFormed)
    }

    private var extremes: [String] {
        banks.map { bank in
            let values = bank.weights.map { Double($0) }.filter(\.isFinite)
            return "\(bank.layer) from \(Self.signed(values.min() ?? 0)) to \(Self.signed(values.max() ?? 0))"
        }
    }

    var caption: String {
        guard let first = banks.first else { return "No filters were recorded." }
        let counts = banks.map {
            "\($0.layer) has "
                + ($0.isOverColors
                    ? "\(NumberFormat.count($0.shape[0])) over red, green and blue"
                    : NumberFormat.count($0.shape[0] * $0.shape[1]))
        }
        return "All filters of \(first.shape[2]) x \(first.shape[3]) weights: \(counts.joined(separator: ", ")). "
            + "Weights of " + extremes.joined(separator: ", of ")
            + ". " + patterns
    }

    private var patterns: String {
        let clear = banks.first?.patterns.count { $0?.isClear == true } ?? 0
        guard clear > 0 else { return "No filter of conv1 has a simple pattern." }
        return "Below each filter of conv1 that has a simple pattern is that pattern, and how much of the filter's "
            + "energy, the sum of its squared weights, it explains."
    }

    private var subtitle: String {
        let scale = "dark blue is negative, gray zero, bright yellow positive."
        guard banks.contains(where: \.isOverColors) else { return "Weights on a scale centered on zero: " + scale }
        return
            "Weights on scales centered on zero. Over red, green and blue, each color is as bright as its weight, and "
            + "gray is zero; else " + scale
    }

    var altText: String {
        banks.isEmpty
            ? "A note that no filters were recorded."
            : "The learned filters as small grids, dark for negative and bright for positive weights: "
                + extremes.joined(separator: ", ") + "."
    }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        let views = banks.map { FilterBankView($0, theme, measurer) }
        let between = 16.0
        let height = views.reduce(-between) { $0 + $1.height + between }
        var page = Page(
            width: Figure.width, title: "What the convolutions learned",
            subtitle: subtitle,
            bodyHeight: max(height, 0), theme: theme, measurer: measurer)
        var y = page.body.y
        for view in views {
            view.draw(at: Point(x: page.body.x, y: y), on: &page.drawing)
            y += view.height + between
        }
        return page.drawing
    }

    /// Two decimals, or two digits where those would say little, with a minus sign that is as wide as a plus.
    static func signed(_ value: Double) -> String {
        guard value != 0, value.isFinite, !(0.01..<100).contains(abs(value)) else {
            let text = NumberFormat.decimal(value, decimals: 2)
            return text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
        }
        let exponent = Int(log10(abs(value)).rounded(.down)) - 1
        return Tick(mantissa: Int((value / pow(10, Double(exponent))).rounded()), exponent: exponent).label
    }
}

/// All filters of one convolution: those of a single input channel in a row with what they detect below each, those
/// of several as a table with a column for each output channel.
struct FilterBankView {
    private let bank: FilterBank
    private let theme: Theme
    private let measurer: TextMeasurer
    private let colors: ColorScale
    private let grid: ImageGrid
    private let left: Double
    private let header: Double

    private let isTable: Bool
    private let hasPatterns: Bool

    init(_ bank: FilterBank, _ theme: Theme, _ measurer: TextMeasurer) {
        self.bank = bank
        self.theme = theme
        self.measurer = measurer
        let colors = ColorScale(centeredOnZeroCovering: bank.weights.map { Double($0) }, colors: theme.diverging)
        self.colors = colors
        let (outputs, inputs) = (bank.shape[0], bank.shape[1])
        let (rows, columns) = (bank.shape[2], bank.shape[3])
        // Filters over red, green and blue are shown in those colors.
        let isTable = inputs > 1 && !bank.isOverColors
        self.isTable = isTable
        left = isTable ? measurer.width("in \(inputs - 1)", theme.small) + 6 : 0
        header = isTable ? 34 : 22
        let gap = isTable ? 2.4 : 12.0
        let rim = 0.5
        let across = isTable ? outputs : min(outputs, 6)
        let room = Figure.width - 2 * theme.margin - left
        let side = min((room + gap) / Double(across) - gap - 2 * rim, 66)
        let pitch = ImageGrid.pitch(pixels: max(rows, columns), within: side)
        let filters = (0..<outputs).map { bank.filters(ofChannel: $0) ?? [] }
        func tile(_ weights: [[Double]], _ caption: [ImageGrid.Caption]) -> ImageGrid.Tile {
            ImageGrid.Tile(Bitmap(weights: weights, rows: rows, columns: columns, colors: colors), caption: caption)
        }
        let patterns = isTable ? [] : bank.patterns
        hasPatterns = patterns.contains { $0?.isClear == true }
        let tiles =
            isTable
            ? (0..<inputs).flatMap { input in filters.map { tile([$0[input]], []) } }
            : zip(filters, patterns).enumerated().map { channel, shown in
                tile(shown.0, Self.caption(channel, shown.1, theme))
            }
        grid = ImageGrid(
            tiles, columns: across, side: pitch * Double(max(rows, columns)), pitch: pitch, gap: gap, mat: theme.axis,
            rim: rim
        ).justified(to: room)
    }

    private static func caption(
        _ channel: Int, _ pattern: ChannelPattern?, _ theme: Theme
    ) -> [ImageGrid.Caption] {
        let title = ImageGrid.Caption("channel \(channel)", theme.text.bold)
        guard let pattern, pattern.isClear else { return [title, .init("no pattern", theme.small)] }
        return [
            title, .init("\(pattern.glyph) \(pattern.name)", theme.small),
            .init(NumberFormat.percentage(pattern.share, decimals: 0), theme.small),
        ]
    }

    var height: Double { header + grid.size.height }

    func draw(at origin: Point, on drawing: inout Drawing) {
        let bold = theme.text.bold
        let baseline = origin.y + 0.76 * bold.size
        drawing.draw(Text(bank.layer, style: bold, at: Point(x: origin.x, y: baseline)))
        let (outputs, inputs) = (bank.shape[0], bank.shape[1])
        let note =
            isTable
            ? "a column for each of \(outputs) outputs, a row for each of \(inputs) inputs"
            : Prose.count(outputs, "filter") + (bank.isOverColors ? " over red, green and blue" : "")
                + (hasPatterns ? "; below each, what it looks for" : "")
        drawing.draw(
            Text(
                note, style: theme.muted,
                at: Point(x: origin.x + measurer.width(bank.layer, bold) + 7, y: baseline)))
        let reach = colors.domain.upperBound
        let width = 92.0
        ColorBar(
            bank.isOverColors ? ColorScale(domain: colors.domain, colors: [.black, .white]) : colors,
            labels: [(-reach, FiltersView.signed(-reach)), (0, "0"), (reach, FiltersView.signed(reach))]
        ).draw(
            at: Point(x: Figure.width - theme.margin - width, y: origin.y), width: width, on: &drawing, theme: theme,
            measurer: measurer)
        if isTable { label(origin, on: &drawing) }
        grid.draw(at: Point(x: origin.x + left, y: origin.y + header), on: &drawing, theme: theme)
    }

    private func label(_ origin: Point, on drawing: inout Drawing) {
        let step = grid.step
        let every = max(Int((measurer.width("\(bank.shape[0])", theme.small) + 4) / step.width) + 1, 1)
        for output in stride(from: 0, to: bank.shape[0], by: every) {
            drawing.draw(
                Text(
                    "\(output)", style: theme.small,
                    at: Point(
                        x: origin.x + left + (Double(output) + 0.5) * step.width - grid.columnGap / 2,
                        y: origin.y + header - 4),
                    alignment: .center))
        }
        for input in 0..<bank.shape[1] {
            let middle = origin.y + header + (Double(input) + 0.5) * step.height - grid.gap / 2
            drawing.draw(
                Text(
                    "in \(input)", style: theme.small,
                    at: Point(x: origin.x, y: middle + measurer.baselineDrop(theme.small))))
        }
    }
}

extension FilterBank {
    /// Whether filters lie over red, green and blue, and are shown in those colors.
    var isOverColors: Bool { shape.count == 4 && shape[1] == 3 }
}
