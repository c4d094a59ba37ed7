import RunRecords
import Testing

@Suite struct ChannelPatternTests {
    /// A bank of one channel; weights are what a place (x to the right, y upwards) asks for.
    private typealias Weight = (_ x: Double, _ y: Double) -> Double

    private static func filter(_ weight: Weight) -> [Float] {
        var weights: [Float] = []
        for row in 0..<5 {
            for column in 0..<5 { weights.append(Float(weight(Double(column - 2), Double(2 - row)))) }
        }
        return weights
    }

    private func pattern(_ weights: Weight...) throws -> ChannelPattern {
        let filters = weights.flatMap(Self.filter)
        let bank = FilterBank(layer: "conv1", shape: [1, weights.count, 5, 5], weights: filters)
        return try #require(bank.patterns[0])
    }

    @Test func `Lines in color are called by their color, as the stimuli are that match them`() throws {
        let line = (0..<25).map { $0 % 5 == 2 ? Float(1) : -0.25 }
        let others = line.map { -$0 / 2 }
        let bank = FilterBank(layer: "conv1", shape: [1, 3, 5, 5], weights: line + others + others)
        let pattern = try #require(bank.patterns.first ?? nil)
        #expect(pattern.name == "red line" && pattern.plural(pattern.kind) == "red lines")
        #expect(pattern.plural(pattern.kind == .darkLine ? .brightLine : .darkLine) == "cyan lines")
        #expect(pattern.plural(.edge) == "edges")
    }

    @Test(arguments: [
        (1.0, 0.0, 0, "left to right"), (1, 1, 45, "bottom left to top right"), (0, 1, 90, "bottom to top"),
        (-1, 1, 135, "bottom right to top left"), (-1, 0, 180, "right to left"),
        (-1, -1, 225, "top right to bottom left"), (0, -1, 270, "top to bottom"),
        (1, -1, 315, "top left to bottom right"),
    ])
    func `An edge is found towards each of eight directions`(
        right: Double, up: Double, degrees: Int, words: String
    ) throws {
        let edge = try pattern { x, y in x * right + y * up > 0 ? 1 : x * right + y * up < 0 ? -1 : 0 }
        #expect(edge.kind == .edge && edge.angle == degrees)
        #expect(edge.isClear && edge.share > 0.9)
        #expect(edge.summary == "edges going from \(words) from dark to bright")
        #expect(edge.responses.preferred.kind == .edge && edge.responses.preferred.angle == degrees)
    }

    @Test(arguments: [
        (0.0, 1.0, 0, "horizontal lines"), (1, -1, 45, "diagonal lines from bottom left to top right"),
        (1, 0, 90, "vertical lines"), (1, 1, 135, "diagonal lines from top left to bottom right"),
    ])
    func `A line is found as it runs, bright or dark`(
        right: Double, up: Double, degrees: Int, words: String
    ) throws {
        let weight = { (x: Double, y: Double) in x * right + y * up == 0 ? 1.0 : -0.25 }
        let bright = try pattern(weight)
        #expect(bright.kind == .brightLine && bright.angle == degrees && bright.isClear)
        #expect(bright.summary == "bright \(words)")
        let dark = try pattern { -weight($0, $1) }
        #expect(dark.kind == .darkLine && dark.angle == degrees && dark.isClear)
        #expect(dark.summary == "dark \(words)")
        #expect(bright.share == dark.share)
    }

    @Test func `A spot is found in the middle, bright or dark`() throws {
        let weight = { (x: Double, y: Double) in x * x + y * y <= 1 ? 1.0 : -0.25 }
        let bright = try pattern(weight)
        #expect(bright.kind == .brightSpot && bright.isClear && bright.summary == "bright spots")
        let dark = try pattern { -weight($0, $1) }
        #expect(dark.kind == .darkSpot && dark.isClear && dark.name == "dark spot")
    }

    @Test func `A pattern on a constant explains less of the filter`() throws {
        let alone = try pattern { x, _ in x }
        let raised = try pattern { x, _ in x + 5 }
        #expect(alone.kind == .edge && raised.kind == .edge)
        #expect(alone.isClear && !raised.isClear)
    }

    @Test func `A filter that no simple pattern explains is not given one`() throws {
        let checks = try pattern { x, y in (x + y).truncatingRemainder(dividingBy: 2) == 0 ? 1 : -1 }
        #expect(!checks.isClear)
        let flat = FilterBank(layer: "conv1", shape: [2, 1, 5, 5], weights: .init(repeating: 0.1, count: 50))
        #expect(flat.patterns == [nil, nil])
    }

