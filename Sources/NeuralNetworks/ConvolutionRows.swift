import KernelContracts

/// What the backward pass of a convolution needs of a group, as rows with channels last.
final class ConvolutionRows: Sendable {
    let shape: ConvolutionShape
    let input, gradient: Buffer<Float>
    let choice: Buffer<Int32>

    init(_ shape: ConvolutionShape) {
        self.shape = shape
        func size(_ values: Int) -> Int { ImageRows.size(images: Lanes.count, values) }
        input = Buffer(repeating: 0, count: size(shape.inputCount))
        gradient = Buffer(repeating: 0, count: size(shape.pooledCount))
        choice = Buffer(repeating: 0, count: size(shape.pooledCount))
    }

    /// Stores the convolution's input, and what pooling chose.
    func keep(input lanes: Buffer<Lanes>, choice choices: Buffer<ChoiceLanes>, _ kernels: any KernelSet) {
        var rows = input.elements.mutableSpan
        kernels.transpose(lanes.elements.span, channels: shape.inputChannels, into: &rows)
        var choiceRows = choice.elements.mutableSpan
        kernels.transpose(choices.elements.span, channels: shape.outputChannels, into: &choiceRows)
    }

    /// Stores the gradient of the pooled output.
    func keep(gradient lanes: Buffer<Lanes>, _ kernels: any KernelSet) {
        var rows = gradient.elements.mutableSpan
        kernels.transpose(lanes.elements.span, channels: shape.outputChannels, into: &rows)
    }

    /// Computes the gradient of the input, as rows too.
    func inputGradient(
        weights: UnsafeMutableBufferPointer<Float>, into inputGradient: Buffer<Float>, _ kernels: any KernelSet
    ) {
        var rows = inputGradient.elements.mutableSpan
        kernels.convolutionInputGradient(
            shape, weights: weights.span, gradient: gradient.elements.span, choice: choice.elements.span,
            inputGradient: &rows)
    }

    /// Computes the gradients of weights and bias, one behind the other.
    func gradients(into gradients: UnsafeMutableBufferPointer<Float>, _ kernels: any KernelSet) {
        let weights = shape.weightCount
        var weight = gradients.extracting(0..<weights).mutableSpan
        var bias = gradients.extracting(weights..<weights + shape.outputChannels).mutableSpan
        kernels.convolutionWeightGradient(
            shape, input: input.elements.span, gradient: gradient.elements.span, choice: choice.elements.span,
            weightGradient: &weight, biasGradient: &bias)
    }
}
