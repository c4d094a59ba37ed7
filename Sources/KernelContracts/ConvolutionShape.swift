/// The sizes of a 5x5 convolution (stride 1, no padding) followed by 2x2 max pooling, on square images.
package struct ConvolutionShape: Sendable, Equatable {
    /// The side of every convolution kernel of LeNet-5.
    package static let kernelSide = 5
    /// Taps of one kernel.
    package static let taps = kernelSide * kernelSide

    package let inputChannels: Int
    /// Rows, and columns, of an input channel.
    package let inputSide: Int
    package let outputChannels: Int

    package init(inputChannels: Int, inputSide: Int, outputChannels: Int) {
        self.inputChannels = inputChannels
        self.inputSide = inputSide
        self.outputChannels = outputChannels
    }

    /// Rows, and columns, after the convolution.
    package var outputSide: Int { inputSide - Self.kernelSide + 1 }
    /// Rows, and columns, after pooling; an odd last row or column of the convolution is left out, as in PyTorch.
    package var pooledSide: Int { outputSide / 2 }
    package var inputCount: Int { inputChannels * inputSide * inputSide }
    package var pooledCount: Int { outputChannels * pooledSide * pooledSide }
    package var weightCount: Int { outputChannels * inputChannels * Self.taps }
    /// Memory for `KernelSet.winogradKernels`: 36 values a kernel, for output channels in tiles of up to four.
    package var winogradKernelCount: Int { (outputChannels + 3) / 4 * 4 * inputChannels * 36 }
    /// Multiply-adds for one image: what pooling uses of the convolution.
    package var multiplyAdds: Int { 4 * pooledCount * inputChannels * Self.taps }
}
