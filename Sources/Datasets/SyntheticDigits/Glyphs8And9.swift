// The ways of writing 8 and 9.

extension Glyph {
    static let eights = [
        // From the upper right, an S and back up; the lower ring narrow or wide.
        Glyph(
            330,
            [
                .at(0.72, 0.12, to: 0.66, 0.20), .at(0.44, 0.00), .at(0.14, 0.20, to: 0.22, 0.22), .at(0.44, 0.48),
                .at(0.58, 0.76, to: 0.78, 0.76), .at(0.38, 1.00), .at(0.20, 0.80, to: 0.08, 0.76),
                .at(0.44, 0.50), .at(0.76, 0.18, to: 0.68, 0.22), .at(0.60, 0.02, to: 0.56, 0.06),
            ]),
        // As before, but the way back up is straight and ends beyond the start, which stays apart.
        Glyph(
            330,
            [
                .at(0.70, 0.06, to: 0.60, 0.20), .at(0.40, 0.00, to: 0.40, 0.04), .at(0.12, 0.18, to: 0.20, 0.24),
                .at(0.40, 0.50), .at(0.60, 0.78, to: 0.72, 0.76), .at(0.34, 1.00), .at(0.16, 0.80, to: 0.10, 0.78),
                .at(0.40, 0.54), .at(0.86, 0.10, to: 0.80, 0.02),
            ]),
        // From the upper left in the other direction.
        Glyph(
            100,
            [
                .at(0.24, 0.10), .at(0.54, 0.00), .at(0.74, 0.20), .at(0.44, 0.50), .at(0.24, 0.78, to: 0.10, 0.76),
                .at(0.44, 1.00), .at(0.66, 0.78, to: 0.78, 0.78), .at(0.46, 0.50), .at(0.20, 0.24),
                .at(0.36, 0.03),
            ]),
        // From the waist: the upper ring, then the lower one.
        Glyph(
            90,
            [
                .at(0.46, 0.52), .at(0.16, 0.22), .at(0.46, 0.00), .at(0.74, 0.20), .at(0.46, 0.50),
                .at(0.22, 0.78, to: 0.10, 0.76), .at(0.44, 1.00), .at(0.68, 0.78, to: 0.80, 0.76), .at(0.42, 0.50),
            ]),
        // Two rings, one on the other.
        Glyph(
            70,
            [.at(0.48, 0.00), .at(0.20, 0.24), .at(0.46, 0.48), .at(0.72, 0.24), .at(0.46, 0.00)],
            [.at(0.46, 0.48), .at(0.12, 0.74), .at(0.44, 1.00), .at(0.78, 0.74), .at(0.48, 0.48)]),
        // A small upper ring left open, with a long beginning to the right.
        Glyph(
            80,
            [
                .at(0.90, 0.08, to: 1.00, 0.14), .at(0.46, 0.06), .at(0.18, 0.24), .at(0.44, 0.52), .at(0.60, 0.78),
                .at(0.34, 1.00), .at(0.16, 0.80), .at(0.46, 0.48), .at(0.66, 0.20, to: 0.72, 0.24),
            ]),
        // From the upper left without closing the top: the two ends stand apart like horns.
        Glyph(
            110,
            [
                .at(0.34, 0.00, to: 0.20, 0.06), .at(0.20, 0.22), .at(0.44, 0.50), .at(0.60, 0.78, to: 0.72, 0.76),
                .at(0.38, 1.00), .at(0.18, 0.80), .at(0.42, 0.52), .at(0.70, 0.20), .at(0.62, 0.00, to: 0.84, 0.00),
            ]),
        // From the base line: up through the waist, round the upper ring and down again, the feet apart.
        Glyph(
            70,
            [
                .at(0.18, 0.98, to: 0.36, 1.00), .at(0.20, 0.76), .at(0.46, 0.48), .at(0.70, 0.20), .at(0.44, 0.00),
                .at(0.20, 0.20), .at(0.42, 0.48), .at(0.66, 0.80), .at(0.66, 1.00, to: 0.50, 0.98),
            ]),
        // A tiny lower ring under a large upper one.
        Glyph(
            100,
            [
                .at(0.72, 0.10, to: 0.84, 0.06), .at(0.42, 0.00), .at(0.12, 0.24), .at(0.40, 0.54), .at(0.52, 0.82),
                .at(0.38, 1.00), .at(0.26, 0.82), .at(0.44, 0.58), .at(0.76, 0.24), .at(0.66, 0.04, to: 0.90, 0.04),
            ]),
        // Slender, with two narrow rings.
        Glyph(
            170,
            [
                .at(0.60, 0.12, to: 0.64, 0.08), .at(0.46, 0.00), .at(0.30, 0.20), .at(0.46, 0.48, to: 0.46, 0.56),
                .at(0.62, 0.78), .at(0.46, 1.00), .at(0.28, 0.78), .at(0.46, 0.52, to: 0.44, 0.60), .at(0.62, 0.20),
                .at(0.54, 0.03, to: 0.48, -0.02),
            ]),
    ]

