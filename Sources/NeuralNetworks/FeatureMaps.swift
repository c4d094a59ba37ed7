extension LeNet5 {
    /// All channels after relu(conv1) for one image, `[6][rows][columns]`.
    package func firstFeatureMaps(_ image: [Float], _ parameters: Parameters) -> [Float] {
        relu.forward(
            conv1.forward(image, weight: parameters["conv1.weight"], bias: parameters["conv1.bias"]))
    }

    /// The network's steps from image to logits: name, what it does, shape of its output, parameters and multiply-adds
    /// for one image.
    package var layers: [(name: String, operation: String, outputShape: [Int], parameters: Int, multiplyAdds: Int)] {
        let table = parameterTable
        func parameters(_ name: String) -> Int {
            (table[name + ".weight"]?.range.count ?? 0) + (table[name + ".bias"]?.range.count ?? 0)
        }
        func convolution(_ name: String, _ layer: Conv2D) -> (String, String, [Int], Int, Int) {
            let side = layer.outputSide
            let weights = layer.weightShape.reduce(1, *)
            return (
                name, "convolution 5x5", [layer.outputChannels, side, side], parameters(name), weights * side * side
            )
        }
        func pooling(_ name: String, _ layer: MaxPool2D) -> (String, String, [Int], Int, Int) {
            (name, "max pooling 2x2", [layer.channels, layer.outputSide, layer.outputSide], 0, 0)
        }
        func linear(_ name: String, _ layer: Linear, relu: Bool) -> (String, String, [Int], Int, Int) {
            let operation = relu ? "linear, ReLU" : "linear"
            return (name, operation, [layer.outputs], parameters(name), layer.inputs * layer.outputs)
        }
        var (first, second) = (convolution("conv1", conv1), convolution("conv2", conv2))
        first.1 += ", ReLU"
        second.1 += ", ReLU"
        return [
            first, pooling("pool1", pool1), second, pooling("pool2", pool2),
            ("flatten", "flatten", [linear1.inputs], 0, 0), linear("linear1", linear1, relu: true),
            linear("linear2", linear2, relu: true), linear("linear3", linear3, relu: false),
        ].map { (name: $0.0, operation: $0.1, outputShape: $0.2, parameters: $0.3, multiplyAdds: $0.4) }
    }
}
