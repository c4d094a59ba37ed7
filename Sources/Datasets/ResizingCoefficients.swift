/// The weights that turn one line of pixels into a line of another length: Pillow's `precompute_coeffs` and
/// `normalize_coeffs_8bpc` (`src/libImaging/Resample.c`) for the bilinear filter.
///
/// The filter is a triangle of half width 1 around each output pixel's center, widened by the scale when shrinking, so
/// that every input pixel counts.
struct ResizingCoefficients: Sendable, Equatable {
    /// Binary places of a weight: 32 bits less 8 for the pixel and 2 to spare.
    static let precision: Int32 = 22

    /// How many input pixels each output pixel is made of.
    let taps: Int
    /// The first input pixel of each output pixel; `taps` pixels from there are all within the line.
    let starts: [Int]
    /// Weights `[tap][output pixel]` in units of 2^-22.
    let weights: [Int32]

    init(from inputLength: Int, to outputLength: Int) {
        let lines = (0..<outputLength).map { Self.weights(of: $0, inputLength, outputLength) }
        let taps = lines.map(\.weights.count).max() ?? 0
        self.taps = taps
        // Equal numbers of taps make equal loops: the shorter ones are padded with weight 0 where the line has room.
        let starts = lines.map { min($0.start, inputLength - taps) }
        self.starts = starts
        weights = (0..<taps).flatMap { tap in
            zip(lines, starts).map { line, start in
                let index = start + tap - line.start
                return line.weights.indices.contains(index) ? line.weights[index] : 0
            }
        }
    }

    /// The weights `[output pixel][input pixel]`, which doubles hold exactly.
    func matrix(_ inputLength: Int) -> [Double] {
        var matrix = [Double](repeating: 0, count: starts.count * inputLength)
        for (output, start) in starts.enumerated() {
            for tap in 0..<taps {
                matrix[output * inputLength + start + tap] =
                    Double(weights[tap * starts.count + output]) / Double(1 << Self.precision)
            }
        }
        return matrix
    }

    /// The weights of one output pixel that are not 0, all of Pillow's arithmetic in its order.
    private static func weights(of output: Int, _ inputLength: Int, _ outputLength: Int) -> (
        start: Int, weights: [Int32]
    ) {
        let scale = Double(inputLength) / Double(outputLength)
        let filterScale = max(scale, 1)
        let center = (Double(output) + 0.5) * scale
        let first = max(Int(center - filterScale + 0.5), 0)
        let end = min(Int(center + filterScale + 0.5), inputLength)
        let inverse = 1 / filterScale
        let triangle = (first..<end).map { max(1 - abs((Double($0) - center + 0.5) * inverse), 0) }
        let sum = triangle.reduce(0, +)
        let fixed = triangle.map { Int32(0.5 + $0 / sum * Double(1 << precision)) }
        let leading = fixed.prefix { $0 == 0 }.count
        let trailing = fixed.reversed().prefix { $0 == 0 }.count
        return (first + leading, Array(fixed[leading..<(fixed.count - trailing)]))
    }
}
