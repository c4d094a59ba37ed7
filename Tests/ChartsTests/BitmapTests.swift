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
        #expect(
            image.difference(from: image, tolerance: 0) == PixelDifference(largest: 0, mean: 0, beyondTolerance: 0))
    }

    @Test func `A difference has its largest, its mean and the share beyond the tolerance`() {
        let difference = gray([10, 20, 30, 40], width: 2).difference(
            from: gray([10, 22, 30, 48], width: 2), tolerance: 2)
        // Three channels of four differ: by 2 in one pixel, by 8 in another of four.
        #expect(difference == PixelDifference(largest: 8, mean: (3 * 2 + 3 * 8) / 16.0, beyondTolerance: 0.25))
    }

    @Test func `Images of different sizes have no difference`() {
        #expect(gray([1, 2, 3, 4], width: 2).difference(from: gray([1, 2, 3, 4], width: 4), tolerance: 9) == nil)
    }
}
