import KernelContracts

/// What a linear layer's weight gradient needs of a batch: inputs and gradients of the outputs, one row an image.
struct LinearRows: Sendable {
    private let layer: Linear
    private let weightRange: Range<Int>
    private let biasRange: Range<Int>
    private let inputs, gradients: Buffer<Float>
    private let inputStride, gradientStride: Int

    init(_ layer: Linear, _ parameters: LayerParameters.Layer, groups: Int) {
        self.layer = layer
        weightRange = parameters.weightRange
        biasRange = parameters.biasRange
        inputStride = Self.padded(layer.inputs)
        gradientStride = Self.padded(layer.outputs)
        inputs = Buffer(repeating: 0, count: groups * Lanes.count * inputStride)
        gradients = Buffer(repeating: 0, count: groups * Lanes.count * gradientStride)
    }

    /// The outputs in parts of about 10,000 weights, enough of them to keep threads busy to the end.
    var slices: [Range<Int>] {
        let size = max(6, 10_000 / layer.inputs / 6 * 6)
        return stride(from: 0, to: layer.outputs, by: size).map { $0..<min($0 + size, layer.outputs) }
    }

    /// Stores the rows of one group.
    func keep(_ group: Int, input: Buffer<Lanes>, gradient: Buffer<Lanes>, _ kernels: any KernelSet) {
        func range(_ stride: Int) -> Range<Int> { group * Lanes.count * stride..<(group + 1) * Lanes.count * stride }
        var rows = inputs[range(inputStride)].mutableSpan
        kernels.transpose(input.elements.span, stride: inputStride, into: &rows)
        rows = gradients[range(gradientStride)].mutableSpan
        kernels.transpose(gradient.elements.span, stride: gradientStride, into: &rows)
    }

    /// Computes the gradients of some outputs' weights and biases over the first `images` rows.
    ///
    /// - Returns: where they are among all parameters.
    func gradients(
        images: Int, outputs: Range<Int>, into all: Buffer<Float>, _ kernels: any KernelSet
    ) -> (weights: Range<Int>, biases: Range<Int>) {
        let first = weightRange.lowerBound
        let weights = first + outputs.lowerBound * layer.inputs..<first + outputs.upperBound * layer.inputs
        let biases = biasRange.lowerBound + outputs.lowerBound..<biasRange.lowerBound + outputs.upperBound
        var weightGradient = all[weights].mutableSpan
        var biasGradient = all[biases].mutableSpan
        kernels.linearWeightGradient(
            images: images, inputs: layer.inputs, input: inputs.elements.span, inputStride: inputStride,
            outputGradient: gradients.elements.span, outputStride: gradientStride, outputs: outputs,
            weightGradient: &weightGradient, biasGradient: &biasGradient)
        return (weights, biases)
    }

    private static func padded(_ count: Int) -> Int { Lanes.groups(for: count) * Lanes.count }
}