    static let nines = [
        // A round head and a straight or slightly bent stem.
        Glyph(
            330,
            [
                .at(0.72, 0.12, to: 0.66, 0.04), .at(0.42, 0.02), .at(0.10, 0.30, to: 0.20, 0.26),
                .at(0.30, 0.46, to: 0.36, 0.38), .at(0.62, 0.30, to: 0.62, 0.22), .corner(0.76, 0.06, to: 0.70, 0.02),
                .at(0.70, 0.50), .at(0.56, 1.00, to: 0.74, 1.00),
            ]),
        // A narrow head, pointed at its top, on a slanting stem that curves away below.
        Glyph(
            160,
            [
                .at(0.66, 0.06), .at(0.36, 0.12, to: 0.28, 0.18), .at(0.14, 0.42), .at(0.36, 0.48), .at(0.64, 0.24),
                .at(0.70, 0.04), .at(0.62, 0.36), .at(0.44, 0.72, to: 0.52, 0.72), .at(0.28, 1.00, to: 0.48, 1.00),
            ]),
        // The stem ends in a hook to the left.
        Glyph(
            110,
            [
                .at(0.72, 0.14), .at(0.42, 0.02), .at(0.14, 0.26), .at(0.36, 0.46), .at(0.70, 0.28),
                .corner(0.76, 0.10), .at(0.74, 0.60), .at(0.50, 0.98), .at(0.12, 0.92, to: 0.20, 0.84),
            ]),
        // The head left open at the upper right; the stem begins lower or higher than the head.
        Glyph(
            150,
            [.at(0.60, 0.02, to: 0.82, 0.00), .at(0.22, 0.16), .at(0.16, 0.42), .at(0.46, 0.46), .at(0.72, 0.26)],
            [.at(0.74, 0.16, to: 0.70, 0.24), .at(0.66, 0.55), .at(0.52, 1.00)]),
        // In one sweep from the middle of the head, which passes into the stem without a point.
        Glyph(
            150,
            [
                .at(0.68, 0.34, to: 0.62, 0.22), .at(0.34, 0.48, to: 0.34, 0.40), .at(0.10, 0.26), .at(0.42, 0.00),
                .at(0.72, 0.18), .at(0.68, 0.55), .at(0.50, 1.00, to: 0.66, 1.00),
            ]),
        // A wide ring, the stem running down from its right.
        Glyph(
            100,
            [
                .at(0.82, 0.10), .at(0.46, 0.00), .at(0.06, 0.28), .at(0.32, 0.56), .at(0.74, 0.40), .at(0.84, 0.12),
                .at(0.84, 0.50), .at(0.82, 1.00, to: 0.92, 1.00),
            ]),
        // A large ring and a short stem.
        Glyph(
            90,
            [
                .at(0.74, 0.14, to: 0.66, 0.06), .at(0.42, 0.00), .at(0.10, 0.40), .at(0.30, 0.70, to: 0.34, 0.60),
                .at(0.66, 0.44), .at(0.78, 0.08), .at(0.78, 0.56), .at(0.74, 1.00, to: 0.86, 1.00),
            ]),
        // An open head like the beginning of an S, closed by the stem alone.
        Glyph(
            50,
            [
                .at(0.82, 0.02, to: 0.92, 0.04), .at(0.44, 0.08), .at(0.20, 0.30), .at(0.40, 0.46), .at(0.68, 0.40),
                .at(0.72, 0.60), .at(0.52, 1.00, to: 0.34, 1.00),
            ]),
        // A small flat head, wide and angular, on a long stem.
        Glyph(
            70,
            [
                .at(0.78, 0.06), .corner(0.24, 0.10, to: 0.30, 0.04), .at(0.16, 0.32), .at(0.40, 0.40), .at(0.74, 0.28),
                .corner(0.80, 0.08), .at(0.74, 0.54), .at(0.66, 1.00),
            ]),
    ]
}
