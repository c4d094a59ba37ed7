/// A point that the pen passes on its way, x to the right and y downwards, in heights of the digit: the top line is
/// y = 0, the base line y = 1.
///
/// A knot may lie anywhere between two places; where a hand puts it decides between two extremes of one way of
/// writing, such as the narrow and the wide loop of a 2. All knots of a glyph move together.
struct Knot: Sendable {
    let first: SIMD2<Float>
    let second: SIMD2<Float>
    /// Whether the pen changes direction here instead of passing smoothly.
    let isCorner: Bool

    /// A knot passed smoothly.
    static func at(_ x: Float, _ y: Float) -> Knot {
        at(x, y, to: x, y)
    }

    /// A knot passed smoothly somewhere between two places.
    static func at(_ x: Float, _ y: Float, to x2: Float, _ y2: Float) -> Knot {
        Knot(first: SIMD2(x, y), second: SIMD2(x2, y2), isCorner: false)
    }

    /// A knot where the pen turns sharply.
    static func corner(_ x: Float, _ y: Float) -> Knot {
        corner(x, y, to: x, y)
    }

    /// A knot where the pen turns sharply somewhere between two places.
    static func corner(_ x: Float, _ y: Float, to x2: Float, _ y2: Float) -> Knot {
        Knot(first: SIMD2(x, y), second: SIMD2(x2, y2), isCorner: true)
    }
}
