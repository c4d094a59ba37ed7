import Images

/// Labeled images with the network's input value for each level of brightness.
package struct ByteImages: Sendable {
    package let images: LabeledImages
    /// What the network sees for each of the 256 levels, `[channel][256]`.
    package let levels: [Float]

    /// `levels` must be 256 values for each channel.
    package init(_ images: LabeledImages, levels: [Float]) {
        precondition(levels.count == 256 * images.images.shape.channels)
        (self.images, self.levels) = (images, levels)
    }

    /// `[image][channel][row][column]`.
    package var pixels: [UInt8] { images.images.pixels }
    /// One class an image.
    package var labels: [UInt8] { images.labels }
    package var count: Int { images.count }

    /// What the network sees of an image, `[channel][row][column]`.
    package func values(_ position: Int) -> [Float] {
        let image = images[position].image
        let area = image.rows * image.columns
        return image.pixels.enumerated().map { index, level in levels[index / area * 256 + Int(level)] }
    }
}
