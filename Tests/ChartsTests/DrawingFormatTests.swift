import Charts
import Foundation
import Testing

@Suite struct DrawingFormatTests {
    private let red = Color(0xFF0000)

    /// 36 x 24 points: a red square from (6, 6) to (18, 18), a checked image at (20, 6), text below.
    private var drawing: Drawing {
        var drawing = Drawing(size: Size(width: 36, height: 24), background: Color(0x102030))
        drawing.fill(Path(rect: Rect(x: 6, y: 6, width: 12, height: 12)), red)
        let checks = Bitmap(
            width: 2, height: 2, levels: [0, 255, 255, 0], colors: ColorScale(domain: 0...1, colors: [.black, .white]))
        drawing.draw(checks, in: Rect(x: 20, y: 6, width: 12, height: 12))
        drawing.draw(Text("AB", style: TextStyle(size: 5, color: .white), at: Point(x: 1, y: 22)))
        return drawing
    }

    private func render(_ format: DrawingFormat, dpi: Int = 144) throws -> Data {
        try drawing.rendered(as: format, dpi: dpi, typeface: .dejaVuSans, named: "test")
    }

    @Test(arguments: [72, 144, 300, 600])
    func `A PNG has the pixels of its resolution and says so`(dpi: Int) throws {
        let png = try render(.png, dpi: dpi)
        let image = try PNG.decode(png, named: "test")
        #expect(image.width == (36 * dpi + 36) / 72)
        #expect(image.height == (24 * dpi + 36) / 72)
        let start = try #require(png.firstRange(of: Data("pHYs".utf8))).upperBound
        let pixelsPerMeter = png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        #expect(pixelsPerMeter == Int((Double(dpi) / 0.0254).rounded()))
        #expect(png[start + 8] == 1)
    }

    @Test func `Shapes and images stand where they belong, with sharp edges`() throws {
        let image = try PNG.decode(render(.png), named: "test")
        func color(_ x: Int, _ y: Int) -> [UInt8]? { image.pixel(x: x, y: y) }
        #expect(color(0, 0) == [0x10, 0x20, 0x30, 255])
        #expect(color(11, 12) == [0x10, 0x20, 0x30, 255])
        #expect(color(12, 12) == [255, 0, 0, 255])
        #expect(color(35, 35) == [255, 0, 0, 255])
        #expect(color(36, 35) == [0x10, 0x20, 0x30, 255])
        #expect(color(40, 12) == [0, 0, 0, 255])
        #expect(color(51, 23) == [0, 0, 0, 255])
        #expect(color(52, 12) == [255, 255, 255, 255])
        #expect(color(51, 24) == [255, 255, 255, 255])
        #expect(color(63, 35) == [0, 0, 0, 255])
    }

    @Test func `Text leaves ink in its box and nowhere else`() throws {
        let box = try TextMeasurer.installed(.dejaVuSans).box(of: drawing.texts[0])
        let image = try PNG.decode(render(.png, dpi: 288), named: "test")
        var (inside, outside) = (0, 0)
        for y in 80..<image.height {
            for x in 0..<image.width where image.pixel(x: x, y: y) != [0x10, 0x20, 0x30, 255] {
                let isInside = box.inset(by: -0.3).contains(
                    Rect(x: Double(x) / 4, y: Double(y) / 4, width: 0.25, height: 0.25))
                if isInside { inside += 1 } else { outside += 1 }
            }
        }
        #expect(inside > 50)
        #expect(outside == 0)
    }

    /// A dash longer than the line, which keeps Cairo from drawing it in pieces, leaves it as it is.
    @Test func `A line of thousands of steps looks the same drawn in pieces`() throws {
        let points = (0..<2_400).map { Point(x: 4 + Double($0) * 0.05, y: 40 + 30 * sin(Double($0 * $0))) }
        func image(dashes: [Double]) throws -> Bitmap {
            var drawing = Drawing(size: Size(width: 128, height: 80), background: .white)
            drawing.stroke(Path(through: points), Stroke(color: red, width: 0.5, dashes: dashes))
            drawing.stroke(
                Path(through: points.map { Point(x: $0.x, y: 70 + $0.y / 16) }),
                Stroke(color: .black, width: 2, dashes: dashes))
            return try PNG.decode(
                drawing.rendered(as: .png, dpi: 300, typeface: .dejaVuSans, named: "line"), named: "line")
        }
        let whole = try image(dashes: [1e9, 1])
        let difference = try #require(image(dashes: []).difference(from: whole, blockSide: 16))
        #expect(difference.mean < 1)
        #expect(difference.largestBlock < 20)
        #expect(whole.pixels.contains(0))
    }

