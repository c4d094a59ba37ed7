import Foundation

/// The file formats of a drawing; raw values are the extensions of files.
package enum DrawingFormat: String, Sendable, CaseIterable {
    case png, svg, pdf
}

extension Drawing {
    /// The resolutions at which a PNG is drawn.
    package static let resolutions = 36...600

    /// The bytes of a file with this drawing, the same for each call. `dpi`, pixels an inch, matters to PNG alone.
    /// Throws where Cairo fails or the image would have no size that it can have; `name` is how the error calls the
    /// drawing.
    package func rendered(
        as format: DrawingFormat, dpi: Int, typeface: Typeface, named name: String
    ) throws(ChartError) -> Data {
        if format == .png, !Self.resolutions.contains(dpi) {
            throw .invalidResolution(dpi: dpi, allowed: Self.resolutions, making: name)
        }
        let canvas = try Canvas(size: size, format: format, dpi: dpi, name: name)
        try canvas.paint(self, typeface: typeface)
        let bytes = try canvas.finish()
        return format == .svg ? SVG.withStableIdentifiers(bytes) : bytes
    }
}

extension TextMeasurer {
    /// Measures with the typeface as it is installed; throws `missingFont` where a substitute would be drawn.
    package static func installed(_ typeface: Typeface) throws(ChartError) -> TextMeasurer {
        let canvas = try Canvas(
            size: Size(width: 1, height: 1), format: .png, dpi: 72, name: "A measure of text")
        let widths = [(false, typeface.proofWidth), (true, typeface.boldProofWidth)]
        for (isBold, expected) in widths
        where abs(canvas.ems(typeface.proof, isBold: isBold, typeface) - expected) > 0.01 {
            throw .missingFont(family: typeface.family, package: typeface.package)
        }
        return TextMeasurer(typeface: typeface) { canvas.ems($0, isBold: $1, typeface) }
    }
}
