/// An opaque or translucent image, row after row from the top, four bytes a pixel: red, green, blue, alpha.
package struct Bitmap: Sendable, Equatable {
    package let width: Int
    package let height: Int
    package let pixels: [UInt8]

    /// From four bytes a pixel; of no pixels where the bytes are not as many as the extents ask for.
    package init(width: Int, height: Int, pixels: [UInt8]) {
        let (area, overflow) = width.multipliedReportingOverflow(by: height)
        let fits = !overflow && width > 0 && height > 0 && pixels.count.isMultiple(of: 4) && pixels.count / 4 == area
        self.width = fits ? width : 0
        self.height = fits ? height : 0
        self.pixels = fits ? pixels : []
    }

    /// From one byte a pixel, each shown in its own color of 256.
    package init(width: Int, height: Int, levels: some Sequence<UInt8>, colors: ColorScale) {
        let palette = (0...255).map { level in
            colors.color(
                of: colors.domain.lowerBound
                    + (colors.domain.upperBound - colors.domain.lowerBound) * Double(level) / 255)
        }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(levels.underestimatedCount * 4)
        for level in levels {
            let color = palette[Int(level)]
            pixels.append(color.red)
            pixels.append(color.green)
            pixels.append(color.blue)
            pixels.append(255)
        }
        self.init(width: width, height: height, pixels: pixels)
    }

    /// The image with each pixel repeated so often each way that its longer side is about `side`; itself where it is
    /// longer already.
    func magnified(to side: Int) -> Bitmap {
        let factor = side / max(width, height, 1)
        guard factor > 1 else { return self }
        var magnified: [UInt8] = []
        magnified.reserveCapacity(pixels.count * factor * factor)
        for y in 0..<height {
            let row = (y * width..<(y + 1) * width).flatMap { pixel in
                (0..<factor).flatMap { _ in pixels[pixel * 4..<pixel * 4 + 4] }
            }
            for _ in 0..<factor { magnified += row }
        }
        return Bitmap(width: width * factor, height: height * factor, pixels: magnified)
    }

    /// Red, green, blue and alpha at a place; `nil` outside.
    package func pixel(x: Int, y: Int) -> [UInt8]? {
        guard (0..<width).contains(x), (0..<height).contains(y) else { return nil }
        let first = (y * width + x) * 4
        return Array(pixels[first..<first + 4])
    }

    /// How far two images differ; `nil` where their sizes do.
    package func difference(from other: Bitmap, tolerance: Int) -> PixelDifference? {
        guard width == other.width, height == other.height else { return nil }
        var (sum, largest, beyond) = (0, 0, 0)
        for pixel in 0..<width * height {
            var worst = 0
            for channel in pixel * 4..<pixel * 4 + 4 {
                let distance = abs(Int(pixels[channel]) - Int(other.pixels[channel]))
                sum += distance
                worst = max(worst, distance)
            }
            largest = max(largest, worst)
            beyond += worst > tolerance ? 1 : 0
        }
        return PixelDifference(
            largest: largest, mean: pixels.isEmpty ? 0 : Double(sum) / Double(pixels.count),
            beyondTolerance: pixels.isEmpty ? 0 : Double(beyond) / Double(width * height))
    }
}

/// How far two images of one size differ.
package struct PixelDifference: Sendable, Equatable {
    /// The largest difference of a channel, 0...255.
    package let largest: Int
    /// The mean difference of all channels, 0...255.
    package let mean: Double
    /// The share of the pixels, 0...1, with a channel that differs by more than the tolerance.
    package let beyondTolerance: Double

    package init(largest: Int, mean: Double, beyondTolerance: Double) {
        self.largest = largest
        self.mean = mean
        self.beyondTolerance = beyondTolerance
    }
}
