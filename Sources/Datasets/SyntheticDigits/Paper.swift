/// The 28x28 pixels on which one digit is drawn in MNIST's form: fitted to a square of 20x20, its aspect ratio kept,
/// then moved by whole pixels until its center of mass lies in the middle
/// (LeCun, Bottou, Bengio and Haffner 1998, section III.A).
struct Paper {
    static let side = 28
    /// The square that the ink fills before it is centered.
    private static let box = 20
    /// Pixels left empty on each side of the box.
    private static let margin = (side - box) / 2

    /// Ink 0...1, row by row, before centering.
    private var ink = [Float](repeating: 0, count: side * side)

    /// Draws a trace with the given pen, fitted to the box.
    mutating func draw(_ trace: Trace, by hand: Hand) {
        for index in ink.indices {
            ink[index] = 0
        }
        let points = trace.points
        var lower = points[0].position
        var upper = lower
        for point in points {
            lower = pointwiseMin(lower, point.position)
            upper = pointwiseMax(upper, point.position)
        }
        // Ink reaches beyond the pen's path by the pen's radius and half the rim; where the pen is pressed harder at the
        // very edge, the box cuts it off.
        let reach = hand.penRadius + hand.softness / 2
        let extent = max((upper - lower).max(), .leastNormalMagnitude)
        let scale = (Float(Self.box) - 2 * reach) / extent
        let origin = SIMD2(repeating: Float(Self.side) / 2) - (lower + upper) / 2 * scale
        for index in 1..<points.count where trace.isDrawn[index] {
            let start = points[index - 1]
            let end = points[index]
            drawSegment(
                from: origin + start.position * scale, start.pressure * hand.penRadius,
                to: origin + end.position * scale, end.pressure * hand.penRadius, softness: hand.softness)
        }
    }

    /// Inks every pixel by its distance to the segment: full within the radius, fading smoothly over the rim.
    private mutating func drawSegment(
        from start: SIMD2<Float>, _ startRadius: Float, to end: SIMD2<Float>, _ endRadius: Float, softness: Float
    ) {
        let along = end - start
        let squared = max(along.x * along.x + along.y * along.y, .leastNormalMagnitude)
        let reach = max(startRadius, endRadius) + softness / 2
        let (left, right) = Self.pixels(from: min(start.x, end.x) - reach, to: max(start.x, end.x) + reach)
        let (top, bottom) = Self.pixels(from: min(start.y, end.y) - reach, to: max(start.y, end.y) + reach)
        guard left <= right, top <= bottom else { return }
        for row in top...bottom {
            for column in left...right {
                let offset = SIMD2(Float(column) + 0.5, Float(row) + 0.5) - start
                let t = min(max((offset.x * along.x + offset.y * along.y) / squared, 0), 1)
                let miss = offset - along * t
                let distance = (miss.x * miss.x + miss.y * miss.y).squareRoot()
                let radius = startRadius + (endRadius - startRadius) * t
                let inside = min(max((radius - distance) / softness + 0.5, 0), 1)
                let coverage = inside * inside * (3 - 2 * inside)
                let index = row * Self.side + column
                ink[index] = max(ink[index], coverage)
            }
        }
    }

    /// The first and last pixel of the box whose middle lies between two coordinates.
    private static func pixels(from lower: Float, to upper: Float) -> (first: Int, last: Int) {
        let first = max(Int((lower - 0.5).rounded(.up)), margin)
        let last = min(Int((upper - 0.5).rounded(.down)), side - margin - 1)
        return (first, last)
    }

    /// Appends the gray levels of the drawing, centered by its mass; its brightest pixel becomes 255.
    func appendCentered(to pixels: inout [UInt8]) {
        var mass: Float = 0
        var moment = SIMD2<Float>.zero
        var brightest: Float = 0
        for row in 0..<Self.side {
            for column in 0..<Self.side {
                let value = ink[row * Self.side + column]
                mass += value
                moment += SIMD2(Float(column), Float(row)) * value
                brightest = max(brightest, value)
            }
        }
        guard brightest > 0 else {
            pixels.append(contentsOf: repeatElement(0, count: ink.count))
            return
        }
        let middle = Float(Self.side - 1) / 2
        let shift = SIMD2(repeating: middle) - moment / mass
        let down = Int(shift.y.rounded())
        let right = Int(shift.x.rounded())
        let gain = 255 / brightest
        for row in 0..<Self.side {
            for column in 0..<Self.side {
                let (y, x) = (row - down, column - right)
                let isInside = (0..<Self.side).contains(y) && (0..<Self.side).contains(x)
                pixels.append(isInside ? UInt8((ink[y * Self.side + x] * gain).rounded()) : 0)
            }
        }
    }
}
