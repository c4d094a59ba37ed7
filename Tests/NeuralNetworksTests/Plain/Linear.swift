/// A fully connected layer, y = W x + b.
struct Linear: Sendable, Equatable {
    let inputs: Int
    let outputs: Int

    init(inputs: Int, outputs: Int) {
        (self.inputs, self.outputs) = (inputs, outputs)
    }

    var weightShape: [Int] { [outputs, inputs] }

    func forward<Scalar: BinaryFloatingPoint>(_ input: [Scalar], weight: [Scalar], bias: [Scalar]) -> [Scalar] {
        (0..<outputs).map { output in
            var sum = bias[output]
            for index in 0..<inputs {
                sum = sum.addingProduct(weight[output * inputs + index], input[index])
            }
            return sum
        }
    }

    /// The gradients of a loss with respect to input, weight and bias from that of the output.
    func backward<Scalar: BinaryFloatingPoint>(
        _ outputGradient: [Scalar], input: [Scalar], weight: [Scalar]
    ) -> (input: [Scalar], weight: [Scalar], bias: [Scalar]) {
        var inputGradient = [Scalar](repeating: 0, count: inputs)
        var weightGradient = [Scalar](repeating: 0, count: weight.count)
        for output in 0..<outputs {
            for index in 0..<inputs {
                weightGradient[output * inputs + index] = outputGradient[output] * input[index]
                inputGradient[index] += outputGradient[output] * weight[output * inputs + index]
            }
        }
        return (inputGradient, weightGradient, outputGradient)
    }
}
