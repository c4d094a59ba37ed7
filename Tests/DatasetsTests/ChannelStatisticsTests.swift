import Datasets
import Images
import Testing

@Suite struct ChannelStatisticsTests {
    /// numpy: planes / 255, of the pattern, 50 and 100 more than it, 5 x 7 pixels; mean and standard deviation
    private static let expected = [
        (0.40504201680672275, 0.2720862547411509), (0.5437535014005602, 0.2695705179881741),
        (0.539047619047619, 0.28037016678517995),
    ]

    private static var images: ImageArray {
        let pattern = Samples.pattern(rows: 5, columns: 7)
        let color = pattern + pattern.map { $0 &+ 50 } + pattern.map { $0 &+ 100 }
        let white = [UInt8](repeating: 255, count: 105)
        return ImageArray(ImageShape(channels: 3, rows: 5, columns: 7), pixels: color + white + color)
    }

    @Test func `Mean and deviation of each channel are numpy's`() {
        for positions in [[0], [2, 0], [0, 2, 0]] {
            for (found, expected) in zip(Self.images.channelStatistics(of: positions), Self.expected) {
                #expect(abs(found.mean - expected.0) < 1e-15)
                #expect(abs(found.standardDeviation - expected.1) < 1e-15)
            }
        }
    }

    @Test func `Equal values deviate by nothing, exactly`() {
        let statistics = Self.images.channelStatistics(of: [1])
        #expect(statistics.count == 3 && statistics.allSatisfy { $0.mean == 1 && $0.standardDeviation == 0 })
    }

    @Test func `Sums of more pixels than 32 bits hold are exact`() {
        let shape = ImageShape(rows: 300, columns: 500)
        let white = ImageArray(shape, pixels: [UInt8](repeating: 255, count: shape.count))
        #expect(white.channelStatistics(of: [0]).map(\.mean) == [1])
    }
}
