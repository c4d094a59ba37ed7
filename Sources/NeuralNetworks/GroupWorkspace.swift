import KernelContracts

/// Runs one group of sixteen images forward and backward, in memory that a worker keeps. `KernelSet` has the equations.
final class GroupWorkspace: Sendable {
    private let network: Network
    private let arena = Arena()
    private let parameters: ParameterMemory
    private let kernels: any KernelSet
    /// Images, `[channels][pixelSize][pixelSize]`.
    private let images: Buffer<Lanes>
    private let stages: [StageMemory]
    /// Of each class, `[classes]`.
    let probabilities: Buffer<Lanes>

    /// What an augmenter makes of sixteen images, and its own memory; empty without one.
    private let augmented: Buffer<UInt8>
    private let scratch: Buffer<Lanes>

    /// - Parameter augmenterScratch: of an augmenter, where there is one
    init(_ parameters: ParameterMemory, _ kernels: any KernelSet, augmenterScratch: Int? = nil) {
        (network, self.parameters, self.kernels) = (parameters.network, parameters, kernels)
        images = Buffer(repeating: Lanes(repeating: 0), count: network.inputCount, in: arena)
        stages = network.stages.map { [arena] in StageMemory($0, arena) }
        probabilities = Buffer(repeating: Lanes(repeating: 0), count: network.classes, in: arena)
        let bytes = augmenterScratch == nil ? 0 : Lanes.count * network.inputCount
        augmented = Buffer(repeating: 0, count: bytes, in: arena)
        scratch = Buffer(repeating: Lanes(repeating: 0), count: augmenterScratch ?? 0, in: arena)
    }

    /// What a stage reads: `[channels][side][side]` before a convolution, `[inputs]` before a linear layer.
    private func input(_ index: Int) -> Buffer<Lanes> { index == 0 ? images : stages[index - 1].output }

    /// The output of the last stage, `[classes]`.
    var logits: Buffer<Lanes> { stages[stages.count - 1].output }

    // MARK: - Forward

    /// Brings images into lanes.
    func gather(_ bytes: ByteImages, _ positions: Span<Int>) {
        var lanes = images.elements.mutableSpan
        kernels.gather(bytes.pixels.span, images: positions, table: bytes.levels.span, into: &lanes)
    }

    /// Brings images into lanes as an augmenter changes them.
    func gather(_ bytes: ByteImages, _ positions: Span<Int>, _ augmenter: any Augmenter, epoch: Int) {
        let pixels = augmented[0..<positions.count * network.inputCount]
        var changed = pixels.mutableSpan
        var memory = scratch.elements.mutableSpan
        augmenter.augment(positions, epoch: epoch, kernels, scratch: &memory, into: &changed)
        let order = Array(0..<positions.count)
        var lanes = images.elements.mutableSpan
        kernels.gather(pixels.span, images: order.span, table: bytes.levels.span, into: &lanes)
    }

    /// From images to logits.
    func forward() {
        for index in stages.indices { forward(index) }
    }

    /// From the input of a stage to its output.
    func forward(_ index: Int) {
        let (stage, memory) = (network.stages[index], stages[index])
        let (input, bias) = (input(index).elements.span, parameters.biases(index).span)
        var output = memory.output.elements.mutableSpan
        switch stage.operation {
        case .convolution(let shape):
            var choice = memory.choice.elements.mutableSpan
            if stage.usesMinimalFiltering {
                kernels.winogradForward(
                    shape, input: input, transformed: parameters.transformed[index].elements.span, bias: bias,
                    pooled: &output, choice: &choice)
            } else {
                kernels.convolutionForward(
                    shape, input: input, weights: parameters.weights(index).span, bias: bias, pooled: &output,
                    choice: &choice)
            }
        case .linear(_, _, let relu):
            kernels.linearForward(
                input: input, weights: parameters.weights(index).span, bias: bias, relu: relu, output: &output)
        }
    }

    // MARK: - Backward

    /// The loss of each image, from logits, and its gradient with respect to them, times `scale`.
    func loss(_ labels: Span<UInt8>, scale: Float) -> Lanes {
        var probability = probabilities.elements.mutableSpan
        var gradient = stages[stages.count - 1].outputGradient.elements.mutableSpan
        return kernels.softmaxCrossEntropy(
            logits: logits.elements.span, labels: labels, scale: scale, probabilities: &probability, gradient: &gradient
        )
    }

