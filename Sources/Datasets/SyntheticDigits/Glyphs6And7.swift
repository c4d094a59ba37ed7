// The ways of writing 6 and 7.

extension Glyph {
    static let sixes = [
        // A curved stem that rolls into a round bowl.
        Glyph(
            420,
            [
                .at(0.56, 0.00, to: 0.74, 0.04), .at(0.28, 0.32), .at(0.12, 0.72), .at(0.36, 0.99), .at(0.70, 0.80),
                .at(0.55, 0.54), .at(0.18, 0.72, to: 0.24, 0.86),
            ]),
        // A straight stem and a small, narrow bowl.
        Glyph(
            210,
            [
                .at(0.46, 0.00, to: 0.56, 0.00), .at(0.28, 0.40), .at(0.18, 0.78), .at(0.34, 0.98),
                .at(0.50, 0.82, to: 0.64, 0.82), .at(0.42, 0.64), .at(0.20, 0.82),
            ]),
        // A wide, flat bowl.
        Glyph(
            140,
            [
                .at(0.40, 0.00), .at(0.14, 0.36), .at(0.08, 0.76), .at(0.42, 0.98), .at(0.88, 0.78),
                .at(0.72, 0.54), .at(0.28, 0.74, to: 0.44, 0.88),
            ]),
        // The bowl left open.
        Glyph(
            80,
            [
                .at(0.60, 0.00), .at(0.22, 0.34), .at(0.12, 0.76), .at(0.42, 0.99), .at(0.74, 0.78),
                .at(0.62, 0.58), .at(0.40, 0.64),
            ]),
        // A steep stem far to the left and a bowl that begins with a turn on the base line.
        Glyph(
            110,
            [
                .at(0.30, 0.00, to: 0.44, 0.00), .at(0.14, 0.46), .at(0.16, 0.88), .at(0.46, 0.98), .at(0.84, 0.72),
                .at(0.72, 0.52), .at(0.50, 0.68), .at(0.44, 0.94, to: 0.36, 0.80),
            ]),
    ]

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
}
