import Images

extension ImageArray {
    /// The statistics of each channel over some of the images, at least one.
    ///
    /// Sums are exact, and each result is one division and one square root away from them, so they are the same on any
    /// machine and in any order of the images.
    package func channelStatistics(of positions: some Sequence<Int>) -> [ChannelStatistics] {
        let area = shape.rows * shape.columns
        let bytes = pixels.span
        var sums = [UInt64](repeating: 0, count: shape.channels)
        var squares = sums
        var values: UInt64 = 0
        for position in positions {
            for channel in 0..<shape.channels {
                var (sum, square): (UInt64, UInt64) = (0, 0)
                let start = position * shape.count + channel * area
                for index in start..<start + area {
                    let value = UInt64(bytes[index])
                    sum &+= value
                    square &+= value &* value
                }
                sums[channel] += sum
                squares[channel] += square
            }
            values += UInt64(area)
        }
        return zip(sums, squares).map { sum, square in
            let spread = UInt128(values) * UInt128(square) - UInt128(sum) * UInt128(sum)
            let scale = Double(values) * 255
            return ChannelStatistics(mean: Double(sum) / scale, standardDeviation: Double(spread).squareRoot() / scale)
        }
    }
}
