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

    /// Whether files of a format can be compared with those drawn here. Streams of PDF are compressed and its fonts are
    /// subsets, by other versions of libraries in ways of their own.
    func isPossible(_ format: DrawingFormat) -> Bool { format != .pdf || origin == nil || isExact }

    /// What a reader must know of files that were not compared; `nil` where there are none.
    func note(on count: Int, in folder: String) -> String? {
        guard count > 0, let origin else { return nil }
        return "Not verified: \(Prose.count(count, "PDF file")) in \(folder), drawn by "
            + "\(origin.description(besides: .here)); only where the same draw can PDF be compared."
    }

    func row(
        _ subject: String, _ file: Data, _ figure: Figure, _ appearance: Appearance, _ format: DrawingFormat, dpi: Int
    ) -> CheckRow {
        do throws(ChartError) {
            switch format {
            case .png: return try pngRow(subject, file, figure, appearance, dpi: dpi)
            case .svg, .pdf: return try shapesRow(subject, file, figure, appearance, format)
            }
        } catch {
            return CheckRow(subject: subject, stated: "a figure", found: error.description, agrees: false)
        }
    }

    // MARK: - Pixels

    /// Sizes and chunks are compared before a pixel is decoded: a small file may claim gigabytes.
    private func pngRow(
        _ subject: String, _ file: Data, _ figure: Figure, _ appearance: Appearance, dpi: Int
    ) throws(ChartError) -> CheckRow {
        let drawn = try figure.render(.png, appearance: appearance, dpi: dpi)
        guard drawn != file else { return CheckRow(subject, stated: "identical", found: "identical") }
        guard let stated = PNGStructure(file), let found = PNGStructure(drawn) else {
            throw .notPNG(name: subject, bytes: file.count)
        }
        guard (stated.width, stated.height) == (found.width, found.height) else {
            return CheckRow(
                subject, stated: "\(stated.width) × \(stated.height) pixels",
                found: "\(found.width) × \(found.height) pixels, at \(dpi) dpi")
        }
        guard stated.chunks == found.chunks, stated.trailingBytes == 0 else {
            return CheckRow(subject: subject, stated: Self.words(stated), found: Self.words(found), agrees: false)
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
        let agrees = SVGComparison.showTheSame(file, drawn, tolerance: tolerance)
        return CheckRow(
            subject: subject, stated: stated, found: agrees ? "the same shapes" : "other shapes", agrees: agrees)
    }

    /// The figures inside a page, in the form in which each is there.
    func row(_ subject: String, inPage address: Substring, _ figure: Figure, _ appearance: Appearance) -> CheckRow {
        for (format, start) in [(DrawingFormat.svg, "image/svg+xml;base64,"), (.png, "image/png;base64,")] {
            if address.hasPrefix(start), let data = Data(base64Encoded: String(address.dropFirst(start.count))) {
                return row(subject, data, figure, appearance, format, dpi: ReportPage.dpi)
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
