// The ways of writing 4, 5 and 6.

extension Glyph {
    static let fours = [
        // Open: an angle, then a stroke down through its arm.
        Glyph(
            380,
            [.at(0.18, 0.02), .at(0.14, 0.30), .corner(0.08, 0.55), .at(0.45, 0.54), .at(0.90, 0.50)],
            [.at(0.68, 0.05, to: 0.72, 0.00), .at(0.66, 0.50), .at(0.62, 1.00)]),
        // Open: a cup, then a stroke down at its right.
        Glyph(
            220,
            [.at(0.15, 0.03), .at(0.10, 0.35), .at(0.30, 0.54), .at(0.72, 0.42, to: 0.78, 0.50)],
            [.at(0.74, 0.00), .at(0.70, 0.45), .at(0.64, 1.00)]),
        // In one stroke: a cup, up again and down.
        Glyph(
            120,
            [
                .at(0.15, 0.05), .at(0.10, 0.38), .at(0.32, 0.54), .at(0.64, 0.38), .corner(0.74, 0.02),
                .at(0.68, 0.50), .at(0.62, 1.00),
            ]),
        // Closed: a slanting stroke, the arm, then the stem from the tip.
        Glyph(
            130,
            [.at(0.62, 0.00), .at(0.36, 0.35), .corner(0.05, 0.62), .at(0.45, 0.61), .at(0.95, 0.60)],
            [.at(0.62, 0.00, to: 0.66, 0.10), .at(0.61, 0.50), .at(0.60, 1.00)]),
        // Nearly closed at the top, the arms bent towards each other.
        Glyph(
            100,
            [.at(0.42, 0.00, to: 0.52, 0.02), .at(0.22, 0.28), .corner(0.06, 0.52), .at(0.45, 0.53), .at(0.80, 0.50)],
            [.at(0.70, 0.02), .at(0.66, 0.50), .at(0.60, 1.00)]),
    ]

    static let fives = [
        // Down, round the belly; then the bar at the top.
        Glyph(
            450,
            [
                .at(0.24, 0.04), .at(0.21, 0.25), .corner(0.16, 0.44), .at(0.46, 0.38), .at(0.76, 0.62),
                .at(0.50, 0.97), .at(0.05, 0.92, to: 0.08, 0.84),
            ],
            [.at(0.22, 0.04, to: 0.30, 0.06), .at(0.55, 0.03), .at(0.92, 0.00)]),
        // In one stroke from the end of the bar.
        Glyph(
            300,
            [
                .at(0.90, 0.00), .at(0.60, 0.03), .corner(0.28, 0.05), .at(0.24, 0.24), .corner(0.18, 0.42),
                .at(0.50, 0.40), .at(0.75, 0.65), .at(0.48, 0.98), .at(0.05, 0.94),
            ]),
        // In one stroke without corners, like an S.
        Glyph(
            150,
            [
                .at(0.88, 0.04), .at(0.45, 0.02), .at(0.22, 0.24), .at(0.46, 0.42), .at(0.74, 0.66),
                .at(0.48, 0.98), .at(0.05, 0.92),
            ]),
        // A small belly below a long straight descent.
        Glyph(
            100,
            [
                .at(0.95, -0.05), .corner(0.45, 0.04), .corner(0.22, 0.46), .at(0.50, 0.50), .at(0.62, 0.75),
                .at(0.35, 0.98), .at(0.02, 0.92),
            ]),
    ]

    static let sixes = [
        // A curved stem that rolls into a round bowl.
        Glyph(
            500,
            [
                .at(0.62, 0.00, to: 0.72, 0.04), .at(0.28, 0.32), .at(0.12, 0.72), .at(0.36, 0.99), .at(0.70, 0.80),
                .at(0.55, 0.54), .at(0.18, 0.72, to: 0.22, 0.84),
            ]),
        // A straight stem and a small bowl.
        Glyph(
            200,
            [
                .at(0.52, 0.00), .at(0.28, 0.40), .at(0.16, 0.78), .at(0.34, 0.98), .at(0.60, 0.82),
                .at(0.48, 0.62), .at(0.20, 0.80),
            ]),
        // A wide, flat bowl.
        Glyph(
            150,
            [
                .at(0.45, 0.00), .at(0.14, 0.36), .at(0.08, 0.76), .at(0.42, 0.98), .at(0.88, 0.78),
                .at(0.70, 0.54), .at(0.24, 0.74, to: 0.40, 0.86),
            ]),
        // The bowl left open.
        Glyph(
            80,
            [
                .at(0.60, 0.00), .at(0.22, 0.34), .at(0.12, 0.76), .at(0.42, 0.99), .at(0.74, 0.78),
                .at(0.62, 0.58), .at(0.40, 0.64),
            ]),
    ]
}
