import Charts
import Images
import RunRecords

/// The figures of the analysis.
package enum Figures {
    /// All figures of a record, in the order of their numbers.
    package static func all(of record: RunRecord) -> [Figure] {
        [
            someDigits(of: record), trainingLoss(of: record), accuracy(of: record),
            confusion(of: record), featureMap(1, of: record), featureMap(2, of: record), mistakes(of: record),
            filters(of: record),
        ]
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
