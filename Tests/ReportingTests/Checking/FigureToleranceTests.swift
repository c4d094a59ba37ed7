import Charts
import Reporting
import Testing

@Suite struct FigureToleranceTests {
    /// Digits in the small text of figures, each by itself, moved by so many pixels.
    private func digits(dpi: Int, movedBy pixels: Double = 0) throws -> [Bitmap] {
        let theme = Theme.light
        return try (0...9).map { digit in
            var drawing = Drawing(size: Size(width: 24, height: 18), background: theme.background)
            let shift = pixels * 72 / Double(dpi)
            drawing.draw(Text("\(digit)", style: theme.small, at: Point(x: 8.3 + shift, y: 13.7 + shift)))
            let file = try drawing.rendered(as: .png, dpi: dpi, typeface: theme.typeface, named: "a digit")
            return try PNG.decode(file, named: "a digit")
        }
    }

    private func block(_ one: Bitmap, _ other: Bitmap, dpi: Int) -> Double {
        one.difference(from: other, blockSide: FigureTolerance.blockSide(dpi: dpi))?.largestBlock ?? 255
    }

    @Test(arguments: [50, 72, 100, 150, 300])
    func `No digit passes for another, and letters may move by a thirty-second of a pixel`(dpi: Int) throws {
        let plain = try digits(dpi: dpi)
        let moved = try digits(dpi: dpi, movedBy: 1.0 / 32)
        for one in 0...9 {
            #expect(block(plain[one], moved[one], dpi: dpi) < FigureTolerance.standard.block)
            for other in 0..<one {
                let difference = block(plain[one], plain[other], dpi: dpi)
                #expect(difference > FigureTolerance.standard.block, "\(one) and \(other)")
            }
        }
    }
}
