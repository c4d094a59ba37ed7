import KernelContracts

/// A 5x5 convolution with stride 1 and without padding, in PyTorch's sense (cross-correlation):
/// y[o, r, c] = b[o] + sum over ch, u, v of w[o, ch, u, v] x[ch, r + u, c + v].
///
/// This and the other layer types define a network for one image in the plainest way. Training runs the fused kernels of
/// `KernelSet`, which the tests compare with these in `Double`.
struct Conv2D: Sendable, Equatable {
    static let filterSide = ConvolutionShape.filterSide

    let inputChannels: Int
    let outputChannels: Int
    /// Rows, and columns, of the input.
    let inputSide: Int

    init(inputChannels: Int, outputChannels: Int, inputSide: Int) {
        (self.inputChannels, self.outputChannels, self.inputSide) = (inputChannels, outputChannels, inputSide)
    }

    /// Rows, and columns, of the output; not positive where the input is too small.
    var outputSide: Int { inputSide - Self.filterSide + 1 }

    var weightShape: [Int] { [outputChannels, inputChannels, Self.filterSide, Self.filterSide] }

    /// `[outputChannels][outputSide][outputSide]` from `[inputChannels][inputSide][inputSide]`.
    func forward<Scalar: BinaryFloatingPoint>(_ input: [Scalar], weight: [Scalar], bias: [Scalar]) -> [Scalar] {
        var output: [Scalar] = []
        output.reserveCapacity(outputChannels * outputSide * outputSide)
        for channel in 0..<outputChannels {
            for row in 0..<outputSide {
                for column in 0..<outputSide {
                    var sum = bias[channel]
                    forEachTap(channel, row, column) { tap, pixel in
                        sum = sum.addingProduct(weight[tap], input[pixel])
                    }
                    output.append(sum)
                }
            }
        }
        return output
    }

    /// The gradients of a loss with respect to input, weight and bias from that of the output.
    func backward<Scalar: BinaryFloatingPoint>(
        _ outputGradient: [Scalar], input: [Scalar], weight: [Scalar]
    ) -> (input: [Scalar], weight: [Scalar], bias: [Scalar]) {
        var inputGradient = [Scalar](repeating: 0, count: input.count)
        var weightGradient = [Scalar](repeating: 0, count: weight.count)
        var biasGradient = [Scalar](repeating: 0, count: outputChannels)
        for channel in 0..<outputChannels {
            for row in 0..<outputSide {
                for column in 0..<outputSide {
                    let gradient = outputGradient[(channel * outputSide + row) * outputSide + column]
                    biasGradient[channel] += gradient
                    forEachTap(channel, row, column) { tap, pixel in
                        weightGradient[tap] += gradient * input[pixel]
                        inputGradient[pixel] += gradient * weight[tap]
                    }
                }
            }
        }
        return (inputGradient, weightGradient, biasGradient)
    }

    /// The positions of each weight, and of the pixel it meets, for one output.
    private func forEachTap(_ channel: Int, _ row: Int, _ column: Int, _ body: (_ tap: Int, _ pixel: Int) -> Void) {
        for inputChannel in 0..<inputChannels {
            for u in 0..<Self.filterSide {
                for v in 0..<Self.filterSide {
                    let tap = ((channel * inputChannels + inputChannel) * Self.filterSide + u) * Self.filterSide + v
                    body(tap, (inputChannel * inputSide + row + u) * inputSide + column + v)
                }
            }
        }
    }
}
