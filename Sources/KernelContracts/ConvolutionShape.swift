/// The sizes of a 5x5 convolution (stride 1, no padding) with ReLU on square images, followed by 2x2 max pooling or by none.
package struct ConvolutionShape: Sendable, Equatable {
    /// The side of every filter of LeNet-5.
    package static let filterSide = 5
    /// Weights of one filter for one input channel.
    package static let taps = filterSide * filterSide

    package let inputChannels: Int
    /// Rows, and columns, of an input channel.
    package let inputSide: Int
    package let outputChannels: Int
    /// Whether 2x2 max pooling follows.
    package let isPooled: Bool

    package init(inputChannels: Int, inputSide: Int, outputChannels: Int, isPooled: Bool = true) {
        self.inputChannels = inputChannels
        self.inputSide = inputSide
        self.outputChannels = outputChannels
        self.isPooled = isPooled
    }

    /// Rows, and columns, of the outputs of the convolution from which one value is chosen: 2 with pooling, else 1.
    package var poolSide: Int { isPooled ? 2 : 1 }
    /// Rows, and columns, after the convolution.
    package var outputSide: Int { inputSide - Self.filterSide + 1 }
    /// Rows, and columns, after pooling; an odd last row or column of the convolution is left out, as in PyTorch.
    package var pooledSide: Int { outputSide / poolSide }
    package var inputCount: Int { inputChannels * inputSide * inputSide }
    package var pooledCount: Int { outputChannels * pooledSide * pooledSide }
    package var weightCount: Int { outputChannels * inputChannels * Self.taps }
    /// Memory for `KernelSet.winogradWeights`: 36 values a filter and input channel, for output channels in tiles of up to
    /// four.
    package var winogradWeightCount: Int { (outputChannels + 3) / 4 * 4 * inputChannels * 36 }
    /// Multiply-adds for one image: what pooling uses of the convolution.
    package var multiplyAdds: Int { poolSide * poolSide * pooledCount * inputChannels * Self.taps }
}
