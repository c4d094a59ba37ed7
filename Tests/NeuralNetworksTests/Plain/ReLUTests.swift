import Testing

struct ReLUTests {
    @Test("Negative values become zero and others stay, not a number included")
    func forward() {
        #expect(ReLU().forward([-2, -0.0, 0, 3, .infinity, -.infinity] as [Double]) == [0, 0, 0, 3, .infinity, 0])
        #expect(ReLU().forward([Double.nan])[0].isNaN)
    }

    @Test("The gradient passes where the output is positive; at zero it is zero")
    func backward() {
        #expect(ReLU().backward([5, 6, 7], output: [0, 1e-300, 2]) == [0, 6, 7])
    }

    @Test("The gradient equals central differences away from zero")
    func gradient() {
        var random = RandomValues(seed: 1)
        let input = random.doubles(50).map { $0 < 0 ? $0 - 0.01 : $0 + 0.01 }
        let outputGradient = random.doubles(50)
        let found = ReLU().backward(outputGradient, output: ReLU().forward(input))
        let differences = centralDifferences(at: input) { weightedSum(ReLU().forward($0), outputGradient) }
        expectClose(found, differences, within: 1e-8)
    }
}
