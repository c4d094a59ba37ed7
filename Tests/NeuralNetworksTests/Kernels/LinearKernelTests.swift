import KernelContracts
import NeuralNetworks
import Testing

/// The kernels of the fully connected layer against the plain layer in `Double`.
struct LinearKernelTests {
    /// LeNet-5's own, other class counts, and counts that leave every remainder of a tile.
    static let layers = [
        Linear(inputs: 400, outputs: 120), Linear(inputs: 120, outputs: 84), Linear(inputs: 84, outputs: 10),
        Linear(inputs: 84, outputs: 47), Linear(inputs: 84, outputs: 2), Linear(inputs: 16, outputs: 29),
        Linear(inputs: 33, outputs: 39), Linear(inputs: 5, outputs: 7), Linear(inputs: 1, outputs: 1),
    ]

    @Test("The output is that of the plain layer, with and without ReLU", arguments: layers, [false, true])
    func forward(layer: Linear, relu: Bool) {
        var random = RandomValues(seed: 1)
        let input = random.lanes(layer.inputs)
        let weights = random.floats(layer.inputs * layer.outputs)
        let bias = random.floats(layer.outputs)
        let expected = (0..<16).map { lane in
            let output = layer.forward(
                input.image(lane), weight: weights.map { Double($0) }, bias: bias.map { Double($0) })
            return relu ? ReLU().forward(output) : output
        }
        for set in InstructionSet.available {
            let found = set.kernels.linear(input, weights: weights, bias: bias, relu: relu)
            for lane in 0..<16 {
                expectClose(found.image(lane), expected[lane], within: 2e-6, "\(set), lane \(lane)")
            }
        }
    }

    @Test("The gradient of the input is that of the plain layer", arguments: layers)
    func inputGradient(layer: Linear) {
        var random = RandomValues(seed: 2)
        let weights = random.floats(layer.inputs * layer.outputs)
        let gradient = random.lanes(layer.outputs)
        let expected = (0..<16).map { lane in
            layer.backward(
                gradient.image(lane), input: [Double](repeating: 0, count: layer.inputs),
                weight: weights.map { Double($0) }
            ).input
        }
        for set in InstructionSet.available {
            let found = set.kernels.linearInputGradient(
                weights: weights, outputGradient: gradient, inputs: layer.inputs)
            for lane in 0..<16 {
                expectClose(found.image(lane), expected[lane], within: 2e-6, "\(set), lane \(lane)")
            }
        }
    }

    /// Behind ReLU, most gradients are zero, of either sign, and some outputs have none at all.
    @Test(
        "The gradients of weights and bias are summed over any number of images", arguments: layers,
        [(images: 1, active: 1.0), (7, 1), (64, 1), (64, 0.4), (33, 0.1), (16, 0)])
    func weightGradient(layer: Linear, sample: (images: Int, active: Float)) {
        var random = RandomValues(seed: 3)
        let input = (0..<sample.images).map { _ in random.floats(layer.inputs) }
        let gradient = (0..<sample.images).map { _ in
            zip(random.floats(layer.outputs), random.floats(layer.outputs, 0, 1)).map { gradient, chance in
                chance < sample.active ? gradient : gradient * 0
            }
        }
        let expected = plainGradients(layer, input: input, gradient: gradient)
        for set in InstructionSet.available {
            let found = set.kernels.linearWeightGradient(
                input: input, outputGradient: gradient, outputs: 0..<layer.outputs)
            expectClose(found.weights, expected.weights, within: 2e-6, "\(set), weights")
            expectClose(found.bias, expected.bias, within: 2e-6, "\(set), bias")
        }
    }

    @Test("A gradient that is not a number is not passed over")
    func notANumber() {
        let input: [[Float]] = [[1, 2], [3, 4]]
        for set in InstructionSet.available {
            let found = set.kernels.linearWeightGradient(
                input: input, outputGradient: [[0, 1, 0], [.nan, 1, 0]], outputs: 0..<3)
            #expect(found.weights.prefix(2).allSatisfy(\.isNaN) && found.bias[0].isNaN, "\(set)")
            #expect(found.weights.suffix(4) == [4, 6, 0, 0] && found.bias.suffix(2) == [2, 0], "\(set)")
        }
    }

    @Test(
        "A range of outputs has exactly the gradients that it has among all",
        arguments: [0..<6, 3..<84, 12..<19, 80..<84, 83..<84])
    func outputRange(outputs: Range<Int>) {
        let layer = Linear(inputs: 120, outputs: 84)
        var random = RandomValues(seed: 4)
        let input = (0..<19).map { _ in random.floats(layer.inputs) }
        let gradient = (0..<19).map { _ in random.floats(layer.outputs) }
        for set in InstructionSet.available {
            let all = set.kernels.linearWeightGradient(
                input: input, outputGradient: gradient, outputs: 0..<layer.outputs)
            let part = set.kernels.linearWeightGradient(input: input, outputGradient: gradient, outputs: outputs)
            let weights = outputs.lowerBound * layer.inputs..<outputs.upperBound * layer.inputs
            #expect(part.weights == Array(all.weights[weights]), "\(set)")
            #expect(part.bias == Array(all.bias[outputs]), "\(set)")
        }
    }

    private func plainGradients(
        _ layer: Linear, input: [[Float]], gradient: [[Float]]
    ) -> (weights: [Double], bias: [Double]) {
        var weights = [Double](repeating: 0, count: layer.inputs * layer.outputs)
        var bias = [Double](repeating: 0, count: layer.outputs)
        let anyWeights = weights
        for (input, gradient) in zip(input, gradient) {
            let image = layer.backward(gradient.map { Double($0) }, input: input.map { Double($0) }, weight: anyWeights)
            for index in weights.indices { weights[index] += image.weight[index] }
            for index in bias.indices { bias[index] += image.bias[index] }
        }
        return (weights, bias)
    }
}
