import Datasets
import Images
import Testing

@Suite struct StrokePreparationTests {
    /// A seven of 60 x 90 pixels at a place of a gray picture of 200 x 240; `shade` gives ground and ink of a place.
    private static func seven(
        left: Int = 50, top: Int = 40, width: Int = 9, shade: (_ row: Int, _ column: Int, _ isInk: Bool) -> Int
    ) -> Image {
        let (rows, columns) = (240, 200)
        let pixels = (0..<rows * columns).map { place -> UInt8 in
            let (y, x) = (place / columns - top, place % columns - left)
            let isBar = 0..<width ~= y && 0..<60 ~= x
            let isStem = 0..<90 ~= y && abs(x - (57 - y / 2)) * 2 < width
            return UInt8(min(max(shade(place / columns, place % columns, isBar || isStem), 0), 255))
        }
        return Image(ImageShape(rows: rows, columns: columns), pixels: pixels)
    }

    private static func noise(_ row: Int, _ column: Int) -> Int {
        (row * 7_919 + column * 104_729 + row * column) % 9 - 4
    }

    private func prepared(_ picture: Image) throws -> Image { try #require(StrokePreparation.prepared(picture)) }

    /// The mean distance of two images' pixels.
    private func distance(_ first: Image, _ second: Image) -> Double {
        zip(first.pixels, second.pixels).reduce(0) { $0 + abs(Double($1.0) - Double($1.1)) } / 784
    }

    @Test func `Strokes fill 20 pixels, white on black, around their center of mass`() throws {
        let image = try prepared(Self.seven { _, _, isInk in isInk ? 20 : 250 })
        #expect(image.shape == ImageShape(rows: 28, columns: 28) && image.pixels.max() == 255)
        let inked = image.pixels.indices.filter { image.pixels[$0] > 60 }
        let (rows, columns) = (inked.map { $0 / 28 }, inked.map { $0 % 28 })
        #expect((19...21).contains((rows.max() ?? 0) - (rows.min() ?? 0) + 1))
        #expect((12...15).contains((columns.max() ?? 0) - (columns.min() ?? 0) + 1))
        let mass = image.pixels.reduce(0.0) { $0 + Double($1) }
        let down = image.pixels.enumerated().reduce(0.0) { $0 + Double($1.element) * (Double($1.offset / 28) + 0.5) }
        let right = image.pixels.enumerated().reduce(0.0) { $0 + Double($1.element) * (Double($1.offset % 28) + 0.5) }
        #expect(abs(down / mass - 14) <= 0.5 && abs(right / mass - 14) <= 0.5)
    }

    @Test func `Bright on dark, elsewhere, on uneven ground, in color: the same strokes`() throws {
        let plain = try prepared(Self.seven { _, _, isInk in isInk ? 20 : 250 })
        let bright = try prepared(Self.seven { _, _, isInk in isInk ? 220 : 10 })
        let moved = try prepared(Self.seven(left: 130, top: 140) { _, _, isInk in isInk ? 20 : 250 })
        let uneven = try prepared(
            Self.seven { row, column, isInk in
                240 - row / 3 - column / 4 - (isInk ? 70 : 0) + Self.noise(row, column)
            })
        let gray = Self.seven { _, _, isInk in isInk ? 40 : 240 }
        let white = [UInt8](repeating: 240, count: gray.pixels.count)
        let yellow = try prepared(
            Image(ImageShape(channels: 3, rows: 240, columns: 200), pixels: white + white + gray.pixels))
        for image in [bright, moved, yellow] { #expect(distance(image, plain) < 2) }
        #expect(distance(uneven, plain) < 8)
    }

    @Test func `Thin strokes are widened, specks and the paper's edge are left out`() throws {
        let plain = try prepared(Self.seven { _, _, isInk in isInk ? 20 : 250 })
        let thin = try prepared(Self.seven(width: 2) { _, _, isInk in isInk ? 20 : 250 })
        #expect(thin.pixels.max() == 255 && thin.pixels.count { $0 > 127 } > 40)
        let speck = try prepared(
            Self.seven { row, column, isInk in isInk || (200...202 ~= row && 180...182 ~= column) ? 20 : 250 })
        #expect(distance(speck, plain) < 2)
        let edge = try prepared(Self.seven { _, column, isInk in column < 12 ? 5 : isInk ? 120 : 250 })
        #expect(distance(edge, plain) < 8)
    }

    @Test func `Ground alone has no strokes`() {
        #expect(StrokePreparation.prepared(Self.seven { _, _, _ in 200 }) == nil)
        #expect(
            StrokePreparation.prepared(Self.seven { row, column, _ in 200 - row / 4 + Self.noise(row, column) }) == nil)
        #expect(StrokePreparation.prepared(Image(ImageShape(rows: 1, columns: 1), pixels: [7])) == nil)
    }

    /// Pillow 13: `Image.convert("L")` of these colors.
    @Test func `Colors become gray as Pillow has it, and gray three equal channels`() {
        let red: [UInt8] = [0, 255, 255, 0, 0, 12, 77, 250]
        let green: [UInt8] = [0, 255, 0, 255, 0, 200, 76, 128]
        let blue: [UInt8] = [0, 255, 0, 0, 255, 99, 78, 3]
        let color = Image(ImageShape(channels: 3, rows: 1, columns: 8), pixels: red + green + blue)
        let gray = color.withChannels(1)
        #expect(gray.pixels == [0, 255, 76, 150, 29, 132, 77, 150])
        #expect(gray.withChannels(3).pixels == gray.pixels + gray.pixels + gray.pixels)
        #expect(color.withChannels(3) == color)
    }
}
