import Charts
import Testing

@Suite struct ImageGridTests {
    private func grid(_ count: Int, columns: Int, caption: [String] = []) -> ImageGrid {
        let image = Bitmap(width: 2, height: 2, pixels: [UInt8](repeating: 255, count: 16))
        let tile = ImageGrid.Tile(image, caption: caption.map { .init($0, .ten) })
        return ImageGrid(Array(repeating: tile, count: count), columns: columns, side: 20, pitch: 10, gap: 5)
    }

    @Test(arguments: [(0, 1), (1, 1), (8, 8), (9, 5), (10, 5), (12, 6), (15, 5), (16, 8), (20, 5), (24, 8), (47, 8)])
    func `Columns are as many as leave the last row fullest`(count: Int, columns: Int) {
        #expect(ImageGrid.balancedColumns(count: count, limit: 8) == columns)
    }

    @Test func `A pixel is a whole number of dots at 300 to the inch`() {
        #expect(abs(ImageGrid.pitch(pixels: 32, within: 46.2) - 6 * 0.24) < 1e-12)
        #expect(abs(ImageGrid.pitch(pixels: 28, within: 28 * 0.24 * 5) - 5 * 0.24) < 1e-12)
        #expect(ImageGrid.pitch(pixels: 1000, within: 50) == 0.05)
    }

    @Test func `A grid is as large as its tiles, rims, gaps and captions`() {
        #expect(grid(5, columns: 3).size == Size(width: 3 * 24 + 2 * 5, height: 2 * 24 + 5))
        #expect(grid(5, columns: 3, caption: ["a", "b"]).size.height == 2 * (24 + 2 + 26) + 5)
        #expect(grid(0, columns: 1).size.height == 0)
    }

    @Test func `Justified rows reach from side to side unless tiles are few`() {
        #expect(grid(6, columns: 6).justified(to: 180).size.width == 180)
        #expect(grid(2, columns: 2).justified(to: 180).size.width == 53)
        #expect(grid(1, columns: 1).justified(to: 180).size.width == 24)
    }

    @Test func `Tiles are white around images that are bright at their borders, else black`() {
        func mat(_ border: UInt8, _ middle: UInt8, of count: Int = 1) -> Color {
            let levels = (0..<9).map { $0 == 4 ? middle : border }
            let image = Bitmap(
                width: 3, height: 3, levels: levels, colors: ColorScale(domain: 0...1, colors: [.black, .white]))
            return ImageGrid(Array(repeating: .init(image), count: count), columns: 1, side: 9, pitch: 3).mat
        }
        #expect(mat(200, 0) == .white && mat(20, 255) == .black)
        #expect(mat(200, 0, of: 0) == .black)
    }

    @Test func `Images stand in the middle of their tiles, captions below`() {
        var drawing = Drawing(size: Size(width: 100, height: 100), background: .white)
        grid(4, columns: 2, caption: ["x"]).draw(at: Point(x: 10, y: 10), on: &drawing, theme: .light)
        let images = drawing.elements.compactMap { element in
            if case .image(_, let rect) = element { rect } else { nil }
        }
        #expect(images[0] == Rect(x: 12, y: 12, width: 20, height: 20))
        #expect(images[3] == Rect(x: 41, y: 56, width: 20, height: 20))
        #expect(drawing.texts.map(\.position.x) == [22, 51, 22, 51])
        #expect(drawing.textFaults(.fixed) == [])
    }
}
