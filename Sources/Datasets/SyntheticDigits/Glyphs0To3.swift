// The ways of writing 0, 1, 2 and 3.

extension Glyph {
    static let zeros = [
        // Anticlockwise from the top; the end stops short of the start or runs past it.
        Glyph(
            550,
            [
                .at(0.55, 0.00), .at(0.20, 0.18), .at(0.08, 0.60), .at(0.35, 0.98), .at(0.72, 0.85), .at(0.88, 0.42),
                .at(0.75, 0.08), .at(0.50, 0.00, to: 0.30, 0.08),
            ]),
        // Anticlockwise from the upper right, closing with a hook that ends inside or above.
        Glyph(
            200,
            [
                .at(0.68, 0.08), .at(0.35, 0.05), .at(0.10, 0.45), .at(0.22, 0.92), .at(0.60, 0.95), .at(0.88, 0.55),
                .at(0.80, 0.15), .at(0.55, 0.02, to: 0.50, 0.16), .at(0.35, -0.06, to: 0.42, 0.30),
            ]),
        // Clockwise from the upper left.
        Glyph(
            150,
            [
                .at(0.30, 0.08), .at(0.65, 0.02), .at(0.90, 0.40), .at(0.75, 0.88), .at(0.38, 0.98), .at(0.10, 0.60),
                .at(0.20, 0.18), .at(0.45, 0.00, to: 0.60, 0.06),
            ]),
        // Left open at the top.
        Glyph(
            60,
            [
                .at(0.40, 0.03), .at(0.12, 0.40), .at(0.22, 0.90), .at(0.60, 0.95), .at(0.86, 0.55), .at(0.75, 0.16),
                .at(0.62, 0.02),
            ]),
    ]

    static let ones = [
        // A single stroke down, straight or slightly bent.
        Glyph(760, [.at(0.50, 0.00), .at(0.46, 0.50, to: 0.54, 0.50), .at(0.50, 1.00)]),
        // With a flag at the top.
        Glyph(
            130,
            [.at(0.28, 0.26, to: 0.40, 0.12), .corner(0.52, 0.00), .at(0.51, 0.50), .at(0.50, 1.00)]),
        // With a flag and a foot.
        Glyph(
            60,
            [.at(0.25, 0.22, to: 0.38, 0.12), .corner(0.52, 0.00), .at(0.50, 1.00)],
            [.at(0.15, 1.00), .at(0.85, 0.99)]),
        // With a foot only.
        Glyph(15, [.at(0.50, 0.00), .at(0.50, 1.00)], [.at(0.25, 1.00), .at(0.75, 1.00)]),
    ]

    static let twos = [
        // Round head, a sharp turn at the base line, straight or wavy foot.
        Glyph(
            330,
            [
                .at(0.12, 0.28, to: 0.08, 0.10), .at(0.40, 0.00), .at(0.72, 0.16, to: 0.82, 0.28),
                .at(0.52, 0.60, to: 0.60, 0.56), .corner(0.05, 0.98), .at(0.50, 0.98, to: 0.45, 0.88),
                .at(0.92, 0.90, to: 1.00, 1.02),
            ]),
        // A loop where the foot begins, flat or tall.
        Glyph(
            340,
            [
                .at(0.16, 0.34, to: 0.18, 0.10), .at(0.48, 0.00), .at(0.74, 0.22, to: 0.78, 0.30), .at(0.54, 0.70),
                .at(0.22, 0.97), .at(0.04, 0.90, to: 0.00, 0.84), .at(0.20, 0.78, to: 0.24, 0.64),
                .at(0.54, 0.88), .at(0.98, 1.02, to: 1.08, 0.80),
            ]),
        // A curl at the head, which hangs far over to the left, and a loop below.
        Glyph(
            110,
            [
                .at(0.24, 0.46), .at(0.12, 0.24), .at(0.44, 0.00), .at(0.76, 0.26, to: 0.84, 0.36), .at(0.60, 0.72),
                .at(0.24, 0.96), .at(0.06, 0.86), .at(0.26, 0.74), .at(0.60, 0.90), .at(0.95, 0.96, to: 1.05, 0.88),
            ]),
        // A flat head with a corner, like a Z.
        Glyph(
            90,
            [
                .at(0.08, 0.10), .at(0.45, 0.02), .corner(0.78, 0.06), .at(0.42, 0.55), .corner(0.05, 0.97),
                .at(0.50, 0.94), .at(0.92, 0.97),
            ]),
        // A rounded turn into the foot.
        Glyph(
            110,
            [
                .at(0.10, 0.22), .at(0.42, 0.00), .at(0.76, 0.22), .at(0.50, 0.60), .at(0.12, 0.90),
                .at(0.30, 0.97), .at(0.92, 0.90, to: 0.98, 1.04),
            ]),
        // A long flat foot below a small head.
        Glyph(
            60,
            [
                .at(0.20, 0.30), .at(0.45, 0.12), .at(0.62, 0.30), .at(0.40, 0.66), .corner(0.02, 0.94),
                .at(0.60, 0.90), .at(1.20, 0.84, to: 1.30, 0.98),
            ]),
    ]

    static let threes = [
        // Two round bows that meet in a point.
        Glyph(
            420,
            [
                .at(0.10, 0.18, to: 0.15, 0.04), .at(0.45, 0.00), .at(0.66, 0.18, to: 0.78, 0.20), .at(0.52, 0.42),
                .corner(0.22, 0.46, to: 0.42, 0.46), .at(0.62, 0.50), .at(0.72, 0.72, to: 0.84, 0.72),
                .at(0.46, 1.00), .at(0.02, 0.86, to: 0.10, 1.00),
            ]),
        // The bows pass into each other without a point.
        Glyph(
            190,
            [
                .at(0.12, 0.14, to: 0.10, 0.06), .at(0.46, 0.00), .at(0.70, 0.20), .at(0.42, 0.46, to: 0.50, 0.44),
                .at(0.66, 0.54), .at(0.78, 0.75), .at(0.45, 1.00), .at(0.00, 0.88, to: 0.08, 0.98),
            ]),
        // A small loop between the bows.
        Glyph(
            160,
            [
                .at(0.12, 0.16, to: 0.10, 0.06), .at(0.45, 0.00), .at(0.72, 0.16), .at(0.50, 0.44),
                .at(0.28, 0.50), .at(0.34, 0.40), .at(0.62, 0.52), .at(0.76, 0.76), .at(0.42, 1.00),
                .at(0.00, 0.86, to: 0.06, 0.98),
            ]),
        // A flat top and a slanting stroke to the middle.
        Glyph(
            90,
            [
                .at(0.10, 0.03), .corner(0.75, 0.03), .corner(0.38, 0.40), .at(0.68, 0.50), .at(0.78, 0.74),
                .at(0.45, 1.00), .at(0.05, 0.92),
            ]),
        // Long lower end drawn far to the left, the upper bow small.
        Glyph(
            110,
            [
                .at(0.24, 0.14), .at(0.50, 0.00), .at(0.70, 0.14), .at(0.52, 0.36), .corner(0.34, 0.42),
                .at(0.66, 0.50),
                .at(0.70, 0.72), .at(0.40, 0.96), .at(-0.15, 0.98, to: -0.10, 0.86),
            ]),
    ]
}