    @Test func `A line that the channel answers less than an edge is not its pattern`() throws {
        // Dark along a diagonal, but brightest in one corner: an edge towards the corner is what it answers most.
        let kernel: Weight = { x, y in x + y == 0 ? -0.35 : x + y < -2 ? 0.4 : abs(x + y) == 1 ? -0.2 : 0 }
        let pattern = try pattern(kernel)
        #expect(pattern.kind == .darkLine && pattern.share > ChannelPattern.leastShare)
        #expect(pattern.responses.preferred.kind == .edge)
        #expect(!pattern.isClear)
    }

    /// The share stated where channels are described. Weights as PyTorch draws them, from a linear congruential
    /// generator (Knuth's MMIX).
    @Test func `Few filters of random weights pass for a pattern`() {
        var state: UInt64 = 1
        var weights: [Float] = []
        for _ in 0..<2_000 * 25 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            weights.append(Float(state >> 40) / Float(1 << 23) - 1)
        }
        let bank = FilterBank(layer: "conv1", shape: [2_000, 1, 5, 5], weights: weights)
        let clear = bank.patterns.count { $0?.isClear == true }
        #expect((50...100).contains(clear), "\(clear) of 2,000")
    }

    @Test func `Responses are what the filter gives for the best place of each stimulus`() throws {
        // Five columns: only the middle one responds, and a line of two pixels covers it.
        let responses = try pattern { x, _ in x == 0 ? 1 : -1 }.responses
        #expect(responses.brightLines[6] == 0)
        let wide = try pattern { x, _ in abs(x) < 1 ? 1 : 0 }.responses
        #expect(wide.brightLines[6] == 5)
        #expect(wide.edges[0] == 5 && wide.edges[12] == 5)
        #expect(wide.darkLines[6] == 5)
    }

    @Test func `Three input channels are one pattern in a hue`() throws {
        let gray = try pattern({ x, _ in x }, { x, _ in x }, { x, _ in x })
        #expect(gray.summary == "edges going from left to right from dark to bright")
        let hue = try pattern({ _, y in -y }, { _, y in -y }, { _, y in 2 * y })
        #expect(
            hue.summary == "edges going from bottom to top from yellow to blue"
                || hue.summary == "edges going from top to bottom from blue to yellow")
        #expect(hue.share > 0.7 && hue.fit.count == 3 && hue.isClear)
        let red = try pattern({ x, _ in x == 0 ? 1 : -0.25 }, { _, _ in 0 }, { _, _ in 0 })
        #expect(red.name == "red line")
        // Channels that show different patterns are not explained by one.
        let mixed = try pattern({ x, _ in x }, { _, y in y }, { _, _ in 0 })
        #expect(mixed.share < 0.6)
    }

    @Test func `The clearest channels come first, and one of another kind before a second of the same`() {
        let filters = [
            Self.filter { x, _ in x + 5 }, Self.filter { x, _ in x }, Self.filter { _, y in y + 0.2 },
            Self.filter { x, _ in x == 0 ? 1 : -0.4 + 0.1 * x }, Self.filter { x, _ in x },
        ]
        let bank = FilterBank(layer: "conv1", shape: [5, 1, 5, 5], weights: Array(filters.joined()))
        #expect(bank.clearestChannels(count: 2) == [1, 3])
        #expect(bank.clearestChannels(count: 9) == [1, 3, 4, 2, 0])
        #expect(bank.clearestChannels(count: 0) == [] && bank.clearestChannels(count: -1) == [])
    }

    @Test(arguments: [[], [1], [1, 1, 5, 6], [0, 1, 5, 5], [-1, -1, 5, 5], [Int.max, 2, 5, 5], [1, 1, 65, 1]])
    func `A shape that does not fit the weights has no channels`(shape: [Int]) {
        let bank = FilterBank(layer: "conv1", shape: shape, weights: [Float](repeating: 1, count: 25))
        #expect(bank.clearestChannels(count: 2) == [] && bank.patterns.isEmpty)
        #expect(bank.filters(ofChannel: 0) == nil && bank.filters(ofChannel: -1) == nil)
    }

    @Test(arguments: [Float.nan, .infinity, 0]) func `Filters of nothing have no pattern`(weight: Float) {
        let bank = FilterBank(layer: "conv1", shape: [1, 1, 5, 5], weights: .init(repeating: weight, count: 25))
        #expect(bank.patterns == [nil])
    }

    @Test(arguments: [[1, 1, 1, 1], [2, 3, 1, 9], [1, 2, 3, 3], [1, 1, 11, 11]])
    func `Filters of any size are looked at`(shape: [Int]) {
        let weights = (0..<shape.reduce(1, *)).map { Float($0 * 37 % 101) - 50 }
        #expect(FilterBank(layer: "conv1", shape: shape, weights: weights).patterns.count == shape[0])
    }
}
