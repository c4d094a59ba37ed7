// The ways of writing 4 and 5.

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
            330,
            [
                .at(0.24, 0.04, to: 0.30, 0.06), .at(0.21, 0.25), .corner(0.18, 0.42, to: 0.12, 0.48), .at(0.46, 0.36),
                .at(0.72, 0.60, to: 0.80, 0.66), .at(0.48, 0.97), .at(0.02, 0.86, to: 0.10, 0.98),
            ],
            [.at(0.22, 0.04, to: 0.30, 0.06), .at(0.55, 0.03), .at(0.84, 0.04, to: 1.00, -0.06)]),
        // In one stroke from the end of the bar.
        Glyph(
            280,
            [
                .at(0.82, 0.04, to: 1.00, -0.05), .at(0.60, 0.03), .corner(0.28, 0.05, to: 0.34, 0.08), .at(0.24, 0.24),
                .corner(0.20, 0.42, to: 0.12, 0.46), .at(0.50, 0.38), .at(0.75, 0.65), .at(0.48, 0.98),
                .at(0.02, 0.86, to: 0.08, 0.98),
            ]),
        // In one stroke without corners, like an S.
        Glyph(
            140,
            [
                .at(0.82, 0.06, to: 0.94, 0.00), .at(0.45, 0.02), .at(0.22, 0.24, to: 0.26, 0.28), .at(0.46, 0.42),
                .at(0.74, 0.66), .at(0.48, 0.98), .at(0.05, 0.92),
            ]),
        // A long bar and a straight descent slanting back to a small belly.
        Glyph(
            120,
            [
                .at(0.95, -0.05, to: 1.15, -0.02), .corner(0.45, 0.06), .corner(0.22, 0.46), .at(0.50, 0.48),
                .at(0.62, 0.72), .at(0.35, 0.98), .at(0.02, 0.90),
            ]),
        // The belly hangs open: it ends soon after its turn.
        Glyph(
            130,
            [
                .at(0.80, 0.04, to: 0.95, 0.00), .corner(0.30, 0.06, to: 0.36, 0.04),
                .corner(0.14, 0.44, to: 0.20, 0.50),
                .at(0.52, 0.44), .at(0.68, 0.66), .at(0.52, 0.92), .at(0.24, 1.00, to: 0.36, 1.00),
            ]),
    ]
}
