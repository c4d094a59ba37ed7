import Datasets
import Images
import NeuralNetworks
import RunRecords

/// A data set as the network sees it: resized, with the input value for each gray level, and split.
package struct PreparedData: Sendable {
    package let training: ByteImages
    package let test: ByteImages
    /// Positions in `training` for training and for validation.
    package let split: RandomSplit
    package let classes: Int

    /// Resized images may fill so many bytes; more is a mistake rather than a wish.
    private static let largest = 4 << 30

    package init(_ dataset: Dataset, _ configuration: Configuration, threads: Int) throws(TrainingError) {
        let (side, count) = (configuration.pixelSize, dataset.training.count + dataset.test.count)
        guard side * side <= Self.largest / max(count, 1) else {
            throw .setting(
                SettingError(
                    option: Setting.pixelSize.option, value: String(side),
                    allowed: "what lets \(NumberFormat.count(count)) images fit into \(Self.largest >> 30) GiB"))
        }
        let levels = Normalization(mean: configuration.mean, standardDeviation: configuration.standardDeviation).values
        func images(_ images: LabeledImages) -> ByteImages {
            ByteImages(
                images.resized(to: configuration.pixelSize, threads: threads),
                levels: (0..<images.images.shape.channels).flatMap { _ in levels })
        }
        training = images(dataset.training)
        test = images(dataset.test)
        split = RandomSplit(
            count: dataset.training.count, validationFraction: configuration.validationFraction,
            seed: configuration.splitSeed)
        classes = dataset.classes
    }
}
