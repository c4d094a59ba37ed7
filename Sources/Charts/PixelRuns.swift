import Foundation

/// An image as stretches of equal pixels, of which there are far fewer than pixels: most of a chart is empty.
struct PixelRuns {
    struct Run {
        /// The place in `colors`.
        let color: Int32
        let length: Int32
    }

    let width: Int
    /// For each row its runs; none where it repeats the row above, as half the rows of a chart do.
    private(set) var rows: [Range<Int>] = []
    private(set) var runs: [Run] = []
    /// Each color of the image once.
    private(set) var colors: [ColorCount] = []

    /// - Parameters:
    ///   - pixels: row after row, 0xRRGGBB below a byte that is ignored
    ///   - stride: from the start of a row to that of the next
    init(_ pixels: Span<UInt32>, width: Int, height: Int, stride: Int) {
        self.width = width
        var places = Places()
        var latest = 0..<0
        for start in Swift.stride(from: 0, to: height * stride, by: stride) {
            let row = pixels.extracting(start..<start + width)
            if start > 0, Self.areSame(row, pixels.extracting(start - stride..<start - stride + width)) {
                rows.append(runs.count..<runs.count)
            } else {
                latest = appendRuns(of: row, &places)
                rows.append(latest)
            }
            for run in runs[latest] { colors[Int(run.color)].add(Int(run.length)) }
        }
    }

    private static func areSame(_ row: Span<UInt32>, _ other: Span<UInt32>) -> Bool {
        row.withUnsafeBytes { row in
            other.withUnsafeBytes { other in
                guard let first = row.baseAddress, let second = other.baseAddress else { return true }
                return memcmp(first, second, row.count) == 0
            }
        }
    }

    private mutating func appendRuns(of row: Span<UInt32>, _ places: inout Places) -> Range<Int> {
        let first = runs.count
        var start = 0
        while start < width {
            let color = row[start] & 0xFF_FFFF
            var end = start + 1
            while end < width, row[end] & 0xFF_FFFF == color { end += 1 }
            runs.append(Run(color: places.place(of: color, in: &colors), length: Int32(end - start)))
            start = end
        }
        return first..<runs.count
    }
}

/// A color, 0xRRGGBB, and how many pixels have it.
struct ColorCount {
    let color: UInt32
    private(set) var pixels = 0
    /// Pixels within a stretch of equal ones, as areas have and edges have not.
    private(set) var inAreas = 0

    init(_ color: UInt32) { self.color = color }

    mutating func add(_ run: Int) {
        pixels += run
        if run >= 4 { inAreas += run }
    }
}

/// Where colors stand in a list of them.
private struct Places {
    private var all: [UInt32: Int32] = [:]
    /// What was found of late, by a hash of the color: edges have few colors at a time, and a dictionary takes ten times
    /// as long.
    private var latest = [(color: UInt32, place: Int32)](repeating: (.max, 0), count: 1 << 12)

    /// The place of a color, which is appended where it is new.
    mutating func place(of color: UInt32, in colors: inout [ColorCount]) -> Int32 {
        let slot = Int((color &* 0x9E37_79B1) >> 20)
        if latest[slot].color == color { return latest[slot].place }
        let place = all[color] ?? Int32(colors.count)
        if place == colors.count {
            colors.append(ColorCount(color))
            all[color] = place
        }
        latest[slot] = (color, place)
        return place
    }
}
