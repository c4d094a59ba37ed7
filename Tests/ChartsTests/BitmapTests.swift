import Charts
import Testing

@Suite struct BitmapTests {
    private func gray(_ levels: [UInt8], width: Int) -> Bitmap {
        Bitmap(
            width: width, height: levels.count / max(width, 1), levels: levels,
            colors: ColorScale(domain: 0...1, colors: [.black, .white]))
    }

    @Test func `Levels become colors`() {
        let image = gray([0, 51, 255, 128], width: 2)
        #expect(image.pixel(x: 1, y: 0) == [51, 51, 51, 255])
        #expect(image.pixel(x: 0, y: 1) == [255, 255, 255, 255])
        #expect(image.pixel(x: 2, y: 0) == nil)
        #expect(image.pixel(x: 0, y: -1) == nil)
    }

    @Test(arguments: [(2, 3, 23), (-1, -1, 4), (Int.max, Int.max, 0), (0, 5, 0), (1, 1, 5)])
    func `Extents that do not fit the bytes make an image without pixels`(width: Int, height: Int, count: Int) {
        let image = Bitmap(width: width, height: height, pixels: [UInt8](repeating: 9, count: count))
        #expect(image == Bitmap(width: 0, height: 0, pixels: []))
    }

    @Test func `Equal images do not differ`() {
        let image = gray([1, 2, 3, 4], width: 2)
        #expect(image.difference(from: image, blockSide: 2) == PixelDifference(largest: 0, mean: 0, largestBlock: 0))
    }

    @Test func `A difference has its largest, its mean and that of the worst block`() {
        var levels = [UInt8](repeating: 50, count: 64)
        let plain = gray(levels, width: 8)
        (levels[0], levels[1], levels[63]) = (52, 48, 42)
        // Of 64 pixels one differs by 8 and two by 2; the latter share a block of 2 x 2, the former has one to itself.
        let difference = gray(levels, width: 8).difference(from: plain, blockSide: 2)
        #expect(difference == PixelDifference(largest: 8, mean: 12.0 / 64, largestBlock: 2))
        // A block that ends within the image is not smaller than the others.
        #expect(gray(levels, width: 8).difference(from: plain, blockSide: 16)?.largestBlock == 12.0 / 256)
    }

    @Test func `Images of different sizes have no difference`() {
        #expect(gray([1, 2, 3, 4], width: 2).difference(from: gray([1, 2, 3, 4], width: 4), blockSide: 9) == nil)
    }
}
