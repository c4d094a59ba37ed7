import Charts
import Foundation
import RunRecords

/// One committed figure against the same drawn anew.
///
/// Where the libraries and fonts are those that drew it, files are the same byte for byte. Elsewhere pixels may differ
/// within a tolerance, and coordinates of shapes by less than the eye can see.
struct FigureComparison {
    private let tolerance: FigureTolerance
    private let origin: FigureManifest.Origin?

    /// - Parameter origin: what drew the committed figures, if that is known
    init(_ tolerance: FigureTolerance, _ origin: FigureManifest.Origin?) {
        self.tolerance = tolerance
        self.origin = origin
    }

    private var isExact: Bool { origin == .here }

    func row(
        _ subject: String, _ file: Data, _ figure: Figure, _ appearance: Appearance, _ format: DrawingFormat
    ) -> CheckRow {
        do throws(ChartError) {
            switch format {
            case .png: return try pngRow(subject, file, figure, appearance)
            case .svg, .pdf: return try shapesRow(subject, file, figure, appearance, format)
            }
        } catch {
            return CheckRow(subject: subject, stated: "a figure", found: error.description, agrees: false)
        }
    }

    // MARK: - Pixels

    /// Sizes and chunks are compared before a pixel is decoded: a small file may claim gigabytes.
    private func pngRow(
        _ subject: String, _ file: Data, _ figure: Figure, _ appearance: Appearance
    ) throws(ChartError) -> CheckRow {
        guard let stated = PNGStructure(file) else {
            throw .notPNG(name: subject, bytes: file.count)
        }
        let theme = appearance.theme
        let size = figure.drawing(appearance, measurer: try TextMeasurer.installed(theme.typeface)).size
        // Any resolution shows the same figure, but its size must be one that the program draws.
        guard let dpi = Self.resolution(of: stated, size) else {
            return CheckRow(
                subject, stated: "\(stated.width) × \(stated.height) pixels",
                found: "\(Int(size.width)) × \(Int(size.height)) points at \(Drawing.resolutions.lowerBound) to "
                    + "\(Drawing.resolutions.upperBound) dpi")
        }
        let drawn = try figure.render(.png, appearance: appearance, dpi: dpi)
        guard drawn != file else { return CheckRow(subject, stated: "identical", found: "identical") }
        if let found = PNGStructure(drawn) {
            guard stated.chunks == found.chunks, stated.trailingBytes == 0 else {
                return CheckRow(
                    subject: subject, stated: Self.words(stated), found: Self.words(found), agrees: false)
            }
        }
        let pixels = try PNG.decode(file, named: subject)
        let difference = pixels.difference(
            from: try PNG.decode(drawn, named: subject), blockSide: FigureTolerance.blockSide(dpi: dpi))
        return row(subject, difference)
    }

    private static func words(_ structure: PNGStructure) -> String {
        "chunks \(structure.chunks.joined(separator: ", "))"
            + (structure.trailingBytes > 0 ? " and \(Prose.count(structure.trailingBytes, "byte")) after them" : "")
    }

    /// The dots an inch at which a drawing has just these pixels.
    private static func resolution(of image: PNGStructure, _ size: Size) -> Int? {
        guard image.width <= 100_000, image.height <= 100_000, size.width > 0 else { return nil }
        let about = Int((Double(image.width) * 72 / size.width).rounded())
        return (about - 1...about + 1).first { dpi in
            let scale = Double(dpi) / 72
            return Drawing.resolutions.contains(dpi) && Int((size.width * scale).rounded()) == image.width
                && Int((size.height * scale).rounded()) == image.height
        }
    }

