import Foundation

/// The extents of an image.
package struct ImageShape: Sendable, Hashable {
    package let channels: Int
    package let rows: Int
    package let columns: Int

    package init(channels: Int = 1, rows: Int, columns: Int) {
        (self.channels, self.rows, self.columns) = (channels, rows, columns)
    }

    /// Bytes of an image, one a channel of each pixel.
    package var count: Int { channels * rows * columns }
}

extension ImageShape: CustomStringConvertible {
    /// Rows and columns, and channels where there are more than one: `28 x 28`, `32 x 32 x 3`.
    package var description: String { "\(rows) x \(columns)" + (channels == 1 ? "" : " x \(channels)") }
}

/// An image of 8-bit values, `[channel][row][column]`: one channel, 0 black, or red, green and blue.
package struct Image: Sendable, Equatable {
    package let shape: ImageShape
    /// `shape.count` bytes.
    package let pixels: [UInt8]

    /// `pixels` must be as many as the shape asks for.
    package init(_ shape: ImageShape, pixels: [UInt8]) {
        precondition(pixels.count == shape.count)
        (self.shape, self.pixels) = (shape, pixels)
    }

    package var channels: Int { shape.channels }
    package var rows: Int { shape.rows }
    package var columns: Int { shape.columns }
}

/// An image with its class.
package struct LabeledImage: Codable, Sendable, Equatable {
    package var image: Image
    package var label: Int

    package init(image: Image, label: Int) {
        self.image = image
        self.label = label
    }
}

/// `{"columns": 28, "pixels": "base64", "rows": 28}`, and `"channels"` where there is more than one.
extension Image: Codable {
    private enum CodingKeys: CodingKey {
        case channels, rows, columns, pixels
    }

    /// Refuses extents that no figure could show, and pixels that are not as many as they ask for.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func decode(_ key: CodingKeys, in range: ClosedRange<Int>) throws -> Int {
            let value = try container.decode(Int.self, forKey: key)
            guard range.contains(value) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container,
                    debugDescription: "it should be from \(range.lowerBound) to \(range.upperBound), but is \(value)")
            }
            return value
        }
        let shape = ImageShape(
            channels: container.contains(.channels) ? try decode(.channels, in: 3...3) : 1,
            rows: try decode(.rows, in: 1...65_535), columns: try decode(.columns, in: 1...65_535))
        let pixels = try container.decode(Data.self, forKey: .pixels)
        guard pixels.count == shape.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .pixels, in: container,
                debugDescription: "it should hold \(shape.count) bytes, but holds \(pixels.count)")
        }
        self.init(shape, pixels: Array(pixels))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if channels != 1 { try container.encode(channels, forKey: .channels) }
        try container.encode(rows, forKey: .rows)
        try container.encode(columns, forKey: .columns)
        try container.encode(Data(pixels), forKey: .pixels)
    }
}
