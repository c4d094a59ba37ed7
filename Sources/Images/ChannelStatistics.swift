/// Mean and standard deviation of one channel's values, in units of full white.
package struct ChannelStatistics: Codable, Sendable, Equatable {
    package var mean: Double
    /// Of the whole population; 0 where all values are equal.
    package var standardDeviation: Double

    package init(mean: Double, standardDeviation: Double) {
        (self.mean, self.standardDeviation) = (mean, standardDeviation)
    }
}
