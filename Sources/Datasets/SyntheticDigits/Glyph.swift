import RandomStreams

/// One way of writing a digit: strokes between which the pen is lifted, in the order of writing.
struct Glyph: Sendable {
    /// How often this digit is written so, relative to its other glyphs.
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
