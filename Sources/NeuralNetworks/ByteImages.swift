/// Images as bytes, with their labels and the network's input value for each gray level.
package struct ByteImages: Sendable {
    /// `[image][channel][row][column]`.
    package let pixels: [UInt8]
    /// One class an image.
    package let labels: [UInt8]
    /// Bytes of one image.
    package let imageSize: Int
    /// What the network sees for each of the 256 gray levels.
    package let levels: [Float]

    /// `pixels` must hold `labels.count` images, `levels` 256 values.
    package init(pixels: [UInt8], labels: [UInt8], imageSize: Int, levels: [Float]) {
        precondition(pixels.count == labels.count * imageSize && levels.count == 256)
        (self.pixels, self.labels, self.imageSize, self.levels) = (pixels, labels, imageSize, levels)
    }

    package var count: Int { labels.count }
}
