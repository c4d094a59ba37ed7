import Datasets
import NeuralNetworks
import RunRecords

/// A data set as the network sees it: resized, with the input value for each grey level, and split.
package struct PreparedData: Sendable {
    package let training: ByteImages
    package let test: ByteImages
    /// Positions in `training` for training and for validation.
    package let split: RandomSplit
    package let classes: Int

    package init(_ dataset: Dataset, _ configuration: Configuration, threads: Int) {
        let levels = Normalisation(mean: configuration.mean, standardDeviation: configuration.standardDeviation).values
        func images(_ images: LabelledImages) -> ByteImages {
            let resized = images.resized(to: configuration.pixelSize, threads: threads)
            return ByteImages(
                pixels: resized.pixels, labels: resized.labels,
                imageSize: configuration.pixelSize * configuration.pixelSize, levels: levels)
        }
        training = images(dataset.training)
        test = images(dataset.test)
        split = RandomSplit(
            count: dataset.training.count, validationFraction: configuration.validationFraction,
            seed: configuration.seed)
        classes = dataset.classes
    }
}
