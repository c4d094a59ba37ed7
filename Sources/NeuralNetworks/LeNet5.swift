/// LeNet-5 as it is written today: two convolutions, each with ReLU and 2x2 max pooling, then three linear layers.
///
/// After Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-based learning applied to document recognition",
/// Proceedings of the IEEE 86 (1998), which has sigmoid-like units, trainable subsampling, a sparse second convolution
/// and radial basis functions as output instead.
package enum LeNet5 {
    // report: The network
    /// The layers from image to logits. All that the program does with the network follows from this list. A convolution
    /// has 5x5 filters, stride 1 and no padding, and is followed by ReLU.
    package static func layers(classes: Int) -> [Layer] {
        [
            .convolution(channels: 6, maxPooling: true),
            .convolution(channels: 16, maxPooling: true),
            .linear(outputs: 120, relu: true),
            .linear(outputs: 84, relu: true),
            .linear(outputs: classes, relu: false),
        ]
    }
    // report: end

    /// The network for square images of one size.
    package static func network(
        channels: Int = 1, pixelSize: Int = 32, classes: Int = 10
    ) throws(NetworkError) -> Network {
        try Network(name: "LeNet-5", layers: layers(classes: classes), channels: channels, pixelSize: pixelSize)
    }

    /// The smallest side of an image that leaves one value a channel at the end of the convolutions.
    package static var smallestPixelSize: Int { Network.smallestPixelSize(of: layers(classes: 1)) }
}
