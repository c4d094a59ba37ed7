import KernelContracts

/// Where the parameters of each layer are.
struct LayerParameters: @unchecked Sendable {
    /// Weight and bias of one layer.
    struct Layer {
        let weight: UnsafeMutableBufferPointer<Float>
        let bias: UnsafeMutableBufferPointer<Float>
        /// The positions of both in the allocation.
        let weightRange: Range<Int>
        let biasRange: Range<Int>
    }

    let conv1, conv2, linear1, linear2, linear3: Layer
    /// The weights of the second convolution once more, as its forward pass takes them. Whoever changes those weights
    /// calls `transformKernels` before the next forward pass.
    let conv2Kernels: Buffer<Float>
    private let conv2Shape: ConvolutionShape

    /// `buffer` holds the parameters of `network` in the order of its table.
    init(_ buffer: Buffer<Float>, _ network: LeNet5, _ kernels: any KernelSet) {
        let table = network.parameterTable
        func layer(_ index: Int) -> Layer {
            let (weight, bias) = (table.entries[2 * index].range, table.entries[2 * index + 1].range)
            return Layer(weight: buffer[weight], bias: buffer[bias], weightRange: weight, biasRange: bias)
        }
        (conv1, conv2, linear1, linear2, linear3) = (layer(0), layer(1), layer(2), layer(3), layer(4))
        conv2Shape = ConvolutionShape(network.conv2)
        conv2Kernels = Buffer(repeating: 0, count: conv2Shape.winogradKernelCount)
        transformKernels(kernels)
    }

    /// Brings `conv2Kernels` up to date.
    func transformKernels(_ kernels: any KernelSet) {
        var transformed = conv2Kernels.elements.mutableSpan
        kernels.winogradKernels(conv2Shape, weights: conv2.weight.span, into: &transformed)
    }
}
