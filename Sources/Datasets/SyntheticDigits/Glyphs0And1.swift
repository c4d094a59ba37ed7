// The ways of writing 0 and 1.

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
        // Gone round more than once, so that a second line runs inside.
        Glyph(
            50,
            [
                .at(0.62, 0.14), .at(0.30, 0.10), .at(0.10, 0.50), .at(0.32, 0.94), .at(0.74, 0.82), .at(0.88, 0.38),
                .at(0.62, 0.02), .at(0.34, 0.10), .at(0.22, 0.40), .at(0.26, 0.62, to: 0.40, 0.78),
            ]),
        // Begun above the ring, which the end crosses on its way inside.
        Glyph(
            40,
            [
                .at(0.62, -0.12, to: 0.50, -0.04), .at(0.26, 0.14), .at(0.08, 0.56), .at(0.36, 0.98), .at(0.76, 0.82),
                .at(0.86, 0.36), .at(0.60, 0.06), .at(0.26, 0.14, to: 0.34, 0.26),
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
}
