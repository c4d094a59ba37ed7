import RunRecords
import Testing

@Suite struct OrientedEdgeTests {
    /// A 5x5 ramp that gains `right` from column to column and `up` from row to the row above, plus a constant.
    private func ramp(right: Double, up: Double, plus constant: Double = 0) -> [Double] {
        (0..<25).map { Double($0 % 5 - 2) * right + Double(2 - $0 / 5) * up + constant }
    }

    private func edge(_ kernel: [Double]) -> OrientedEdge { OrientedEdge(kernel: kernel, rows: 5, columns: 5) }

    @Test func `A pure ramp is an edge of clarity 1 with its own slopes`() {
        let edge = edge(ramp(right: 0.25, up: -0.5))
        #expect(edge.rightwards == 0.25)
        #expect(edge.upwards == -0.5)
        #expect(edge.clarity == 1)
    }

    @Test func `Weights growing upwards respond most to an image that is brighter above`() {
        let kernel = ramp(right: 0, up: 1)
        let brightAbove = (0..<25).map { $0 < 10 ? 1.0 : 0 }
        let brightBelow = Array(brightAbove.reversed())
        let response = { (image: [Double]) in zip(kernel, image).reduce(0) { $0 + $1.0 * $1.1 } }
        #expect(response(brightAbove) > 0)
        #expect(response(brightBelow) < 0)
        #expect(edge(kernel).summary == "edges going, from bottom to top, from dark to bright")
    }

    @Test(arguments: [
        (1.0, 0.0, OrientedEdge.Direction.right, 0.0), (1, 1, .topRight, 45), (0, 1, .top, 90), (-1, 1, .topLeft, 135),
        (-1, 0, .left, 180), (-1, -1, .bottomLeft, 225), (0, -1, .bottom, 270), (1, -1, .bottomRight, 315),
    ])
    func `Each of the eight directions is found and has its angle`(
        right: Double, up: Double, direction: OrientedEdge.Direction, degrees: Double
    ) throws {
        let edge = edge(ramp(right: right, up: up))
        #expect(edge.direction == direction)
        #expect(abs(try #require(edge.angle) - degrees) < 1e-12)
    }

    @Test func `Directions change at odd multiples of 22,5 degrees`() {
        // The tangent of 22.5 degrees is 0.41421...
        #expect(edge(ramp(right: 1, up: 0.414)).direction == .right)
        #expect(edge(ramp(right: 1, up: 0.415)).direction == .topRight)
        #expect(edge(ramp(right: -0.414, up: -1)).direction == .bottom)
        #expect(edge(ramp(right: -0.415, up: -1)).direction == .bottomLeft)
    }

    @Test func `Angles are those of the arctangent`() throws {
        // Python: math.degrees(math.atan2(up, right)) % 360
        let cases = [(3.0, 1.0, 18.434948822922010), (1, 7, 81.86989764584403), (-5, -2, 201.80140948635182)]
        for (right, up, degrees) in cases {
            #expect(abs(try #require(edge(ramp(right: right, up: up)).angle) - degrees) < 1e-11)
        }
    }

    @Test func `A diagonal names both corners`() {
        #expect(
            edge(ramp(right: 1, up: -1)).summary
                == "edges going, from top left to bottom right, from dark to bright")
    }

    @Test func `A constant added to a ramp leaves its slopes and takes from its clarity`() {
        // Energy of the ramp alone: 50; of the constant: 25.
        let edge = edge(ramp(right: 1, up: 0, plus: 1))
        #expect(edge.rightwards == 1)
        #expect(edge.clarity == 50.0 / 75)
    }

    @Test(arguments: [
        [Double](repeating: 0, count: 25), [Double](repeating: 0.1, count: 25), [Double](repeating: .nan, count: 25),
        [Double](repeating: .infinity, count: 25), [1, 2, 3], [],
    ])
    func `Zero, constant, infinite, undefined and ill-shaped kernels have no direction`(kernel: [Double]) {
        let edge = edge(kernel)
        #expect(edge.clarity == 0)
        #expect(edge.angle == nil)
        #expect(edge.direction == nil)
        #expect(edge.summary == "edges of no one direction")
    }

    @Test func `The clearest channels come first, the lower of two equals before the other`() {
        let kernels = [
            ramp(right: 1, up: 0, plus: 4), ramp(right: 1, up: 0, plus: 1), ramp(right: 0, up: 9),
            ramp(right: 2, up: 0),
        ]
        let bank = FilterBank(layer: "conv1", shape: [4, 1, 5, 5], weights: kernels.joined().map { Float($0) })
        #expect(bank.clearestEdgeChannels(count: 2) == [2, 3])
        #expect(bank.clearestEdgeChannels(count: 9) == [2, 3, 1, 0])
        #expect(bank.clearestEdgeChannels(count: 0) == [])
        #expect(bank.clearestEdgeChannels(count: -1) == [])
    }

    @Test func `Several input channels are summed`() throws {
        let weights = (ramp(right: 1, up: 3) + ramp(right: 1, up: -3)).map { Float($0) }
        let bank = FilterBank(layer: "conv1", shape: [1, 2, 5, 5], weights: weights)
        let edge = try #require(bank.edge(ofChannel: 0))
        #expect(edge.rightwards == 2)
        #expect(edge.upwards == 0)
        #expect(bank.clearestEdgeChannels(count: 2) == [0])
    }

    @Test(arguments: [[], [1], [1, 1, 5, 6], [0, 1, 5, 5], [-1, -1, 5, 5], [Int.max, 2, 5, 5]])
    func `A shape that does not fit the weights has no channels`(shape: [Int]) {
        let bank = FilterBank(layer: "conv1", shape: shape, weights: [Float](repeating: 1, count: 25))
        #expect(bank.clearestEdgeChannels(count: 2) == [])
        #expect(bank.kernel(ofChannel: 0) == nil)
        #expect(bank.kernel(ofChannel: -1) == nil)
    }
}
