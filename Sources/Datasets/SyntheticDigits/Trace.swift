import RandomStreams

/// The path of the pen over the paper: short straight segments, each with the pen's width at both ends.
///
/// Its buffers are kept from digit to digit, so that writing another allocates nothing.
struct Trace {
    /// A point of the path, in heights of the digit, and how wide the line is there relative to the pen.
    struct Point {
        var position: SIMD2<Float>
        var pressure: Float
    }

    /// The points of all strokes, one stroke after the other.
    private(set) var points: [Point] = []
    /// Whether the pen is down between a point and the one before it.
    private(set) var isDrawn: [Bool] = []
    /// The places that the pen passes between touching the paper and leaving it.
    var strokes: [[SIMD2<Float>]] {
        zip(points, isDrawn).reduce(into: []) { strokes, point in
            if !point.1 { strokes.append([]) }
            strokes[strokes.count - 1].append(point.0.position)
        }
    }
    /// The knots of the stroke in hand, each where this hand puts it.
    private var knots: [Point] = []
    private var isCorner: [Bool] = []

    /// The longest segment in heights of the digit: a pixel of the finished image.
    private static let step: Float = 0.05

    /// Replaces the path by that of `glyph` as `hand` writes it.
    mutating func write(_ glyph: Glyph, by hand: Hand, from generator: inout TorchGenerator) {
        points.removeAll(keepingCapacity: true)
        isDrawn.removeAll(keepingCapacity: true)
        for stroke in glyph.strokes {
            scatter(stroke, by: hand, from: &generator)
            join(by: hand, from: &generator)
        }
    }

    /// Puts the knots of a stroke where the hand happens to put them.
    private mutating func scatter(_ stroke: [Knot], by hand: Hand, from generator: inout TorchGenerator) {
        knots.removeAll(keepingCapacity: true)
        isCorner.removeAll(keepingCapacity: true)
        let shift = generator.bellPair() * (Variation.strokeShift * hand.carelessness)
        for (index, knot) in stroke.enumerated() {
            let isEnd = index == 0 || index == stroke.count - 1
            let spread = (isEnd ? Variation.endJitter : Variation.jitter) * hand.carelessness
            let place = knot.first + (knot.second - knot.first) * hand.blend
            let position = place + shift + generator.bellPair() * spread
            knots.append(Point(position: position, pressure: 1 + Variation.pressure * generator.bell()))
            isCorner.append(knot.isCorner || isEnd)
        }
    }

    /// Joins the knots of a stroke by a smooth curve (a cubic Hermite spline), cut into segments and put on the paper.
    private mutating func join(by hand: Hand, from generator: inout TorchGenerator) {
        append(knots[0], isDrawn: false, by: hand, from: &generator)
        for index in 0..<knots.count - 1 {
            let start = knots[index]
            let end = knots[index + 1]
            let chord = end.position - start.position
            let length = Self.length(chord)
            let (departure, arrival) = directions(ofSpan: index)
            let reach = length * hand.roundness
            let segments = Int(length / Self.step) + 2
            for segment in 1...segments {
                let t = Float(segment) / Float(segments)
                let position = Self.hermite(
                    t, from: start.position, departure * reach, to: end.position, arrival * reach)
                let pressure = start.pressure + (end.pressure - start.pressure) * t
                append(Point(position: position, pressure: pressure), isDrawn: true, by: hand, from: &generator)
            }
        }
    }

    /// Puts a point on the paper, with the unsteadiness of the hand and the roughness of pen and paper.
    private mutating func append(
        _ point: Point, isDrawn drawn: Bool, by hand: Hand, from generator: inout TorchGenerator
    ) {
        let tremor = SIMD2(
            generator.uniform(-Variation.tremor, Variation.tremor),
            generator.uniform(-Variation.tremor, Variation.tremor))
        let roughness = 1 + generator.uniform(-Variation.roughness, Variation.roughness)
        points.append(Point(position: hand.place(point.position) + tremor, pressure: point.pressure * roughness))
        isDrawn.append(drawn)
    }

    /// The unit directions in which the pen leaves knot `span` and arrives at the next.
    ///
    /// Where only one of them is given by neighbors, the other mirrors it, as on an arc of a circle; between two
    /// corners the pen goes straight.
    private func directions(ofSpan span: Int) -> (SIMD2<Float>, SIMD2<Float>) {
        let chord = Self.unit(knots[span + 1].position - knots[span].position)
        switch (isCorner[span], isCorner[span + 1]) {
        case (true, true): return (chord, chord)
        case (true, false):
            let arrival = direction(through: span + 1)
            return (Self.mirror(arrival, at: chord), arrival)
        case (false, true):
            let departure = direction(through: span)
            return (departure, Self.mirror(departure, at: chord))
        case (false, false): return (direction(through: span), direction(through: span + 1))
        }
    }

    /// The direction at a smooth knot: that of the parabola through it and its neighbors, each as far away in time
    /// as in space.
    private func direction(through knot: Int) -> SIMD2<Float> {
        let before = knots[knot].position - knots[knot - 1].position
        let after = knots[knot + 1].position - knots[knot].position
        let weighted = before * Self.squaredLength(after) + after * Self.squaredLength(before)
        return Self.unit(weighted)
    }

    /// The cubic that leaves `start` with velocity `departure` at t = 0 and arrives at `end` with `arrival` at t = 1.
    private static func hermite(
        _ t: Float, from start: SIMD2<Float>, _ departure: SIMD2<Float>, to end: SIMD2<Float>, _ arrival: SIMD2<Float>
    ) -> SIMD2<Float> {
        let s = 1 - t
        let startShare = s * s * (1 + 2 * t)
        let endShare = t * t * (3 - 2 * t)
        return start * startShare + departure * (s * s * t) + end * endShare - arrival * (t * t * s)
    }

    private static func mirror(_ direction: SIMD2<Float>, at axis: SIMD2<Float>) -> SIMD2<Float> {
        axis * (2 * (direction.x * axis.x + direction.y * axis.y)) - direction
    }

    /// `vector` at length 1; zero stays zero.
    private static func unit(_ vector: SIMD2<Float>) -> SIMD2<Float> {
        vector / max(length(vector), .leastNormalMagnitude)
    }

    private static func length(_ vector: SIMD2<Float>) -> Float {
        squaredLength(vector).squareRoot()
    }

    private static func squaredLength(_ vector: SIMD2<Float>) -> Float {
        vector.x * vector.x + vector.y * vector.y
    }
}
