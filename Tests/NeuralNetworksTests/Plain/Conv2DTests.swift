import Testing

struct Conv2DTests {
    @Test("A convolution multiplies the window below each output, unflipped, and adds the bias")
    func byHand() {
        let layer = Conv2D(inputChannels: 1, outputChannels: 2, inputSide: 6)
        let input = (0..<36).map { Double($0) }
        // The first filter picks the window's second value in its first row; the second sums its corners.
        var weight = [Double](repeating: 0, count: 50)
        weight[1] = 1
        for corner in [0, 4, 20, 24] { weight[25 + corner] = 1 }
        let output = layer.forward(input, weight: weight, bias: [0.5, -1])
        #expect(layer.outputSide == 2)
        #expect(layer.weightShape == [2, 1, 5, 5])
        #expect(output == [1.5, 2.5, 7.5, 8.5, 55, 59, 79, 83])
    }

    @Test("Input channels are summed, each with its own weights")
    func channels() {
        let layer = Conv2D(inputChannels: 2, outputChannels: 1, inputSide: 5)
        let input = [Double](repeating: 1, count: 25) + [Double](repeating: 10, count: 25)
        let weight = [Double](repeating: 1, count: 25) + [Double](repeating: 2, count: 25)
        #expect(layer.forward(input, weight: weight, bias: [3]) == [25 + 500 + 3])
    }

    @Test("All gradients equal central differences")
    func gradients() {
        let layer = Conv2D(inputChannels: 2, outputChannels: 3, inputSide: 7)
        var random = RandomValues(seed: 1)
        let (input, weight, bias) = (random.doubles(98), random.doubles(150), random.doubles(3))
        let outputGradient = random.doubles(27)
        let found = layer.backward(outputGradient, input: input, weight: weight)
        func loss(_ input: [Double], _ weight: [Double], _ bias: [Double]) -> Double {
            weightedSum(layer.forward(input, weight: weight, bias: bias), outputGradient)
        }
        expectClose(found.input, centralDifferences(at: input) { loss($0, weight, bias) }, within: 1e-8, "input")
        expectClose(found.weight, centralDifferences(at: weight) { loss(input, $0, bias) }, within: 1e-8, "weight")
        expectClose(found.bias, centralDifferences(at: bias) { loss(input, weight, $0) }, within: 1e-8, "bias")
    }
}
