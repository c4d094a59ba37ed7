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
        // An array, for a sequence of another module is slow to go through.
        for level in Array(levels) {
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

    /// Whether the outermost pixels of images are rather bright than dark; those of no images are not.
    package static func areOnBright(_ images: [Bitmap]) -> Bool {
        var (sum, count) = (0, 0)
        for image in images {
            for y in 0..<image.height {
                let isOuter = y == 0 || y == image.height - 1
                for x in isOuter ? Array(0..<image.width) : [0, image.width - 1] {
                    let first = (y * image.width + x) * 4
                    sum += image.pixels[first..<first + 3].reduce(0) { $0 + Int($1) }
                    count += 3
                }
            }
        }
        return sum >= count * 128 && count > 0
    }

    /// Red, green, blue and alpha at a place; `nil` outside.
    package func pixel(x: Int, y: Int) -> [UInt8]? {
        guard (0..<width).contains(x), (0..<height).contains(y) else { return nil }
        let first = (y * width + x) * 4
        return Array(pixels[first..<first + 4])
    }

    /// How far two images differ, as a whole and in each of the blocks, which overlap by half; `nil` where their sizes
    /// do.
    package func difference(from other: Bitmap, blockSide side: Int) -> PixelDifference? {
        guard width == other.width, height == other.height, side > 0 else { return nil }
        var largest = 0
        // Sums of all pixels above and to the left of each corner: a block's sum is that of four of them.
        let stride = width + 1
        var sums = [Int](repeating: 0, count: stride * (height + 1))
        for y in 0..<height {
            var row = 0
            for x in 0..<width {
                let first = (y * width + x) * 4
                var worst = 0
                for channel in first..<first + 4 {
                    worst = max(worst, abs(Int(pixels[channel]) - Int(other.pixels[channel])))
                }
                largest = max(largest, worst)
                row += worst
                sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row
            }
        }
        var block = 0.0
        for top in Swift.stride(from: 0, to: height, by: max(side / 2, 1)) {
            for left in Swift.stride(from: 0, to: width, by: max(side / 2, 1)) {
                let (bottom, right) = (min(top + side, height), min(left + side, width))
                let sum =
                    sums[bottom * stride + right] - sums[top * stride + right] - sums[bottom * stride + left]
                    + sums[top * stride + left]
                // A block that the border cuts counts as a whole one, or a single pixel could be one.
                block = max(block, Double(sum) / Double(side * side))
            }
        }
        let mean = pixels.isEmpty ? 0 : Double(sums[sums.count - 1]) / Double(width * height)
        return PixelDifference(largest: largest, mean: mean, largestBlock: block)
    }
}

/// How far two images of one size differ: of each pixel the channel that differs most, 0...255.
package struct PixelDifference: Sendable, Equatable {
    package let largest: Int
    package let mean: Double
    /// The mean within the block in which it is largest.
    package let largestBlock: Double

    package init(largest: Int, mean: Double, largestBlock: Double) {
        self.largest = largest
        self.mean = mean
        self.largestBlock = largestBlock
    }
}
