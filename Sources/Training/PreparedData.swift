import Datasets
import Images
import NeuralNetworks
import RunRecords

/// A data set as the network sees it: resized, split, with the input value for each level of brightness.
package struct PreparedData: Sendable {
    package let training: ByteImages
    package let test: ByteImages
    /// Positions in `training` for training and for validation.
    package let split: RandomSplit
    package let classes: Int
    /// The settings with the mean and the standard deviation of each channel.
    package let configuration: Configuration
    /// Of the images to train on, a channel each.
    let channelStatistics: [ChannelStatistics]

    /// Resized images may fill so many bytes; more is a mistake rather than a wish.
    private static let largest = 4 << 30

    /// - Parameter other: data prepared from the same data set, whose resized images are shared where they would be the same
    package init(
        _ dataset: Dataset, _ settings: Configuration, threads: Int, sharing other: PreparedData? = nil
    ) throws(TrainingError) {
        let (side, count) = (settings.pixelSize, dataset.training.count + dataset.test.count)
        guard side * side * dataset.training.images.shape.channels <= Self.largest / max(count, 1) else {
            throw .setting(
                SettingError(
                    option: Setting.pixelSize.option, value: String(side),
                    allowed: "what lets \(NumberFormat.count(count)) images fit into \(Self.largest >> 30) GiB"))
        }
        split = RandomSplit(
            count: dataset.training.count, validationFraction: settings.validationFraction, seed: settings.splitSeed)
        guard !split.training.isEmpty else {
            throw .noTrainingImages(
                images: dataset.training.count, validationFraction: settings.validationFraction)
        }
        let shared = other?.configuration.pixelSize == side ? other : nil
        let resized = shared?.training.images ?? dataset.training.resized(to: side, threads: threads)
        channelStatistics = resized.images.channelStatistics(of: split.training)
        do throws(SettingError) {
            configuration = try settings.normalized(as: dataset.kind, channelStatistics)
        } catch {
            throw .setting(error)
        }
        let levels = configuration.levels
        training = ByteImages(resized, levels: levels)
        test = ByteImages(
            shared?.test.images ?? dataset.test.resized(to: side, threads: threads), levels: levels)
        classes = dataset.classes
    }
}

extension Configuration {
    /// What the network sees for each of the 256 levels of each channel, where both numbers are given for each.
    package var levels: [Float] {
        zip(mean.values, standardDeviation.values).flatMap { Normalization(mean: $0, standardDeviation: $1).values }
    }
}
