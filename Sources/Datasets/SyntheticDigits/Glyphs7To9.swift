// The ways of writing 7, 8 and 9.

extension Glyph {
    static let sevens = [
        // A bar, then a slanting stem.
        Glyph(
            450,
            [.at(0.05, 0.08, to: 0.08, 0.02), .at(0.42, 0.06), .corner(0.78, 0.04), .at(0.58, 0.48), .at(0.42, 1.00)]),
        // The bar begins with a serif.
        Glyph(
            200,
            [
                .at(0.06, 0.26), .corner(0.12, 0.06), .at(0.42, 0.06), .corner(0.80, 0.03), .at(0.60, 0.48),
                .at(0.45, 1.00),
            ]),
        // The bar passes smoothly into the stem.
        Glyph(
            200,
            [
                .at(0.05, 0.18, to: 0.08, 0.08), .at(0.42, 0.03), .at(0.74, 0.12), .at(0.60, 0.50), .at(0.45, 1.00),
            ]),
        // Crossed.
        Glyph(
            150,
            [.at(0.08, 0.08), .at(0.42, 0.05), .corner(0.80, 0.03), .at(0.58, 0.48), .at(0.40, 1.00)],
            [.at(0.28, 0.54), .at(0.84, 0.48)]),
    ]

    static let eights = [
        // From the upper right, an S and back up.
        Glyph(
            500,
            [
                .at(0.70, 0.14), .at(0.44, 0.00), .at(0.18, 0.20), .at(0.46, 0.48), .at(0.74, 0.76), .at(0.42, 1.00),
                .at(0.12, 0.78), .at(0.42, 0.50), .at(0.72, 0.22), .at(0.62, 0.06, to: 0.78, 0.04),
            ]),
        // From the upper left in the other direction.
        Glyph(
            200,
            [
                .at(0.24, 0.10), .at(0.54, 0.00), .at(0.74, 0.20), .at(0.44, 0.50), .at(0.14, 0.78), .at(0.44, 1.00),
                .at(0.74, 0.78), .at(0.48, 0.50), .at(0.20, 0.24), .at(0.36, 0.03),
            ]),
        // Two rings, one on the other.
        Glyph(
            120,
            [
                .at(0.48, 0.00), .at(0.20, 0.24), .at(0.46, 0.48), .at(0.72, 0.24), .at(0.46, 0.00),
            ],
            [
                .at(0.46, 0.48), .at(0.12, 0.74), .at(0.44, 1.00), .at(0.78, 0.74), .at(0.48, 0.48),
            ]),
        // Open at the upper right.
        Glyph(
            150,
            [
                .at(0.80, 0.10), .at(0.46, 0.02), .at(0.20, 0.22), .at(0.46, 0.48), .at(0.66, 0.76), .at(0.38, 1.00),
                .at(0.14, 0.80), .at(0.42, 0.50), .at(0.84, 0.16),
            ]),
    ]

    static let nines = [
        // A round head and a straight or slightly bent stem.
        Glyph(
            450,
            [
                .at(0.74, 0.14), .at(0.42, 0.02), .at(0.12, 0.28), .at(0.34, 0.48), .at(0.68, 0.30),
                .corner(0.76, 0.08),
                .at(0.70, 0.50), .at(0.58, 1.00, to: 0.72, 1.00),
            ]),
        // The stem ends in a hook to the left.
        Glyph(
            200,
            [
                .at(0.72, 0.14), .at(0.42, 0.02), .at(0.14, 0.26), .at(0.36, 0.46), .at(0.70, 0.28),
                .corner(0.76, 0.10),
                .at(0.74, 0.60), .at(0.50, 0.98), .at(0.12, 0.92, to: 0.20, 0.84),
            ]),
        // The head is a ring, closed before the stem begins.
        Glyph(
            200,
            [
                .at(0.60, 0.02), .at(0.22, 0.12), .at(0.16, 0.40), .at(0.46, 0.46), .at(0.72, 0.22), .at(0.56, 0.01),
            ],
            [.at(0.74, 0.12), .at(0.66, 0.55), .at(0.50, 1.00)]),
        // In one sweep, the head passing into the stem without a point.
        Glyph(
            150,
            [
                .at(0.58, 0.30), .at(0.30, 0.46), .at(0.14, 0.22), .at(0.44, 0.00), .at(0.70, 0.18), .at(0.64, 0.55),
                .at(0.46, 1.00),
            ]),
    ]
}