    private func row(_ subject: String, _ difference: PixelDifference?) -> CheckRow {
        guard let difference else {
            return CheckRow(subject: subject, stated: "a figure", found: "pixels of another size", agrees: false)
        }
        guard difference.largest > 0 else {
            return CheckRow(subject, stated: "identical pixels", found: "identical pixels")
        }
        let found =
            "mean \(NumberFormat.decimal(difference.mean, decimals: 3)), "
            + "\(NumberFormat.decimal(difference.largestBlock, decimals: 1)) in one block"
        guard let origin, !isExact else {
            return CheckRow(
                subject: subject, stated: origin == nil ? "known libraries and fonts" : "identical pixels",
                found: "pixels that differ: \(found)", agrees: false)
        }
        return CheckRow(
            subject: subject,
            stated: "drawn by \(origin.description(besides: .here)): at most mean "
                + "\(NumberFormat.shortest(tolerance.mean)), \(NumberFormat.shortest(tolerance.block)) in one block",
            found: found, agrees: difference.mean <= tolerance.mean && difference.largestBlock <= tolerance.block)
    }

    // MARK: - Shapes

    private func shapesRow(
        _ subject: String, _ file: Data, _ figure: Figure, _ appearance: Appearance, _ format: DrawingFormat
    ) throws(ChartError) -> CheckRow {
        let drawn = try figure.render(format, appearance: appearance, dpi: 72)
        guard drawn != file else { return CheckRow(subject, stated: "identical", found: "identical") }
        guard let origin, !isExact else {
            return CheckRow(
                subject: subject, stated: origin == nil ? "known libraries and fonts" : "identical",
                found: "other bytes", agrees: false)
        }
        let stated = "drawn by \(origin.description(besides: .here)): the same shapes"
        guard format == .svg else {
            // Its streams are compressed and its fonts subsets, by libraries that are not the same.
            return CheckRow(
                subject: subject, stated: stated, found: "not compared: PDF of other libraries", agrees: true)
        }
        let agrees = SVGComparison.showTheSame(file, drawn, tolerance: tolerance)
        return CheckRow(
            subject: subject, stated: stated, found: agrees ? "the same shapes" : "other shapes", agrees: agrees)
    }

    /// The figures inside a page, in the form in which each is there.
    func row(_ subject: String, inPage address: Substring, _ figure: Figure, _ appearance: Appearance) -> CheckRow {
        for (format, start) in [(DrawingFormat.svg, "image/svg+xml;base64,"), (.png, "image/png;base64,")] {
            if address.hasPrefix(start), let data = Data(base64Encoded: String(address.dropFirst(start.count))) {
                return row(subject, data, figure, appearance, format)
            }
        }
        return CheckRow(subject: subject, stated: "a figure", found: "neither SVG nor PNG", agrees: false)
    }
}

/// Two SVG files that may have been written by different versions of Cairo and FreeType.
enum SVGComparison {
    /// Whether they have the same text but for numbers, which may differ by a hundredth of a point, and images with the
    /// same pixels.
    static func showTheSame(_ one: Data, _ other: Data, tolerance: FigureTolerance) -> Bool {
        let (first, second) = (parts(one), parts(other))
        guard first.count == second.count else { return false }
        return zip(first, second).allSatisfy { one, other in
            if one == other { return true }
            let start = "data:image/png;base64,"
            if one.hasPrefix(start), other.hasPrefix(start) {
                let images = [one, other].map { part in
                    Data(base64Encoded: String(part.dropFirst(start.count))).flatMap { data -> Bitmap? in
                        guard let structure = PNGStructure(data), structure.width * structure.height <= 1_000_000
                        else { return nil }
                        return try? PNG.decode(data, named: "an image within")
                    }
                }
                guard let first = images[0], let second = images[1],
                    let difference = first.difference(from: second, blockSide: 16)
                else { return false }
                return difference.largest <= 1
            }
            guard let first = Double(one), let second = Double(other) else { return false }
            return abs(first - second) <= 0.01
        }
    }

    /// Numbers, addresses and what stands between them.
    private static func parts(_ svg: Data) -> [Substring] {
        String(decoding: svg, as: UTF8.self).split { " \n\t\"<>".contains($0) }.flatMap { word in
            word.hasPrefix("data:") ? [word] : word.split { "(),=;:".contains($0) }
        }
    }
}
