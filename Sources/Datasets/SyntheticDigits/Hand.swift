import RandomStreams

/// One writer at one moment: how this digit is bent, slanted and turned, and with which pen it is written.
struct Hand {
    /// Where between the two places of its knots a glyph is written: 0 is the first, 1 the second.
    let blend: Float
    /// Length of tangents relative to the chord.
    let roundness: Float
    /// Factor on the jitter of knots.
    let carelessness: Float
    /// Half the width of the line in pixels.
    let penRadius: Float
    /// Width of the fading rim in pixels.
    let softness: Float
    /// Displacement of the 4x4 points of the lattice over the unit square, row by row.
    private let lattice: [SIMD2<Float>]
    /// Columns of the matrix that stretches, slants and turns.
    private let xAxis: SIMD2<Float>
    private let yAxis: SIMD2<Float>

    /// Draws a hand at random.
    init(from generator: inout TorchGenerator) {
        blend = generator.uniform(-Variation.excess, 1 + Variation.excess)
        roundness = generator.uniform(Variation.roundness.lower, Variation.roundness.upper)
        carelessness = generator.uniform(Variation.carelessness.lower, Variation.carelessness.upper)
        penRadius = Self.penRadius(from: &generator)
        softness = generator.uniform(Variation.softness.lower, Variation.softness.upper)
        lattice = (0..<16).map { _ in generator.bellPair() * Variation.distortion }
        let stretch = 1 + Variation.aspect * generator.uniform(0, 1) + Variation.aspect * generator.uniform(0, 1)
        let width = generator.random() & 1 == 0 ? stretch : 1 / stretch
        let slant = Variation.slant.mean + Variation.slant.spread * generator.bell()
        let turn = Rotation(halfTangent: Variation.rotation * generator.bell())
        xAxis = SIMD2(width * turn.cosine, width * turn.sine)
        yAxis = SIMD2(-slant * turn.cosine - turn.sine, turn.cosine - slant * turn.sine)
    }

    /// A width with a single peak at the common one, falling linearly to both sides (a triangular distribution).
    private static func penRadius(from generator: inout TorchGenerator) -> Float {
        let (narrow, common, wide) = Variation.penRadius
        let share = (common - narrow) / (wide - narrow)
        let draw = generator.uniform(0, 1)
        return draw < share
            ? narrow + (draw * (wide - narrow) * (common - narrow)).squareRoot()
            : wide - ((1 - draw) * (wide - narrow) * (wide - common)).squareRoot()
    }

    /// Where a point of the glyph comes to lie: bent by the lattice, then stretched, slanted and turned.
    ///
    /// The bending is a free-form deformation (Sederberg and Parry 1986): displacements of a 4x4 lattice, blended by
    /// the cubic Bernstein polynomials of x and y.
    func place(_ point: SIMD2<Float>) -> SIMD2<Float> {
        let horizontal = Self.bernstein(point.x)
        let vertical = Self.bernstein(point.y)
        var bent = point
        for row in 0..<4 {
            var sum = lattice[4 * row] * horizontal[0]
            for column in 1..<4 {
                sum += lattice[4 * row + column] * horizontal[column]
            }
            bent += sum * vertical[row]
        }
        return xAxis * bent.x + yAxis * bent.y
    }

    /// The four cubic Bernstein polynomials at `t`, held to the unit interval.
    private static func bernstein(_ t: Float) -> SIMD4<Float> {
        let t = min(max(t, 0), 1)
        let s = 1 - t
        return SIMD4(s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    }
}
