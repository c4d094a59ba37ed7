import Charts
import Foundation
import Testing

@Suite struct PNGTests {
    private func png() throws -> Data {
        var drawing = Drawing(size: Size(width: 20, height: 10), background: .white)
        drawing.fill(Path(rect: Rect(x: 0, y: 0, width: 10, height: 10)), Color(0x336699))
        return try drawing.rendered(as: .png, dpi: 72, typeface: .dejaVuSans, named: "test")
    }

    @Test func `A file is read back as it was drawn`() throws {
        let image = try PNG.decode(png(), named: "test")
        #expect(image.width == 20)
        #expect(image.height == 10)
        #expect(image.pixel(x: 9, y: 5) == [0x33, 0x66, 0x99, 255])
        #expect(image.pixel(x: 10, y: 5) == [255, 255, 255, 255])
    }

    /// Rows of colors, of which some follow each other and some come twice in one row.
    @Test func `An image of few colors is read back exactly, whatever its rows`() throws {
        let rows: [[Int]] = [[0, 1, 2, 3], [0, 1, 2, 3], [0, 0, 0, 3], [4, 4, 4, 4], [4, 4, 4, 4], [0, 1, 2, 3]]
        let pixels = (0..<50).flatMap { block in
            rows.flatMap { row in
                row.flatMap { column -> [UInt8] in
                    let color = block * 5 + column
                    return [UInt8(color), UInt8(color * 37 & 255), UInt8(255 - color), 255]
                }
            }
        }
        let image = Bitmap(width: 4, height: 300, pixels: pixels)
        var drawing = Drawing(size: Size(width: 4, height: 300), background: .white)
        drawing.draw(image, in: Rect(x: 0, y: 0, width: 4, height: 300))
        let file = try drawing.rendered(as: .png, dpi: 72, typeface: .dejaVuSans, named: "test")
        #expect(try PNG.decode(file, named: "test") == image)
    }

    /// Made with Pillow 13.0: Image.new('RGBA', (2, 1)), pixels (200, 100, 50, 128) and (1, 2, 3, 0).
    @Test func `Transparency of other programs' files is kept`() throws {
        let file =
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR4nGM4kWLUwMjEzAAADMEB5QoBbtgAAAAASUVORK5CYII="
        let image = try PNG.decode(#require(Data(base64Encoded: file)), named: "test")
        let pixel = try #require(image.pixel(x: 0, y: 0))
        #expect(pixel == [200, 100, 50, 128])
        #expect(image.pixel(x: 1, y: 0) == [1, 2, 3, 0])
    }

    @Test(arguments: [Data(), Data("GIF89a".utf8), Data(repeating: 0, count: 100)])
    func `Anything else is not a PNG`(bytes: Data) {
        #expect(throws: ChartError.notPNG(name: "a.png", bytes: bytes.count)) {
            try PNG.decode(bytes, named: "a.png")
        }
    }

    @Test func `A file cut anywhere is an error, not a crash`() throws {
        let png = try png()
        for length in 0..<png.count - 12 {
            #expect(throws: ChartError.self) { try PNG.decode(png.prefix(length), named: "a.png") }
        }
    }

    @Test func `A file with any byte changed is read or refused, never a crash`() throws {
        let png = try png()
        var refused = 0
        for index in png.indices {
            for value: UInt8 in [0, 0x7F, 0xFF] {
                var changed = png
                changed[index] = value
                do { _ = try PNG.decode(changed, named: "a.png") } catch { refused += 1 }
            }
        }
        #expect(refused > png.count)
    }

    @Test func `A header that claims gigabytes is refused before they are asked for`() throws {
        var png = try png()
        png.replaceSubrange(16..<24, with: [0, 1, 0, 0, 0, 1, 0, 0])
        // zlib.crc32(png[12:29]) of Python
        png.replaceSubrange(29..<33, with: [0x5B, 0x5A, 0xC0, 0xD1])
        #expect(
            throws: ChartError.tooManyPixels(width: 65536, height: 65536, limit: PNG.pixelLimit, name: "a.png")
        ) { try PNG.decode(png, named: "a.png") }
        png.replaceSubrange(16..<24, with: [UInt8](repeating: 0xFF, count: 8))
        #expect(throws: ChartError.self) { try PNG.decode(png, named: "a.png") }
    }

    @Test func `A slice of other data is read as a file of its own`() throws {
        let padded = Data([1, 2, 3]) + (try png())
        #expect(try PNG.decode(padded.dropFirst(3), named: "a.png").width == 20)
    }
}
