import KernelContracts

/// What a linear layer's weight gradient needs of a batch: its inputs, one row an image, and the gradients of its
/// outputs.
struct LinearRows: Sendable {
    private let layer: Linear
    private let weightRange: Range<Int>
    private let biasRange: Range<Int>
    private let inputs: Buffer<Float>
    /// `[group][output]`
    private let gradients: Buffer<Lanes>

    init(_ layer: Linear, _ parameters: LayerParameters.Layer, groups: Int) {
        self.layer = layer
        weightRange = parameters.weightRange
        biasRange = parameters.biasRange
        inputs = Buffer(repeating: 0, count: ImageRows.size(images: groups * Lanes.count, layer.inputs))
        gradients = Buffer(repeating: Lanes(repeating: 0), count: groups * layer.outputs)
    }

    /// The outputs in parts of about 10,000 weights, enough of them to keep threads busy to the end.
    var slices: [Range<Int>] {
        let size = max(6, 10_000 / layer.inputs / 6 * 6)
        return stride(from: 0, to: layer.outputs, by: size).map { $0..<min($0 + size, layer.outputs) }
    }

    /// Stores what is needed of one group.
    func keep(_ group: Int, input: Buffer<Lanes>, gradient: Buffer<Lanes>, _ kernels: any KernelSet) {
        let size = Lanes.count * ImageRows.stride(layer.inputs)
        var rows = inputs[group * size..<(group + 1) * size].mutableSpan
        kernels.transpose(input.elements.span, channels: 1, into: &rows)
        _ = gradients[group * layer.outputs..<(group + 1) * layer.outputs].update(from: gradient.elements)
    }

    /// Computes the gradients of some outputs' weights and biases over the first groups.
    ///
    /// - Returns: where they are among all parameters.
    func gradients(
        groups: Int, outputs: Range<Int>, into all: Buffer<Float>, _ kernels: any KernelSet
    ) -> (weights: Range<Int>, biases: Range<Int>) {
        let first = weightRange.lowerBound
        let weights = first + outputs.lowerBound * layer.inputs..<first + outputs.upperBound * layer.inputs
        let biases = biasRange.lowerBound + outputs.lowerBound..<biasRange.lowerBound + outputs.upperBound
        var weightGradient = all[weights].mutableSpan
        var biasGradient = all[biases].mutableSpan
        kernels.linearWeightGradient(
            inputs: layer.inputs, input: inputs.elements.span,
            outputGradient: gradients[0..<groups * layer.outputs].span, outputCount: layer.outputs, outputs: outputs,
            weightGradient: &weightGradient, biasGradient: &biasGradient)
        return (weights, biases)
    }
}
