import KernelContracts

// The kernels with arrays in and arrays out. What they write starts as "not a number", so that a result which is added
// to its place instead of overwriting it, or is not written at all, cannot pass.

private let unwritten = Lanes(repeating: .nan)

extension KernelSet {
    func gather(_ pixels: [UInt8], images: [Int], table: [Float], pixelCount: Int) -> [Lanes] {
        var lanes = [Lanes](repeating: unwritten, count: pixelCount)
        var span = lanes.mutableSpan
        gather(pixels.span, images: images.span, table: table.span, into: &span)
        return lanes
    }

    func convolution(
        _ shape: ConvolutionShape, input: [Lanes], weights: [Float], bias: [Float]
    ) -> (pooled: [Lanes], choice: [Lanes]) {
        var pooled = [Lanes](repeating: unwritten, count: shape.pooledCount)
        var choice = pooled
        var pooledSpan = pooled.mutableSpan
        var choiceSpan = choice.mutableSpan
        convolutionForward(
            shape, input: input.span, weights: weights.span, bias: bias.span, pooled: &pooledSpan, choice: &choiceSpan)
        return (pooled, choice)
    }

    func convolutionWeightGradient(
        _ shape: ConvolutionShape, input: [Lanes], gradient: [Lanes], choice: [Lanes]
    ) -> (weights: [Float], bias: [Float]) {
        var weights = [Float](repeating: .nan, count: shape.weightCount)
        var bias = [Float](repeating: .nan, count: shape.outputChannels)
        var weightSpan = weights.mutableSpan
        var biasSpan = bias.mutableSpan
        convolutionWeightGradient(
            shape, input: input.span, gradient: gradient.span, choice: choice.span, weightGradient: &weightSpan,
            biasGradient: &biasSpan)
        return (weights, bias)
    }

    func convolutionInputGradient(
        _ shape: ConvolutionShape, weights: [Float], gradient: [Lanes], choice: [Lanes]
    ) -> [Lanes] {
        var input = [Lanes](repeating: unwritten, count: shape.inputCount)
        var span = input.mutableSpan
        convolutionInputGradient(
            shape, weights: weights.span, gradient: gradient.span, choice: choice.span, inputGradient: &span)
        return input
    }

    func linear(_ input: [Lanes], weights: [Float], bias: [Float], relu: Bool) -> [Lanes] {
        var output = [Lanes](repeating: unwritten, count: bias.count)
        var span = output.mutableSpan
        linearForward(input: input.span, weights: weights.span, bias: bias.span, relu: relu, output: &span)
        return output
    }

    func linearInputGradient(weights: [Float], outputGradient: [Lanes], inputs: Int) -> [Lanes] {
        var input = [Lanes](repeating: unwritten, count: inputs)
        var span = input.mutableSpan
        linearInputGradient(weights: weights.span, outputGradient: outputGradient.span, inputGradient: &span)
        return input
    }

    /// - Parameters:
    ///   - input: one row an image
    ///   - outputGradient: one row an image
    func linearWeightGradient(
        input: [[Float]], outputGradient: [[Float]], outputs: Range<Int>
    ) -> (weights: [Float], bias: [Float]) {
        let (inputs, allOutputs) = (input.first?.count ?? 0, outputGradient.first?.count ?? 0)
        var weights = [Float](repeating: .nan, count: outputs.count * inputs)
        var bias = [Float](repeating: .nan, count: outputs.count)
        var weightSpan = weights.mutableSpan
        var biasSpan = bias.mutableSpan
        linearWeightGradient(
            images: input.count, inputs: inputs, input: padded(input).span, inputStride: paddedCount(inputs),
            outputGradient: padded(outputGradient).span, outputStride: paddedCount(allOutputs), outputs: outputs,
            weightGradient: &weightSpan, biasGradient: &biasSpan)
        return (weights, bias)
    }

    func reluGradient(activation: [Lanes], gradient: [Lanes]) -> [Lanes] {
        var gradient = gradient
        var span = gradient.mutableSpan
        reluGradient(activation: activation.span, gradient: &span)
        return gradient
    }

    func transpose(_ lanes: [Lanes], stride: Int) -> [Float] {
        var rows = [Float](repeating: .nan, count: Lanes.count * stride)
        var span = rows.mutableSpan
        transpose(lanes.span, stride: stride, into: &span)
        return rows
    }

    func softmaxCrossEntropy(
        _ logits: [Lanes], labels: [UInt8], scale: Float
    ) -> (loss: Lanes, probabilities: [Lanes], gradient: [Lanes]) {
        var probabilities = [Lanes](repeating: unwritten, count: logits.count)
        var gradient = probabilities
        var probabilitySpan = probabilities.mutableSpan
        var gradientSpan = gradient.mutableSpan
        let loss = softmaxCrossEntropy(
            logits: logits.span, labels: labels.span, scale: scale, probabilities: &probabilitySpan,
            gradient: &gradientSpan)
        return (loss, probabilities, gradient)
    }

    func argmax(_ logits: [Lanes]) -> [Int] {
        let classes = argmax(logits.span)
        return (0..<Lanes.count).map { Int(classes[$0]) }
    }
}

/// Parameters with their moments, on which Adam works.
struct AdamState: Equatable {
    var parameters: [Float]
    var firstMoments: [Float]
    var secondMoments: [Float]

    init(_ parameters: [Float]) {
        self.parameters = parameters
        firstMoments = Array(repeating: 0, count: parameters.count)
        secondMoments = firstMoments
    }

    mutating func step(_ coefficients: AdamCoefficients, gradients: [Float], _ kernels: any KernelSet) {
        var (parameters, first, second) = (parameters, firstMoments, secondMoments)
        var p = parameters.mutableSpan
        var m = first.mutableSpan
        var v = second.mutableSpan
        kernels.adam(coefficients, gradients: gradients.span, parameters: &p, firstMoments: &m, secondMoments: &v)
        (self.parameters, firstMoments, secondMoments) = (parameters, first, second)
    }
}

private func paddedCount(_ count: Int) -> Int { Lanes.groups(for: count) * Lanes.count }

/// Rows of equal length one after the other, each filled up with zeros to a multiple of 16.
private func padded(_ rows: [[Float]]) -> [Float] {
    rows.flatMap { $0 + Array(repeating: 0, count: paddedCount($0.count) - $0.count) }
}
