import Charts
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

extension GrayImage {
    /// The image in colors for its 256 levels; empty where its extents and its bytes do not fit together.
    func bitmap(_ colors: ColorScale = .gray) -> Bitmap {
        let (area, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard !overflow, rows > 0, columns > 0, area == pixels.count else {
            return Bitmap(width: 0, height: 0, pixels: [])
        }
        return Bitmap(width: columns, height: rows, levels: pixels, colors: colors)
    }
}

extension ColorScale {
    /// From black to white.
    static let gray = ColorScale(domain: 0...1, colors: [.black, .white])
}
