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

    func randomLattices(
        _ grid: WarpGrid, maps: [WarpMap], key: SIMD2<UInt32>, counters: [SIMD4<UInt32>]
    ) -> [Lanes] {
        var lattices = [Lanes](repeating: Lanes(repeating: .nan), count: maps.count * WarpGrid.points)
        var span = lattices.mutableSpan
        randomLattices(grid, maps: maps.span, key: key, counters: counters.span, into: &span)
        return lattices
    }

    func warp(_ grid: WarpGrid, _ pixels: [UInt8], images: [Int], lattices: [Lanes]) -> [UInt8] {
        var warped = [UInt8](repeating: 0xaa, count: images.count * grid.size)
        var span = warped.mutableSpan
        warp(grid, pixels.span, images: images.span, lattices: lattices.span, into: &span)
        return warped
    }

    func convolution(
        _ shape: ConvolutionShape, input: [Lanes], weights: [Float], bias: [Float]
    ) -> (pooled: [Lanes], choice: [ChoiceLanes]) {
        pooling(shape) { pooled, choice in
            convolutionForward(
                shape, input: input.span, weights: weights.span, bias: bias.span, pooled: &pooled, choice: &choice)
        }
    }

    func winograd(
        _ shape: ConvolutionShape, input: [Lanes], weights: [Float], bias: [Float]
    ) -> (pooled: [Lanes], choice: [ChoiceLanes]) {
        var transformed = [Float](repeating: .nan, count: shape.winogradWeightCount)
        var span = transformed.mutableSpan
        winogradWeights(shape, weights: weights.span, into: &span)
        return pooling(shape) { pooled, choice in
            winogradForward(
                shape, input: input.span, transformed: transformed.span, bias: bias.span, pooled: &pooled,
                choice: &choice)
        }
    }

    private func pooling(
        _ shape: ConvolutionShape, _ forward: (inout MutableSpan<Lanes>, inout MutableSpan<ChoiceLanes>) -> Void
    ) -> (pooled: [Lanes], choice: [ChoiceLanes]) {
        var pooled = [Lanes](repeating: unwritten, count: shape.pooledCount)
        var choice = [ChoiceLanes](repeating: ChoiceLanes(repeating: -1), count: shape.pooledCount)
        var pooledSpan = pooled.mutableSpan
        var choiceSpan = choice.mutableSpan
        forward(&pooledSpan, &choiceSpan)
        return (pooled, choice)
    }

    func convolutionWeightGradient(
        _ shape: ConvolutionShape, input: [Lanes], gradient: [Lanes], choice: [ChoiceLanes]
    ) -> (weights: [Float], bias: [Float]) {
        let inputRows = rows(input, channels: shape.inputChannels, behind: .nan)
        let gradientRows = rows(gradient, channels: shape.outputChannels, behind: .nan)
        let choiceRows = rows(choice, channels: shape.outputChannels, behind: .max)
        var weights = [Float](repeating: .nan, count: shape.weightCount)
        var bias = [Float](repeating: .nan, count: shape.outputChannels)
        var weightSpan = weights.mutableSpan
        var biasSpan = bias.mutableSpan
        convolutionWeightGradient(
            shape, input: inputRows.span, gradient: gradientRows.span, choice: choiceRows.span,
            weightGradient: &weightSpan, biasGradient: &biasSpan)
        return (weights, bias)
    }

    func convolutionInputGradient(
        _ shape: ConvolutionShape, weights: [Float], gradient: [Lanes], choice: [ChoiceLanes]
    ) -> [Lanes] {
        let gradientRows = rows(gradient, channels: shape.outputChannels, behind: .nan)
        let choiceRows = rows(choice, channels: shape.outputChannels, behind: .max)
        var input = [Float](repeating: .nan, count: ImageRows.size(images: Lanes.count, shape.inputCount))
        var span = input.mutableSpan
        convolutionInputGradient(
            shape, weights: weights.span, gradient: gradientRows.span, choice: choiceRows.span, inputGradient: &span)
        let area = shape.inputSide * shape.inputSide
        return (0..<shape.inputCount).map { index in
            let place = index % area * shape.inputChannels + index / area
            return Lanes((0..<Lanes.count).map { input[$0 * ImageRows.stride(shape.inputCount) + place] })
        }
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
            inputs: inputs, input: rows(input).span, outputGradient: lanes(outputGradient).span,
            outputCount: allOutputs, outputs: outputs, weightGradient: &weightSpan, biasGradient: &biasSpan)
        return (weights, bias)
    }

    func reluGradient(activation: [Lanes], gradient: [Lanes]) -> [Lanes] {
        var gradient = gradient
        var span = gradient.mutableSpan
        reluGradient(activation: activation.span, gradient: &span)
        return gradient
    }

    func transpose(_ lanes: [Lanes], channels: Int) -> [Float] {
        var rows = [Float](repeating: .nan, count: Lanes.count * ImageRows.stride(lanes.count))
        var span = rows.mutableSpan
        transpose(lanes.span, channels: channels, into: &span)
        return rows
    }

    func transpose(_ lanes: [ChoiceLanes], channels: Int) -> [Int32] {
        var rows = [Int32](repeating: -1, count: Lanes.count * ImageRows.stride(lanes.count))
        var span = rows.mutableSpan
        transpose(lanes.span, channels: channels, into: &span)
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

/// Parameters with what an optimizer keeps for them.
struct OptimizedParameters: Equatable {
    var parameters: [Float]
    var firstMoments: [Float]
    var secondMoments: [Float]

    init(_ parameters: [Float], _ optimizer: Optimizer = .adam) {
        self.parameters = parameters
        firstMoments = Array(repeating: 0, count: optimizer.rule.moments > 0 ? parameters.count : 0)
        secondMoments = Array(repeating: 0, count: optimizer.rule.moments > 1 ? parameters.count : 0)
    }

    mutating func update(_ step: OptimizerStep, gradients: [Float], _ kernels: any KernelSet) {
        var (parameters, first, second) = (parameters, firstMoments, secondMoments)
        var p = parameters.mutableSpan
        var m = first.mutableSpan
        var v = second.mutableSpan
        kernels.update(step, gradients: gradients.span, parameters: &p, firstMoments: &m, secondMoments: &v)
        (self.parameters, firstMoments, secondMoments) = (parameters, first, second)
    }
}

/// Rows as kernels take them, of `[channels][position]` lanes. What is behind each image's values must not count.
private func rows<Number: SIMDScalar>(
    _ lanes: [SIMD16<Number>], channels: Int, behind filler: Number
) -> [Number] {
    let positions = lanes.count / channels
    let stride = ImageRows.stride(lanes.count)
    var rows = [Number](repeating: filler, count: ImageRows.size(images: Lanes.count, lanes.count))
    for image in 0..<Lanes.count {
        for index in lanes.indices {
            let (channel, position) = (index / positions, index % positions)
            rows[image * stride + position * channels + channel] = lanes[index][image]
        }
    }
    return rows
}

/// Rows as kernels take them, of images' features: whole groups, of which rows beyond the images must not count.
private func rows(_ images: [[Float]]) -> [Float] {
    let features = images.first?.count ?? 0
    let lanes = Lanes.groups(for: images.count) * Lanes.count
    var rows = [Float](repeating: .nan, count: ImageRows.size(images: lanes, features))
    for (image, values) in images.enumerated() {
        let start = image * ImageRows.stride(features)
        rows.replaceSubrange(start..<start + features, with: values)
    }
    return rows
}

/// `[group][feature]` lanes of images' features, zero beyond the images.
private func lanes(_ images: [[Float]]) -> [Lanes] {
    (0..<Lanes.groups(for: images.count)).flatMap { group in
        (images.first ?? []).indices.map { feature in
            Lanes(
                (0..<Lanes.count).map { lane in
                    let image = group * Lanes.count + lane
                    return image < images.count ? images[image][feature] : 0
                })
        }
    }
}
