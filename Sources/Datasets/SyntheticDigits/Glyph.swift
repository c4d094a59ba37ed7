import TorchRandom

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

/// One way of writing a digit: strokes between which the pen is lifted, in the order of writing.
struct Glyph: Sendable {
    /// How many of a thousand writers of this digit write it so; only the ratio to the digit's other glyphs counts.
    let frequency: Float
    /// The knots of each stroke, at least two.
    let strokes: [[Knot]]

    init(_ frequency: Float, _ strokes: [Knot]...) {
        self.frequency = frequency
        self.strokes = strokes
    }

    /// The ways of writing each digit, 0 to 9.
    static let alphabet: [[Glyph]] = [
        zeros, ones, twos, threes, fours, fives, sixes, sevens, eights, nines,
    ]
}

extension Glyph {
    /// A way of writing `digit`, each as likely as it is frequent.
    static func choose(digit: Int, from generator: inout TorchGenerator) -> Glyph {
        let glyphs = alphabet[digit]
        let total = glyphs.reduce(0) { $0 + $1.frequency }
        var draw = generator.uniform(0, total)
        for glyph in glyphs.dropLast() {
            if draw < glyph.frequency { return glyph }
            draw -= glyph.frequency
        }
        return glyphs[glyphs.count - 1]
    }
}
