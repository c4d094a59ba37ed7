/// A simple pattern as a filter would show it: a straight edge, a line or a spot, of one angle, width and place.
///
/// Angles are whole multiples of 15 degrees, counter-clockwise from the right, y upwards. Only + - * / and square roots
/// are used, in a fixed order, so each value and each choice made from it have the same bits on every machine.
struct PatternTemplate {
    enum Shape: Equatable {
        case edge, line, spot
    }

    let shape: Shape
    /// In steps of 15 degrees: for an edge where its bright side lies, for a line the direction across it, 0..<12.
    let step: Int
    /// Row after row from the top; their mean is 0 and the sum of their squares 1.
    let values: [Double]

    /// Every template of a size. An edge's other direction and dark lines and spots are the same with their sign
    /// changed.
    static func all(rows: Int, columns: Int) -> [PatternTemplate] {
        let grid = FilterGrid(rows: rows, columns: columns)
        var templates: [PatternTemplate] = []
        func add(_ shape: Shape, _ step: Int, _ values: [Double]) {
            let mean = values.reduce(0, +) / Double(max(values.count, 1))
            let centered = values.map { $0 - mean }
            let norm = centered.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard norm > 1e-9 else { return }
            templates.append(PatternTemplate(shape: shape, step: step, values: centered.map { $0 / norm }))
        }
        for step in 0..<12 {
            let distances = grid.distances(across: step)
            for offset in [0, -0.5, 0.5, -1, 1] {
                for softness in [0.75, 1.5, 2.5] {
                    add(.edge, step, distances.map { min(max(($0 - offset) / softness, -1), 1) })
                }
            }
            for offset in [0, -0.5, 0.5] {
                for width in [1, 1.5, 2] { add(.line, step, distances.map { max(0, 1 - abs($0 - offset) / width) }) }
            }
        }
        for right in [0, -0.5, 0.5] {
            for up in [0, -0.5, 0.5] {
                let radii = grid.places.map { place in
                    ((place.x - right) * (place.x - right) + (place.y - up) * (place.y - up)).squareRoot()
                }
                for width in [1.5, 2, 2.5] { add(.spot, 0, radii.map { max(0, 1 - $0 / width) }) }
            }
        }
        return templates
    }
}

/// The places of a filter's weights around its center.
struct FilterGrid {
    /// x to the right, y upwards, row after row from the top.
    let places: [(x: Double, y: Double)]

    init(rows: Int, columns: Int) {
        places = (0..<rows * columns).map { index in
            (Double(index % columns) - Double(columns - 1) / 2, Double(rows - 1) / 2 - Double(index / columns))
        }
    }

    /// How far each place lies from the center in a direction, in steps of 15 degrees.
    func distances(across step: Int) -> [Double] {
        let (x, y) = (Self.cosine(step), Self.cosine(step + 18))
        return places.map { $0.x * x + $0.y * y }
    }

    /// The cosine of a multiple of 15 degrees.
    private static func cosine(_ step: Int) -> Double {
        let (sixth, second) = (6.0.squareRoot(), 2.0.squareRoot())
        let quarter = [1, (sixth + second) / 4, 3.0.squareRoot() / 2, second / 2, 0.5, (sixth - second) / 4, 0]
        let turn = step % 24
        switch turn {
        case ...6: return quarter[turn]
        case ...12: return -quarter[12 - turn]
        case ...18: return -quarter[turn - 12]
        default: return quarter[24 - turn]
        }
    }
}
