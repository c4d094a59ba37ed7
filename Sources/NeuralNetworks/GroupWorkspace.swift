import KernelContracts

/// Activations and gradients of one group of sixteen images while a worker has it.
final class GroupWorkspace: Sendable {
    let network: LeNet5

    /// Images, `[channels][pixelSize][pixelSize]`.
    let input: Buffer<Lanes>
    /// After each convolution with ReLU and pooling, and which of four values pooling chose.
    let pooled1, pooled2: Buffer<Lanes>
    let choice1, choice2: Buffer<ChoiceLanes>
    /// After the linear layers; the last are the logits.
    let hidden1, hidden2, logits: Buffer<Lanes>
    let probabilities: Buffer<Lanes>
    /// Gradients of the loss with respect to the above.
    let pooled2Gradient, hidden1Gradient, hidden2Gradient, logitsGradient: Buffer<Lanes>
    /// What the convolutions' backward passes read and write, as rows with channels last.
    let rows1, rows2: ConvolutionRows

    init(_ network: LeNet5) {
        self.network = network
        let (shape1, shape2) = (ConvolutionShape(network.conv1), ConvolutionShape(network.conv2))
        func lanes(_ count: Int) -> Buffer<Lanes> { Buffer(repeating: Lanes(repeating: 0), count: count) }
        input = lanes(network.inputCount)
        (pooled1, pooled2) = (lanes(shape1.pooledCount), lanes(shape2.pooledCount))
        func choices(_ count: Int) -> Buffer<ChoiceLanes> { Buffer(repeating: ChoiceLanes(repeating: 0), count: count) }
        (choice1, choice2) = (choices(shape1.pooledCount), choices(shape2.pooledCount))
        (hidden1, hidden2) = (lanes(network.linear1.outputs), lanes(network.linear2.outputs))
        (logits, probabilities) = (lanes(network.classes), lanes(network.classes))
        pooled2Gradient = lanes(shape2.pooledCount)
        (rows1, rows2) = (ConvolutionRows(shape1), ConvolutionRows(shape2))
        (hidden1Gradient, hidden2Gradient) = (lanes(network.linear1.outputs), lanes(network.linear2.outputs))
        logitsGradient = lanes(network.classes)
    }

    /// Brings images into lanes.
    func gather(_ images: ByteImages, _ positions: Span<Int>, _ kernels: any KernelSet) {
        var lanes = input.elements.mutableSpan
        kernels.gather(images.pixels.span, images: positions, table: images.levels.span, into: &lanes)
    }

    /// From images to logits.
    func forward(_ images: ByteImages, _ positions: Span<Int>, _ parameters: LayerParameters, _ kernels: any KernelSet)
    {
        gather(images, positions, kernels)
        convolution1(parameters, kernels)
        convolution2(parameters, kernels)

        var output = hidden1.elements.mutableSpan
        kernels.linearForward(
            input: pooled2.elements.span, weights: parameters.linear1.weight.span, bias: parameters.linear1.bias.span,
            relu: true, output: &output)
        output = hidden2.elements.mutableSpan
        kernels.linearForward(
            input: hidden1.elements.span, weights: parameters.linear2.weight.span, bias: parameters.linear2.bias.span,
            relu: true, output: &output)
        output = logits.elements.mutableSpan
        kernels.linearForward(
            input: hidden2.elements.span, weights: parameters.linear3.weight.span, bias: parameters.linear3.bias.span,
            relu: false, output: &output)
    }

    /// From images to the first pooled output.
    ///
    /// Blank parts of images give equal values, of which pooling chooses the first, so values are summed directly.
    func convolution1(_ parameters: LayerParameters, _ kernels: any KernelSet) {
        var pooled = pooled1.elements.mutableSpan
        var choice = choice1.elements.mutableSpan
        kernels.convolutionForward(
            rows1.shape, input: input.elements.span, weights: parameters.conv1.weight.span,
            bias: parameters.conv1.bias.span, pooled: &pooled, choice: &choice)
    }

    /// From the first pooled output to the second.
    func convolution2(_ parameters: LayerParameters, _ kernels: any KernelSet) {
        var pooled = pooled2.elements.mutableSpan
        var choice = choice2.elements.mutableSpan
        kernels.winogradForward(
            rows2.shape, input: pooled1.elements.span, kernels: parameters.conv2Kernels.elements.span,
            bias: parameters.conv2.bias.span, pooled: &pooled, choice: &choice)
    }

    /// The loss of each image, from logits.
    func loss(_ labels: Span<UInt8>, scale: Float, _ kernels: any KernelSet) -> Lanes {
        var probability = probabilities.elements.mutableSpan
        var gradient = logitsGradient.elements.mutableSpan
        return kernels.softmaxCrossEntropy(
            logits: logits.elements.span, labels: labels, scale: scale, probabilities: &probability, gradient: &gradient
        )
    }

    /// Gradients of all activations, from that of the logits.
    func backward(_ parameters: LayerParameters, _ kernels: any KernelSet) {
        var gradient = hidden2Gradient.elements.mutableSpan
        kernels.linearInputGradient(
            weights: parameters.linear3.weight.span, outputGradient: logitsGradient.elements.span,
            inputGradient: &gradient)
        kernels.reluGradient(activation: hidden2.elements.span, gradient: &gradient)
        gradient = hidden1Gradient.elements.mutableSpan
        kernels.linearInputGradient(
            weights: parameters.linear2.weight.span, outputGradient: hidden2Gradient.elements.span,
            inputGradient: &gradient)
        kernels.reluGradient(activation: hidden1.elements.span, gradient: &gradient)
        gradient = pooled2Gradient.elements.mutableSpan
        kernels.linearInputGradient(
            weights: parameters.linear1.weight.span, outputGradient: hidden1Gradient.elements.span,
            inputGradient: &gradient)
        rows2.keep(gradient: pooled2Gradient, kernels)
        rows2.keep(input: pooled1, choice: choice2, kernels)
        rows1.keep(input: input, choice: choice1, kernels)
        // The input of the second convolution is the pooled output of the first.
        rows2.inputGradient(weights: parameters.conv2.weight, into: rows1.gradient, kernels)
    }

    /// Gradients of both convolutions' parameters, summed over the group, in the order of the parameter table.
    func convolutionGradients(into gradients: UnsafeMutableBufferPointer<Float>, _ kernels: any KernelSet) {
        let first = rows1.shape.weightCount + rows1.shape.outputChannels
        rows1.gradients(into: gradients.extracting(..<first), kernels)
        rows2.gradients(into: gradients.extracting(first...), kernels)
    }
}

extension ConvolutionShape {
    package init(_ layer: Conv2D) {
        self.init(inputChannels: layer.inputChannels, inputSide: layer.inputSide, outputChannels: layer.outputChannels)
    }
}