    @Test func `Many colors are brought down to a palette without visible change`() throws {
        var drawing = Drawing(size: Size(width: 72, height: 72), background: .white)
        let levels = (0..<64 * 64).map { UInt8(truncatingIfNeeded: $0 % 64 * 4) }
        drawing.draw(
            Bitmap(width: 64, height: 64, levels: levels, colors: ColorScale(domain: 0...1, colors: Theme.light.glow)),
            in: Rect(x: 4, y: 4, width: 64, height: 64))
        for index in 0..<40 {
            let color = Color(red: UInt8(index * 6), green: 90, blue: UInt8(255 - index * 6))
            drawing.line(
                from: Point(x: 2, y: 3), to: Point(x: 70, y: Double(index) * 1.7), Stroke(color: color, width: 0.3))
        }
        let png = try drawing.rendered(as: .png, dpi: 288, typeface: .dejaVuSans, named: "test")
        let image = try PNG.decode(png, named: "test")
        let colors = Set((0..<image.width * image.height).map { image.pixels[$0 * 4..<$0 * 4 + 3].map { $0 } })
        #expect(colors.count > 150)
        #expect(colors.count <= 256)
        // The image's column 40, untouched by the lines near its lower end, keeps its color exactly.
        let expected = ColorScale(domain: 0...1, colors: Theme.light.glow).color(of: 160.0 / 255)
        #expect(image.pixel(x: (4 + 40) * 4 + 2, y: 71 * 4 - 14) == [expected.red, expected.green, expected.blue, 255])
    }

    @Test(arguments: DrawingFormat.allCases)
    func `Each format has the same bytes every time`(format: DrawingFormat) throws {
        let first = try render(format)
        _ = try render(.svg)
        #expect(try render(format) == first)
    }

    @Test func `SVG has shapes, numbered identifiers and no reference into the void`() throws {
        let svg = String(decoding: try render(.svg), as: UTF8.self)
        #expect(svg.hasPrefix("<?xml"))
        #expect(svg.contains("viewBox=\"0 0 36 24\""))
        let pieces = svg.split(separator: "\"", omittingEmptySubsequences: false)
        let identifiers = pieces.indices.dropFirst().filter { pieces[$0 - 1].hasSuffix(" id=") }.map { pieces[$0] }
        #expect(!identifiers.isEmpty)
        #expect(identifiers == (1...identifiers.count).map { "i\($0)" })
        let references = pieces.filter { $0.hasPrefix("#") }.map { $0.dropFirst() }
        #expect(!references.isEmpty)
        #expect(Set(references).isSubset(of: Set(identifiers)))
    }

    @Test func `PDF has the date that every PDF has`() throws {
        let pdf = try render(.pdf)
        #expect(pdf.starts(with: Data("%PDF-".utf8)))
        #expect(pdf.range(of: Data("20000101000000".utf8)) != nil)
    }

    @Test(arguments: [-1, 0, 35, 601, Int.max])
    func `A resolution outside what is drawn is refused`(dpi: Int) {
        #expect(throws: ChartError.invalidResolution(dpi: dpi, allowed: 36...600, making: "test")) {
            try render(.png, dpi: dpi)
        }
    }

    @Test func `A drawing too large for an image is refused with its size`() {
        let wide = Drawing(size: Size(width: 30_000, height: 10), background: .white)
        #expect(throws: ChartError.invalidSize(width: 125_000, height: 42, largest: 32767, making: "wide.png")) {
            try wide.rendered(as: .png, dpi: 300, typeface: .dejaVuSans, named: "wide.png")
        }
        let empty = Drawing(size: Size(width: 0, height: .nan), background: .white)
        #expect(throws: ChartError.self) {
            try empty.rendered(as: .png, dpi: 300, typeface: .dejaVuSans, named: "empty.png")
        }
    }

    @Test func `What Cairo cannot draw becomes an error that names the drawing`() {
        var drawing = drawing
        drawing.stroke(
            Path(through: [Point(x: 0, y: 0), Point(x: 9, y: 9)]), Stroke(color: red, width: 1, dashes: [-1]))
        #expect(
            throws: ChartError.cairo(status: "invalid value for a dash setting", making: "dashes.svg")
        ) {
            try drawing.rendered(as: .svg, dpi: 72, typeface: .dejaVuSans, named: "dashes.svg")
        }
    }
}
