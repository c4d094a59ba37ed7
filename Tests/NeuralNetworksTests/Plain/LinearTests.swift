import Testing

struct LinearTests {
    @Test("A linear layer is a matrix product plus the bias, and its gradients are outer and transposed products")
    func byHand() {
        let layer = Linear(inputs: 3, outputs: 2)
        let weight: [Double] = [1, 2, 3, 4, 5, 6]
        #expect(layer.weightShape == [2, 3])
        #expect(layer.forward([1, 10, 100], weight: weight, bias: [0.5, -0.5]) == [321.5, 653.5])
        let found = layer.backward([2, -1], input: [1, 10, 100], weight: weight)
        #expect(found.weight == [2, 20, 200, -1, -10, -100])
        #expect(found.input == [-2, -1, 0])
        #expect(found.bias == [2, -1])
    }

    @Test("All gradients equal central differences")
    func gradients() {
        let layer = Linear(inputs: 7, outputs: 4)
        var random = RandomValues(seed: 1)
        let (input, weight, bias) = (random.doubles(7), random.doubles(28), random.doubles(4))
        let outputGradient = random.doubles(4)
        let found = layer.backward(outputGradient, input: input, weight: weight)
        func loss(_ input: [Double], _ weight: [Double], _ bias: [Double]) -> Double {
            weightedSum(layer.forward(input, weight: weight, bias: bias), outputGradient)
        }
        expectClose(found.input, centralDifferences(at: input) { loss($0, weight, bias) }, within: 1e-8, "input")
        expectClose(found.weight, centralDifferences(at: weight) { loss(input, $0, bias) }, within: 1e-8, "weight")
        expectClose(found.bias, centralDifferences(at: bias) { loss(input, weight, $0) }, within: 1e-8, "bias")
    }
}
