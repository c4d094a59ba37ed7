import Testing

struct MaxPool2DTests {
    @Test("The largest of each block is taken, channel by channel")
    func byHand() {
        let layer = MaxPool2D(channels: 2, inputSide: 4)
        let input: [Double] = [
            1, 2, 0, 0,
            3, 4, 0, 9,
            -1, -2, 5, 4,
            -3, -4, 6, 6,

            8, 0, 0, 0,
            0, 0, 7, 0,
            0, 0, 0, 0,
            0, 3, 0, -1,
        ]
        #expect(layer.outputSide == 2)
        #expect(layer.forward(input) == [4, 9, -1, 6, 8, 7, 3, 0])
    }

    @Test("An odd last row and column are left out and get no gradient", arguments: [3, 5, 7])
    func oddSides(side: Int) {
        let layer = MaxPool2D(channels: 1, inputSide: side)
        let input = (0..<side * side).map { Double($0) }
        let half = side / 2
        let expected = (0..<half * half).map { Double((2 * ($0 / half) + 1) * side + 2 * ($0 % half) + 1) }
        #expect(layer.outputSide == half)
        #expect(layer.forward(input) == expected)
        let gradient = layer.backward([Double](repeating: 1, count: half * half), input: input)
        #expect(gradient.reduce(0, +) == Double(half * half))
        for index in 0..<side {
            #expect(gradient[index * side + side - 1] == 0)
            #expect(gradient[(side - 1) * side + index] == 0)
        }
    }

    /// The place that should get the gradient, in each pattern of equal values of a block.
    @Test(
        "Of equal values the first gets the whole gradient",
        arguments: [
            ([1, 1, 1, 1], 0), ([0, 1, 1, 1], 1), ([0, 0, 1, 1], 2), ([0, 0, 0, 1], 3), ([1, 0, 0, 1], 0),
            ([0, 1, 0, 1], 1), ([-0.0, 0, 0, 0], 0),
        ] as [([Double], Int)])
    func ties(block: [Double], place: Int) {
        let layer = MaxPool2D(channels: 1, inputSide: 2)
        var expected: [Double] = [0, 0, 0, 0]
        expected[place] = 5
        #expect(layer.backward([5], input: block) == expected)
    }

    @Test("The gradient equals central differences", arguments: [6, 7])
    func gradient(side: Int) {
        let layer = MaxPool2D(channels: 3, inputSide: side)
        var random = RandomValues(seed: 1)
        let input = random.doubles(3 * side * side)
        let outputGradient = random.doubles(3 * layer.outputSide * layer.outputSide)
        let differences = centralDifferences(at: input) { weightedSum(layer.forward($0), outputGradient) }
        expectClose(layer.backward(outputGradient, input: input), differences, within: 1e-8)
    }
}
