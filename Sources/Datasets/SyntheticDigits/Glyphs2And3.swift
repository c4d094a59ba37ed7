// The ways of writing 2 and 3.

extension Glyph {
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
        // A round head and a tall loop that rises to the middle; the foot is short and runs down from it.
        Glyph(
            150,
            [
                .at(0.10, 0.20, to: 0.20, 0.36), .at(0.46, 0.00), .at(0.80, 0.34, to: 0.84, 0.30), .at(0.58, 0.80),
                .at(0.22, 1.00), .at(0.04, 0.84, to: 0.04, 0.78), .at(0.28, 0.66, to: 0.34, 0.52),
                .at(0.62, 0.82), .at(0.86, 1.00, to: 1.00, 0.92),
            ]),
        // A steep neck like a swan's, a narrow head and a flat foot.
        Glyph(
            130,
            [
                .at(0.22, 0.18, to: 0.30, 0.10), .at(0.46, 0.00), .at(0.60, 0.18), .at(0.50, 0.55), .corner(0.28, 0.96),
                .at(0.55, 0.95), .at(0.82, 0.94, to: 1.05, 1.00),
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
        // Narrow and upright, with shallow bows.
        Glyph(
            110,
            [
                .at(0.24, 0.04, to: 0.18, 0.10), .at(0.50, 0.02), .at(0.58, 0.22), .at(0.40, 0.44),
                .corner(0.36, 0.46), .at(0.58, 0.56), .at(0.60, 0.80), .at(0.36, 1.00), .at(0.12, 0.98, to: 0.20, 0.92),
            ]),
        // A flat bow at the top and a wide open one below, which ends flat on the base line.
        Glyph(
            70,
            [
                .at(0.02, 0.10), .at(0.40, 0.02), .at(0.70, 0.10), .at(0.60, 0.30), .corner(0.28, 0.48),
                .at(0.64, 0.56),
                .at(0.76, 0.78), .at(0.50, 0.94), .at(0.00, 0.98),
            ]),
        // Wide and round, the upper bow as large as the lower one and starting far to the left.
        Glyph(
            110,
            [
                .at(0.00, 0.16, to: 0.06, 0.04), .at(0.42, 0.00), .at(0.80, 0.16, to: 0.84, 0.22), .at(0.54, 0.42),
                .corner(0.26, 0.50, to: 0.40, 0.48), .at(0.66, 0.54), .at(0.82, 0.76), .at(0.46, 1.00),
                .at(0.00, 0.92, to: 0.12, 1.00),
            ]),
        // A short lower bow that ends soon after its turn.
        Glyph(
            110,
            [
                .at(0.08, 0.08, to: 0.02, 0.14), .at(0.42, 0.00), .at(0.70, 0.14), .at(0.50, 0.38),
                .corner(0.34, 0.44), .at(0.60, 0.52), .at(0.64, 0.74), .at(0.44, 0.94), .at(0.22, 1.00, to: 0.34, 0.98),
            ]),
    ]
}
