import Charts

/// How far pixels may be from those drawn anew where other versions of the libraries draw.
///
/// Letters are drawn as outlines without hinting, so little is left to versions: FreeType 2.12.1 and 2.13.2 (the latter
/// from the wheel freetype-py 2.5.1, put before Cairo 1.16.0) give the same bytes of all figures at 72 and at 300 dpi.
/// Small letters moved by a thirty-second of a pixel each way differ by less than 10 in the worst block at 50 dpi and more,
/// at 300 dpi by less than 2. A digit in place of another differs by at least 19 at 50 dpi, the least that commands draw,
/// and by at least 34 from 72 dpi on.
package struct FigureTolerance: Sendable, Equatable {
    /// The mean difference of all pixels, of 255.
    package var mean: Double
    /// The mean difference within any block, of 255.
    package var block: Double

    package init(mean: Double, block: Double) {
        (self.mean, self.block) = (mean, block)
    }

    package static let standard = FigureTolerance(mean: 0.25, block: 10)

    /// The side of a block in pixels: 16 at 300 dpi, about half a digit, and in proportion at others.
    package static func blockSide(dpi: Int) -> Int { max(dpi * 16 / 300, 3) }
}
