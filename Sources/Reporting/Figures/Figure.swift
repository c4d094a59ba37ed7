import Charts
import Foundation
import RunRecords

/// What one figure says and shows of a record.
protocol FigureView: Sendable {
    /// The heading above its caption.
    var title: String { get }
    /// One or two sentences of plain text below the figure, with numbers from the record.
    var caption: String { get }
    /// What the figure shows, numbers included: one line without double quotes or angle brackets.
    var altText: String { get }
    /// Every shape and letter at its place.
    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing
}

/// One figure of a record, still undrawn.
package struct Figure: Sendable {
    package let number: Int
    /// The file's name without appearance and extension, such as `2_training_loss`.
    package let stem: String
    private let view: any FigureView

    /// `nil` where the record has nothing for it.
    package init?(_ identity: FigureIdentity, of record: RunRecord) {
        guard let view = identity.view(of: record) else { return nil }
        self.init(number: identity.rawValue, name: identity.name(record.dataset), view)
    }

    /// - Parameter name: follows the number in names of files
    init(number: Int, name: String, _ view: any FigureView) {
        self.number = number
        self.view = view
        stem = "\(number)_\(name)"
    }

    /// All figures of a record, in the order of their numbers.
    package static func all(of record: RunRecord) -> [Figure] {
        FigureIdentity.allCases.compactMap { Figure($0, of: record) }
    }

    package var title: String { view.title }
    package var caption: String { view.caption }
    package var altText: String { view.altText }

    /// The width of every figure in points: 2,000 pixels at 300 dpi, and text of 11 pixels in a column of 600.
    static let width = 480.0

    /// The figure with every shape and letter at its place.
    package func drawing(_ appearance: Appearance, measurer: TextMeasurer) -> Drawing {
        view.draw(appearance.theme, measurer)
    }

    /// The name of a file, such as `2_training_loss-dark.png`.
    package func fileName(_ appearance: Appearance, _ format: DrawingFormat) -> String {
        "\(stem)\(appearance.suffix).\(format.rawValue)"
    }

    /// Whether a file's name is of the form that figures have, of whatever number and name.
    package static func isFileName(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, DrawingFormat(rawValue: String(parts[1])) != nil else { return false }
        let words = parts[0].split(separator: "_", omittingEmptySubsequences: false)
        return words.count > 1 && words[0].first != "0" && !words.contains("")
            && words[0].allSatisfy { "0123456789".contains($0) }
    }

    /// Of the files in a folder those that are figures but none of `drawings`: left by an earlier run or an earlier list of
    /// figures, they would go stale.
    static func stale(
        among names: [String], besides drawings: [(figure: Figure, appearance: Appearance, format: DrawingFormat)]
    ) -> [String] {
        let current = drawings.map { $0.figure.fileName($0.appearance, $0.format) }
        return Set(names.filter(isFileName)).subtracting(current).sorted()
    }

    /// The bytes of a file, the same for each call. `dpi` matters to PNG alone. Throws where the font is missing or
    /// Cairo fails, naming the figure.
    package func render(_ format: DrawingFormat, appearance: Appearance, dpi: Int) throws(ChartError) -> Data {
        let theme = appearance.theme
        let measurer = try TextMeasurer.installed(theme.typeface)
        return try drawing(appearance, measurer: measurer)
            .rendered(as: format, dpi: dpi, typeface: theme.typeface, named: fileName(appearance, format))
    }
}

/// The page a figure is made for.
package enum Appearance: String, Sendable, CaseIterable {
    case light, dark

    /// What follows the stem in a file's name: nothing, or `-dark`.
    var suffix: String { self == .light ? "" : "-dark" }

    var theme: Theme { self == .light ? .light : .dark }
}

extension LineChart {
    /// A figure of this chart alone.
    func page(title: String, subtitle: String, theme: Theme, measurer: TextMeasurer) -> Drawing {
        var page = Page(
            width: Figure.width, title: title, subtitle: subtitle, bodyHeight: 250, theme: theme, measurer: measurer)
        draw(in: page.body, on: &page.drawing, theme: theme, measurer: measurer)
        return page.drawing
    }
}
