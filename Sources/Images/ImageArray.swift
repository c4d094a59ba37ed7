/// Images of one shape, their bytes `[image][channel][row][column]` in one array.
package struct ImageArray: Sendable, Equatable {
    package let shape: ImageShape
    package let pixels: [UInt8]
    package let count: Int

    /// No extent may be 0, and `pixels` must hold whole images.
    package init(_ shape: ImageShape, pixels: [UInt8]) {
        precondition(shape.count > 0 && pixels.count.isMultiple(of: shape.count))
        (self.shape, self.pixels, count) = (shape, pixels, pixels.count / shape.count)
    }
}

extension ImageArray: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { count }

    package subscript(position: Int) -> Image {
        Image(shape, pixels: Array(pixels[position * shape.count..<(position + 1) * shape.count]))
    }
}

/// Images, each with its class.
package struct LabeledImages: Sendable, Equatable {
    package let images: ImageArray
    /// One label an image.
    package let labels: [UInt8]

    /// There must be as many labels as images.
    package init(_ images: ImageArray, labels: [UInt8]) {
        precondition(images.count == labels.count)
        (self.images, self.labels) = (images, labels)
    }
}

extension LabeledImages: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { labels.count }

    package subscript(position: Int) -> LabeledImage {
        LabeledImage(image: images[position], label: Int(labels[position]))
    }
}
