/// How much hands, pens and digits differ.
///
/// Lengths are in heights of the digit unless pixels are named; a spread is the standard deviation of `bell()`, which
/// ends at three times as much. The values were found by comparing with MNIST's training images, never with its
/// test images: moments, ink and gray levels by measurement, the others by how well a network trained on synthetic
/// digits read them.
enum Variation {
    // MARK: The hand

    /// Slant as x over y, to the right on average, as most hands lean.
    static let slant: (mean: Float, spread: Float) = (0.15, 0.28)
    /// Turn of the whole digit, a spread, as the tangent of half the angle: 0.05 is nearly 6 degrees.
    static let rotation: Float = 0.05
    /// How far the width departs from the glyph's own: it is multiplied or divided by 1 plus two values of 0 to this,
    /// so by 1.26 in the middle and 1.52 at most.
    static let aspect: Float = 0.26
    /// Length of a curve's tangents relative to the chord: below 1 flattens bows, above 1 swells them. A quarter of a
    /// circle has 1.17.
    static let roundness: (lower: Float, upper: Float) = (0.80, 1.35)
    /// How far beyond the two places given for a knot a hand may go, as a part of their distance.
    static let excess: Float = 0.20
    /// Spread of each knot about its place, by an average hand. More than looks tidy: networks that saw only
    /// tidy digits misread real ones.
    static let jitter: Float = 0.064
    /// Spread of the first and the last knot of a stroke, which are placed with less care.
    static let endJitter: Float = 0.092
    /// Spread of a whole stroke about its place, since the pen was lifted before it.
    static let strokeShift: Float = 0.025
    /// How careless a hand is: a factor on the three spreads above.
    static let carelessness: (lower: Float, upper: Float) = (0.4, 1.6)
    /// Spread of each of the sixteen lattice points that bend the whole digit smoothly.
    static let distortion: Float = 0.085
    /// Largest displacement of each short piece of the path in x and in y: about a seventh of a pixel.
    static let tremor: Float = 0.008

    // MARK: The pen

    /// Half the width of the line in pixels of the finished image: the least, the most frequent and the greatest.
    static let penRadius: (narrow: Float, common: Float, wide: Float) = (0.5, 1.15, 2.4)
    /// Spread of the width along a stroke, as a part of it: the pressure on the pen.
    static let pressure: Float = 0.10
    /// Largest change of the width from one short piece of a stroke to the next, as a part of it.
    static let roughness: Float = 0.10
    /// Width in pixels of the rim over which ink fades, which gives MNIST's share of gray between black and white.
    static let softness: (lower: Float, upper: Float) = (1.1, 1.9)
}
