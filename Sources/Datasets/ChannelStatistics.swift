import Images

extension ImageArray {
    /// The statistics of each channel over some of the images, at least one; each counts once.
    ///
    /// Sums are exact, and each result is one division and one square root away from them, so they are the same on any
    /// machine and in any order of the images.
    package func channelStatistics(of positions: [Int]) -> [ChannelStatistics] {
        let (bytes, area) = (pixels.span, shape.rows * shape.columns)
        var sums = [UInt64](repeating: 0, count: shape.channels)
        var squares = sums
        var values: UInt64 = 0
        var isChosen = [Bool](repeating: false, count: count)
        for position in positions { isChosen[position] = true }
        // In the order of memory, which a processor reads several times as fast as images here and there.
        for position in 0..<count where isChosen[position] {
            for channel in 0..<shape.channels {
                let start = (position * shape.channels + channel) * area
                for first in stride(from: start, to: start + area, by: Self.mostSummed) {
                    let end = Swift.min(first + Self.mostSummed, start + area)
                    let (sum, square) = Self.sums(of: bytes.extracting(first..<end))
                    sums[channel] += UInt64(sum)
                    squares[channel] += UInt64(square)
                }
            }
            values += UInt64(area)
        }
        return zip(sums, squares).map { sum, square in
            let spread = UInt128(values) * UInt128(square) - UInt128(sum) * UInt128(sum)
            let scale = Double(values) * 255
            return ChannelStatistics(mean: Double(sum) / scale, standardDeviation: Double(spread).squareRoot() / scale)
        }
    }

    /// The squares of so many bytes have a sum of 32 bits.
    private static let mostSummed = 1 << 16

    /// The sum of at most `mostSummed` bytes and that of their squares.
    private static func sums(of bytes: Span<UInt8>) -> (UInt32, UInt32) {
        var (sum, square): (UInt32, UInt32) = (0, 0)
        for index in bytes.indices {
            // In 16 bits, of which vectors multiply more at once.
            let value = UInt16(bytes[index])
            sum &+= UInt32(value)
            square &+= UInt32(value &* value)
        }
        return (sum, square)
    }
}