    /// From the gradient of the logits back to the first stage.
    ///
    /// - Parameter batch: gets what the gradients of all parameters are made of, as those of this group
    func backward(into batch: BatchMemory, group: Int) {
        for index in stages.indices.reversed() {
            switch network.stages[index].operation {
            case .linear:
                keepRows(index, in: batch, group: group)
            case .convolution:
                makeRows(index)
                weightGradient(index, into: batch.groupGradients(index, group: group))
            }
            if index > 0 { inputGradient(index) }
        }
    }

    /// Stores what the weight gradient of a linear stage needs of this group.
    func keepRows(_ index: Int, in batch: BatchMemory, group: Int) {
        var rows = batch.inputRows(index, group: group).mutableSpan
        kernels.transpose(input(index).elements.span, channels: 1, into: &rows)
        _ = batch.outputGradients(index, group: group).update(from: stages[index].outputGradient.elements)
    }

    /// Turns input and choices of a convolution into rows with channels last, which its gradients read.
    func makeRows(_ index: Int) {
        guard let shape = network.stages[index].convolution else { return }
        var rows = stages[index].inputRows.elements.mutableSpan
        kernels.transpose(input(index).elements.span, channels: shape.inputChannels, into: &rows)
        var choices = stages[index].choiceRows.elements.mutableSpan
        kernels.transpose(stages[index].choice.elements.span, channels: shape.outputChannels, into: &choices)
    }

    /// The gradients of a convolution's weights and biases, one behind the other, summed over the group.
    func weightGradient(_ index: Int, into gradients: UnsafeMutableBufferPointer<Float>) {
        guard let shape = network.stages[index].convolution else { return }
        let memory = stages[index]
        var weights = gradients.extracting(..<shape.weightCount).mutableSpan
        var biases = gradients.extracting(shape.weightCount...).mutableSpan
        kernels.convolutionWeightGradient(
            shape, input: memory.inputRows.elements.span, gradient: memory.gradientRows.elements.span,
            choice: memory.choiceRows.elements.span, weightGradient: &weights, biasGradient: &biases)
    }

    /// From the gradient of a stage's output to that of its input, which is the output of the stage before.
    func inputGradient(_ index: Int) {
        let (memory, before) = (stages[index], stages[index - 1])
        let weights = parameters.weights(index).span
        switch network.stages[index].operation {
        case .convolution(let shape):
            var rows = before.gradientRows.elements.mutableSpan
            kernels.convolutionInputGradient(
                shape, weights: weights, gradient: memory.gradientRows.elements.span,
                choice: memory.choiceRows.elements.span, inputGradient: &rows)
        case .linear:
            var gradient = before.outputGradient.elements.mutableSpan
            kernels.linearInputGradient(
                weights: weights, outputGradient: memory.outputGradient.elements.span, inputGradient: &gradient)
            switch network.stages[index - 1].operation {
            case .convolution(let shape):
                var rows = before.gradientRows.elements.mutableSpan
                kernels.transpose(before.outputGradient.elements.span, channels: shape.outputChannels, into: &rows)
            case .linear(_, _, let relu):
                if relu { kernels.reluGradient(activation: before.output.elements.span, gradient: &gradient) }
            }
        }
    }
}

/// What sixteen images leave in one stage on their way forward and back.
private struct StageMemory: Sendable {
    /// After ReLU and pooling, `[channels][side][side]` or `[outputs]`.
    let output: Buffer<Lanes>
    /// The gradient of the loss with respect to `output`, where the next stage is linear.
    let outputGradient: Buffer<Lanes>

    // Of a convolution alone.

    /// Which values pooling chose, like `output`.
    let choice: Buffer<ChoiceLanes>
    /// The input, the choice and the gradient of the output once more, as rows (`ImageRows`) with channels last:
    /// `[image][row][column][channel]`.
    let inputRows: Buffer<Float>
    let choiceRows: Buffer<Int32>
    let gradientRows: Buffer<Float>

    init(_ stage: Stage, _ arena: Arena) {
        output = Buffer(repeating: Lanes(repeating: 0), count: stage.outputs, in: arena)
        outputGradient = Buffer(repeating: Lanes(repeating: 0), count: stage.outputs, in: arena)
        let shape = stage.convolution
        func size(_ values: Int?) -> Int { values.map { ImageRows.size(images: Lanes.count, $0) } ?? 0 }
        choice = Buffer(repeating: ChoiceLanes(repeating: 0), count: shape?.pooledCount ?? 0, in: arena)
        inputRows = Buffer(repeating: 0, count: size(shape?.inputCount), in: arena)
        choiceRows = Buffer(repeating: 0, count: size(shape?.pooledCount), in: arena)
        gradientRows = Buffer(repeating: 0, count: size(shape?.pooledCount), in: arena)
    }
}
