import Images

/// The ground on which strokes stand: for each channel a surface of the second degree over the picture, fitted to the
/// pixels that are near it.
struct Ground {
    /// What each pixel has more than the ground, by channel.
    let departures: [[Double]]
    /// The standard deviation of the ground's own pixels, in gray levels.
    let noise: Double

    /// Strokes must cover less than half of the picture.
    init(_ picture: Image) {
        let (rows, columns) = (picture.rows, picture.columns)
        let area = rows * columns
        let planes = (0..<picture.channels).map { channel in
            picture.pixels[channel * area..<(channel + 1) * area].map(Double.init)
        }
        let margin = max(1, min(rows, columns) / 8)
        let frame = (0..<area).filter { pixel in
            let (row, column) = (pixel / columns, pixel % columns)
            return min(row, column) < margin || row >= rows - margin || column >= columns - margin
        }
        // Strokes rarely reach the frame, so its median is the ground's. Surfaces of rising degree follow uneven light.
        var departures = planes.map { plane in
            let level = Self.median(frame.map { plane[$0] })
            return plane.map { $0 - level }
        }
        var noise = Self.noise(departures, frame)
        for degree in [1, 1, 2, 2, 2] {
            let terms = Self.terms(degree, rows: rows, columns: columns)
            let near = (0..<area).filter { pixel in departures.allSatisfy { abs($0[pixel]) <= max(2.5 * noise, 4) } }
            guard near.count > 10 * terms.count else { break }
            departures = planes.map { plane in
                let coefficients = Self.fit(terms, plane, near)
                return plane.indices.map { pixel in
                    plane[pixel] - zip(coefficients, terms).reduce(0) { $0 + $1.0 * $1.1[pixel] }
                }
            }
            noise = Self.noise(departures, Array(0..<area))
        }
        self.departures = departures
        self.noise = noise
    }

    /// The terms of a polynomial in both coordinates from -1 to 1, each over all pixels.
    private static func terms(_ degree: Int, rows: Int, columns: Int) -> [[Double]] {
        func coordinate(_ index: Int, _ count: Int) -> Double {
            count > 1 ? 2 * Double(index) / Double(count - 1) - 1 : 0
        }
        let y = (0..<rows * columns).map { coordinate($0 / columns, rows) }
        let x = (0..<rows * columns).map { coordinate($0 % columns, columns) }
        let linear = [x.map { _ in 1 }, x, y]
        return degree == 1 ? linear : linear + [zip(x, x).map(*), zip(x, y).map(*), zip(y, y).map(*)]
    }

    /// Least squares by the normal equations, whose elimination needs no pivots: their matrix is positive semidefinite.
    /// A term that the pixels do not determine gets no weight.
    private static func fit(_ terms: [[Double]], _ plane: [Double], _ pixels: [Int]) -> [Double] {
        let count = terms.count
        var matrix = terms.map { left in
            terms.map { right in pixels.reduce(0) { $0 + left[$1] * right[$1] } }
                + [pixels.reduce(0) { $0 + left[$1] * plane[$1] }]
        }
        let least = Double(pixels.count) * 1e-9
        for column in 0..<count where matrix[column][column] > least {
            for row in 0..<count where row != column {
                let factor = matrix[row][column] / matrix[column][column]
                for place in column...count { matrix[row][place] -= factor * matrix[column][place] }
            }
        }
        return (0..<count).map { matrix[$0][$0] > least ? matrix[$0][count] / matrix[$0][$0] : 0 }
    }

    /// The standard deviation that a normal distribution with this median of distances from zero has.
    private static func noise(_ departures: [[Double]], _ pixels: [Int]) -> Double {
        departures.reduce(0) { most, plane in max(most, 1.4826 * median(pixels.map { abs(plane[$0]) })) }
    }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }
}
