/// What a convolution's kernel sees as an edge: the linear ramp that fits it best, and how much of the kernel that
/// ramp explains.
///
/// The least-squares ramp over a kernel `w` has the slopes sum(w x) / sum(x x) and sum(w y) / sum(y y), with x to the
/// right, y upwards and the kernel's center at the origin; it and the kernel's mean are orthogonal. PyTorch's
/// convolution is a cross-correlation, so a kernel whose weights grow upwards responds most where the image grows
/// brighter upwards. Only + - * / and square roots are used, in a fixed order, so each value and each choice made
/// from it have the same bits on every machine.
package struct OrientedEdge: Sendable, Equatable {
    /// The weight gained from one column to the next.
    package let rightwards: Double
    /// The weight gained from one row to the row above.
    package let upwards: Double
    /// The share in 0...1 of the kernel's energy, sum(w w), which the ramp explains: 1 for a pure ramp, 0 for a kernel
    /// that is constant, symmetric, zero or not finite.
    package let clarity: Double

    /// From rows x columns weights, row after row from the top; weights of any other number have no edge.
    package init(kernel: [Double], rows: Int, columns: Int) {
        var (alongX, alongY, squareX, squareY, energy) = (0.0, 0.0, 0.0, 0.0, 0.0)
        if rows > 0, columns > 0, kernel.count / rows == columns, kernel.count.isMultiple(of: rows) {
            for (position, weight) in kernel.enumerated() {
                let x = Double(position % columns) - Double(columns - 1) / 2
                let y = Double(rows - 1) / 2 - Double(position / columns)
                alongX += weight * x
                alongY += weight * y
                squareX += x * x
                squareY += y * y
                energy += weight * weight
            }
        }
        let slopeX = squareX > 0 ? alongX / squareX : 0
        let slopeY = squareY > 0 ? alongY / squareY : 0
        let explained = slopeX * alongX + slopeY * alongY
        // A constant kernel explains nothing but its own rounding errors.
        let isMeaningful = explained > energy * 1e-12 && energy.isFinite && explained.isFinite
        rightwards = isMeaningful ? slopeX : 0
        upwards = isMeaningful ? slopeY : 0
        clarity = isMeaningful ? min(explained / energy, 1) : 0
    }

    /// The weight gained over one pixel in the direction in which it grows fastest.
    package var slope: Double { (rightwards * rightwards + upwards * upwards).squareRoot() }

    /// Where the bright side lies, in degrees in 0..<360, counter-clockwise from the right; `nil` without a slope.
    package var angle: Double? {
        guard slope > 0 else { return nil }
        let (across, along) = (abs(upwards), abs(rightwards))
        let first = across <= along ? Self.arctangent(across / along) : 90 - Self.arctangent(along / across)
        let half = rightwards < 0 ? 180 - first : first
        return upwards < 0 && half > 0 ? 360 - half : half
    }

    /// The nearest of eight directions to `angle`; `nil` without a slope.
    package var direction: Direction? {
        guard slope > 0 else { return nil }
        let tangentOfEighth = 2.0.squareRoot() - 1
        let horizontal = abs(upwards) <= abs(rightwards) * tangentOfEighth
        let vertical = abs(rightwards) <= abs(upwards) * tangentOfEighth
        switch (horizontal ? 0 : upwards, vertical ? 0 : rightwards) {
        case (0, let right): return right > 0 ? .right : .left
        case (let up, 0): return up > 0 ? .top : .bottom
        case (let up, let right) where up > 0: return right > 0 ? .topRight : .topLeft
        case (_, let right): return right > 0 ? .bottomRight : .bottomLeft
        }
    }

    /// What the kernel responds to, to be put after "detects": `edges going, from bottom to top, from dark to bright`.
    package var summary: String {
        guard let direction else { return "edges of no one direction" }
        return "edges going, from \(direction.opposite.name) to \(direction.name), from dark to bright"
    }

    /// The arctangent in degrees of a value in 0...1: the argument is halved three times by
    /// atan(t) = 2 atan(t / (1 + sqrt(1 + t t))); below 0.1 eight terms of the Taylor
    /// series are exact to the last bits.
    private static func arctangent(_ tangent: Double) -> Double {
        var reduced = tangent
        for _ in 0..<3 { reduced /= 1 + (1 + reduced * reduced).squareRoot() }
        let square = reduced * reduced
        let series = stride(from: 15, through: 1, by: -2).reduce(0.0) { 1 / Double($1) - square * $0 }
        return 8 * reduced * series * (180 / Double.pi)
    }
}

extension OrientedEdge {
    /// The side or corner of a kernel on which the edge is bright.
    package enum Direction: Int, Sendable, Equatable, CaseIterable {
        case right, topRight, top, topLeft, left, bottomLeft, bottom, bottomRight

        package var opposite: Direction { Self.allCases[(rawValue + 4) % 8] }

        /// In words: `top`, `bottom left`.
        package var name: String {
            switch self {
            case .right: "right"
            case .topRight: "top right"
            case .top: "top"
            case .topLeft: "top left"
            case .left: "left"
            case .bottomLeft: "bottom left"
            case .bottom: "bottom"
            case .bottomRight: "bottom right"
            }
        }
    }
}

extension FilterBank {
    /// One output channel's kernel, rows x columns from the top, summed over its input channels; `nil` where the
    /// bank has no such channel or its shape and weights do not fit together.
    package func kernel(ofChannel channel: Int) -> [Double]? {
        guard shape.count == 4, shape.allSatisfy({ $0 > 0 }), shape[0] > channel, channel >= 0 else { return nil }
        var volume = 1
        for extent in shape {
            let (product, overflow) = volume.multipliedReportingOverflow(by: extent)
            if overflow { return nil }
            volume = product
        }
        guard weights.count == volume else { return nil }
        let area = shape[2] * shape[3]
        let first = channel * shape[1] * area
        return (0..<area).map { position in
            (0..<shape[1]).reduce(0.0) { $0 + Double(weights[first + $1 * area + position]) }
        }
    }

    /// The edge that one output channel detects; `nil` as for its kernel.
    package func edge(ofChannel channel: Int) -> OrientedEdge? {
        kernel(ofChannel: channel).map { OrientedEdge(kernel: $0, rows: shape[2], columns: shape[3]) }
    }

    /// The channels that detect the clearest oriented edges, the clearest first and the lower channel first among
    /// equals; fewer where the bank has fewer.
    package func clearestEdgeChannels(count: Int) -> [Int] {
        guard let channels = shape.first, channels > 0, kernel(ofChannel: 0) != nil else { return [] }
        let clarity = (0..<channels).map { edge(ofChannel: $0)?.clarity ?? 0 }
        let ranked = (0..<channels).sorted { (clarity[$1], $0) < (clarity[$0], $1) }
        return Array(ranked.prefix(max(count, 0)))
    }
}
