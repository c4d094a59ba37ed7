/// How much hands, pens and digits differ. Lengths are in heights of the digit unless a pixel is named; a spread is a
/// standard deviation. All values were fitted by eye and by count to MNIST's training images; its test images
/// were not looked at.
enum Variation {
    // MARK: The hand

    /// Slant to the right, as x over y, and its spread: most hands lean a little to the right.
    static let slant: (mean: Float, spread: Float) = (0.12, 0.24)
    /// Turn of the whole digit, as the tangent of half the angle; 0.05 is nearly 6 degrees.
    static let rotation: Float = 0.05
    /// Width over height relative to the glyph's own, as a factor either way: 1.2 makes widths from 1/1.7 to 1.7.
    static let aspect: Float = 0.20
    /// Length of a curve's tangents relative to the chord: below 1 flattens bows, above 1 swells them;
    /// 1.17 would draw a quarter of a circle exactly.
    static let roundness: (lower: Float, upper: Float) = (0.80, 1.35)
    /// How far beyond the two places given for a knot a hand may go, as a part of their distance.
    static let excess: Float = 0.20
    /// Spread of each knot about its place for an average hand.
    static let jitter: Float = 0.045
    /// Spread of a stroke's ends about their place, which are written with less care.
    static let endJitter: Float = 0.07
    /// Care of a hand, a factor on both jitters.
    static let carelessness: (lower: Float, upper: Float) = (0.4, 1.6)
    /// Spread of a stroke's place where the pen is lifted between strokes.
    static let strokeShift: Float = 0.025
    /// Spread of the sixteen points of the lattice that bends the whole digit smoothly.
    static let distortion: Float = 0.10

    // MARK: The pen

    /// Half the width of the line, in pixels of the finished image: narrowest, widest, and the most common one.
    static let penRadius: (narrow: Float, common: Float, wide: Float) = (0.5, 1.2, 2.3)
    /// Spread of the width along a stroke, as a part of it.
    static let pressure: Float = 0.10
    /// Width in pixels of the rim in which ink fades from full to none, from the sharpest to the softest.
    static let softness: (lower: Float, upper: Float) = (0.9, 1.5)
}
