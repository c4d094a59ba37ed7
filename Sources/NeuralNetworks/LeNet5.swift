/// LeNet-5 as it is written today: two convolutions, each with ReLU and 2x2 max pooling, then three linear layers.
///
/// After Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-based learning applied to document recognition",
/// Proceedings of the IEEE 86 (1998), which has sigmoid-like units, trainable subsampling, a sparse second convolution
/// and radial basis functions as output instead.
package struct LeNet5: Sendable, Equatable {
    /// The smallest side of an image that leaves one value a channel at the end of the convolutions.
    package static let smallestPixelSize = 16

    package let channels: Int
    package let pixelSize: Int
    package let classes: Int

    // report: The network
    package let conv1, conv2: Conv2D
    package let pool1, pool2: MaxPool2D
    package let linear1, linear2, linear3: Linear
    package let relu = ReLU()

    package init(channels: Int = 1, pixelSize: Int = 32, classes: Int = 10) throws(NetworkError) {
        try Self.validate(channels: channels, pixelSize: pixelSize, classes: classes)
        (self.channels, self.pixelSize, self.classes) = (channels, pixelSize, classes)

        conv1 = Conv2D(inputChannels: channels, outputChannels: 6, inputSide: pixelSize)
        pool1 = MaxPool2D(channels: 6, inputSide: conv1.outputSide)
        conv2 = Conv2D(inputChannels: 6, outputChannels: 16, inputSide: pool1.outputSide)
        pool2 = MaxPool2D(channels: 16, inputSide: conv2.outputSide)
        linear1 = Linear(inputs: 16 * pool2.outputSide * pool2.outputSide, outputs: 120)
        linear2 = Linear(inputs: 120, outputs: 84)
        linear3 = Linear(inputs: 84, outputs: classes)
    }
    // report: end

    private static func validate(channels: Int, pixelSize: Int, classes: Int) throws(NetworkError) {
        guard pixelSize >= smallestPixelSize else {
            throw .imageTooSmall(pixelSize: pixelSize, smallest: smallestPixelSize)
        }
        for (name, value, allowed) in [
            ("channels", channels, 1...256), ("pixels a side", pixelSize, smallestPixelSize...1024),
            ("classes", classes, 1...256),
        ] where !allowed.contains(value) {
            throw .sizeOutOfRange(name: name, value: value, allowed: allowed)
        }
    }
}

extension LeNet5 {
    /// The layers with parameters, by PyTorch's names, in the order in which PyTorch creates them.
    package var parameterTable: ParameterTable {
        ParameterTable([
            ("conv1", conv1.weightShape), ("conv2", conv2.weightShape), ("linear1", linear1.weightShape),
            ("linear2", linear2.weightShape), ("linear3", linear3.weightShape),
        ])
    }

    /// Pixels of all channels of an image.
    package var inputCount: Int { channels * pixelSize * pixelSize }

    /// The logits of one image, `[classes]` from `[channels][pixelSize][pixelSize]`.
    package func forward<Scalar: BinaryFloatingPoint>(_ image: [Scalar], _ parameters: NamedTensors<Scalar>) -> [Scalar]
    {
        let p = parameters
        var x = pool1.forward(relu.forward(conv1.forward(image, weight: p["conv1.weight"], bias: p["conv1.bias"])))
        x = pool2.forward(relu.forward(conv2.forward(x, weight: p["conv2.weight"], bias: p["conv2.bias"])))
        x = relu.forward(linear1.forward(x, weight: p["linear1.weight"], bias: p["linear1.bias"]))
        x = relu.forward(linear2.forward(x, weight: p["linear2.weight"], bias: p["linear2.bias"]))
        return linear3.forward(x, weight: p["linear3.weight"], bias: p["linear3.bias"])
    }
}
