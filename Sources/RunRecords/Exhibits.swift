import Images

/// The few images, activations and weights that figures show.
package struct Exhibits: Codable, Sendable, Equatable {
    /// Training images for the figure of some digits; every class appears.
    package var someDigits: [LabeledImage]
    /// Images whose feature maps are shown, 16 where the test set has as many.
    package var originals: [LabeledImage]
    /// Two channels after relu(conv1), each with one map for every original, the clearest oriented edge first.
    package var featureMaps: [FeatureMaps]
    /// Test images classified wrongly, the most confident mistake first; empty where there are none.
    package var mistakes: [Mistake]
    /// The filters of both convolutions.
    package var filters: [FilterBank]
    /// Warps of one training image, where training images were warped.
    package var augmentation: WarpedImages?

    package init(
        someDigits: [LabeledImage], originals: [LabeledImage], featureMaps: [FeatureMaps], mistakes: [Mistake],
        filters: [FilterBank], augmentation: WarpedImages? = nil
    ) {
        self.someDigits = someDigits
        self.originals = originals
        self.featureMaps = featureMaps
        self.mistakes = mistakes
        self.filters = filters
        self.augmentation = augmentation
    }
}

/// A training image as the network would see it, and as it saw it in some epochs.
package struct WarpedImages: Codable, Sendable, Equatable {
    package var original: LabeledImage
    /// In the first epochs, or in such as follow the last.
    package var warps: [Image]

    package init(original: LabeledImage, warps: [Image]) {
        self.original = original
        self.warps = warps
    }
}

/// One channel's activations for the originals. The grid of maps is normalized as a whole, like torchvision's
/// `make_grid(normalize=True)`: 0 is the smallest activation of all maps, 255 the largest.
package struct FeatureMaps: Codable, Sendable, Equatable {
    /// The channel of conv1, from 0; its filter is in `Exhibits.filters`.
    package var channel: Int
    /// One map for each original, in the same order.
    package var maps: [Image]

    package init(channel: Int, maps: [Image]) {
        self.channel = channel
        self.maps = maps
    }
}

/// A test image classified wrongly.
package struct Mistake: Codable, Sendable, Equatable {
    /// The position in the test set, from 0.
    package var index: Int
    package var image: Image
    package var actual: Int
    package var predicted: Int
    /// The softmax probability given to the wrong class.
    package var probability: Float

    package init(index: Int, image: Image, actual: Int, predicted: Int, probability: Float) {
        self.index = index
        self.image = image
        self.actual = actual
        self.predicted = predicted
        self.probability = probability
    }
}

/// The learned filters of one convolution.
package struct FilterBank: Codable, Sendable, Equatable {
    /// `conv1` or `conv2`.
    package var layer: String
    /// Output channels, input channels, rows, columns.
    package var shape: [Int]
    /// Row-major in that shape.
    package var weights: [Float]

    package init(layer: String, shape: [Int], weights: [Float]) {
        self.layer = layer
        self.shape = shape
        self.weights = weights
    }
}
