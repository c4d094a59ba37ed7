import Foundation
import Images

extension Configuration {
    /// The notebook's mean and standard deviation, which are MNIST's.
    private static let mnist: (mean: ChannelValues, standardDeviation: ChannelValues) = (0.1307, 0.308)

    /// This configuration with a mean and a standard deviation for each channel: those given, else the notebook's for
    /// MNIST, else those of the training images, to four digits.
    ///
    /// - Parameter statistics: of the training images, a channel each
    package func normalized(
        as kind: DatasetKind, _ statistics: [ChannelStatistics]
    ) throws(SettingError) -> Configuration {
        func resolved(
            _ value: ChannelValues, _ setting: Setting, mnist: ChannelValues, _ measured: [Double]
        ) throws(SettingError) -> ChannelValues {
            guard value == .ofData else {
                guard let values = value.repeated(statistics.count) else {
                    throw SettingError(
                        option: setting.option, value: value.settingText,
                        allowed: "one number, or one for each channel of an image, which has \(statistics.count)")
                }
                return values
            }
            return kind == .mnist ? mnist : ChannelValues(measured.map(\.inFourDigits))
        }
        var result = self
        result.mean = try resolved(mean, .mean, mnist: Self.mnist.mean, statistics.map(\.mean))
        // Where all pixels are equal there is nothing to divide by.
        result.standardDeviation = try resolved(
            standardDeviation, .standardDeviation, mnist: Self.mnist.standardDeviation,
            statistics.map { $0.standardDeviation > 0 ? $0.standardDeviation : 1 })
        return result
    }
}

extension DatasetIdentity {
    /// Whether a configuration's mean and standard deviation are those of the training images.
    package func isNormalized(by configuration: Configuration) -> Bool {
        configuration.mean.values == channelStatistics.map(\.mean.inFourDigits)
            && configuration.standardDeviation.values == channelStatistics.map(\.standardDeviation.inFourDigits)
    }
}

extension Double {
    /// Rounded to four significant digits.
    fileprivate var inFourDigits: Double { Double(String(format: "%.4g", self)) ?? self }
}
