import Images

/// Labeled images with the network's input value for each gray level.
package struct ByteImages: Sendable {
    package let images: LabeledImages
    /// What the network sees for each of the 256 gray levels.
    package let levels: [Float]

    /// `levels` must be 256 values.
    package init(_ images: LabeledImages, levels: [Float]) {
        precondition(levels.count == 256)
        (self.images, self.levels) = (images, levels)
    }

    /// `[image][channel][row][column]`.
    package var pixels: [UInt8] { images.images.pixels }
    /// One class an image.
    package var labels: [UInt8] { images.labels }
    package var count: Int { images.count }
}
