import Charts
import Foundation

/// One figure of the analysis, still undrawn.
package struct Figure: Sendable {
    /// The file's name without its extension, such as `2_training_loss`.
    package let stem: String
    /// The heading of its section.
    package let title: String
    /// One or two sentences of plain text below the figure, with numbers from the record.
    package let caption: String
    /// What the figure shows, numbers included: one line without double quotes or angle brackets.
    package let altText: String
    private let layOut: @Sendable (Theme, TextMeasurer) -> Drawing

    init(
        stem: String, title: String, caption: String, altText: String,
        layOut: @escaping @Sendable (Theme, TextMeasurer) -> Drawing
    ) {
        self.stem = stem
        self.title = title
        self.caption = caption
        self.altText = altText
        self.layOut = layOut
    }

    /// The width of every figure in points: 2,000 pixels at 300 dpi, and text of 11 pixels in a column of 600.
    static let width = 480.0

    /// The figure with every shape and letter at its place.
    package func drawing(_ appearance: Appearance, measurer: TextMeasurer) -> Drawing {
        layOut(appearance.theme, measurer)
    }

    /// The bytes of a file, the same for each call. `dpi` matters to PNG alone. Throws where the font is missing or
    /// Cairo fails, naming the figure.
    package func render(_ format: FigureFormat, appearance: Appearance, dpi: Int) throws(ChartError) -> Data {
        let theme = appearance.theme
        let measurer = try TextMeasurer.installed(theme.typeface)
        let name = "\(stem)\(appearance.suffix).\(format.rawValue)"
        return try drawing(appearance, measurer: measurer)
            .rendered(as: format.drawingFormat(dpi: dpi), typeface: theme.typeface, named: name)
    }
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

/// The file formats of figures; raw values are the extensions of files.
package enum FigureFormat: String, Sendable, CaseIterable {
    case png, svg, pdf

    fileprivate func drawingFormat(dpi: Int) -> DrawingFormat {
        switch self {
        case .png: .png(dpi: dpi)
        case .svg: .svg
        case .pdf: .pdf
        }
    }
}

/// The page a figure is made for.
package enum Appearance: String, Sendable, CaseIterable {
    case light, dark

    /// What follows the stem in a file's name: nothing, or `-dark`.
    package var suffix: String { self == .light ? "" : "-dark" }

    var theme: Theme { self == .light ? .light : .dark }
}
