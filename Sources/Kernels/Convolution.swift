import KernelContracts

// Convolution, ReLU and max pooling forward.
//
// A tile is some output channels times the 2x2 positions that one pooled output chooses from, so that values which
// pooling discards are never stored. Without pooling it is some output channels at one position.

extension FusedKernels {
    package func convolutionForward(
        _ shape: ConvolutionShape, input: Span<Lanes>, weights: Span<Float>, bias: Span<Float>,
        pooled: inout MutableSpan<Lanes>, choice: inout MutableSpan<ChoiceLanes>
    ) {
        assert(input.count == shape.inputCount && weights.count == shape.weightCount)
        assert(bias.count == shape.outputChannels)
        assert(pooled.count == shape.pooledCount && choice.count == shape.pooledCount)
        let (x, w, b) = (input.address, weights.address, bias.address)
        let (y, chosen) = (pooled.address, choice.address)
        // Unknown to the compiler, the side keeps it from unrolling so far that sums leave their registers.
        let (side, taps) = (ConvolutionShape.filterSide, ConvolutionShape.taps)
        let channelSize = shape.pooledSide * shape.pooledSide
        guard shape.isPooled else { return convolve(shape, side, x, w, b, y, chosen) }
        var channel = 0
        while channel < shape.outputChannels {
            let left = shape.outputChannels - channel
            let (w, b) = (w + channel * shape.inputChannels * taps, b + channel)
            let (y, chosen) = (y + channel * channelSize, chosen + channel * channelSize)
            if left >= 4, hasManyRegisters {
                poolTiles(ForwardTile<4, 16>(), shape, side, x, w, b, y, chosen)
                channel += 4
            } else if left >= 3, !hasManyRegisters {
                poolTiles(ForwardTile<3, 12>(), shape, side, x, w, b, y, chosen)
                channel += 3
            } else if left >= 2 {
                poolTiles(ForwardTile<2, 8>(), shape, side, x, w, b, y, chosen)
                channel += 2
            } else {
                poolTiles(ForwardTile<1, 4>(), shape, side, x, w, b, y, chosen)
                channel += 1
            }
        }
    }
}

/// Whether the register file holds 16 accumulators beside their operands.
private var hasManyRegisters: Bool {
    @inline(__always) get {
        #if KERNELS_AVX2
            false
        #else
            true
        #endif
    }
}

/// Output channels of a forward tile, and its sums, four a channel, as a type.
private struct ForwardTile<let channels: Int, let sums: Int> {}

/// All pooled outputs of some output channels.
@inline(__always)
private func poolTiles<let C: Int, let N: Int>(
    _ tile: ForwardTile<C, N>, _ shape: ConvolutionShape, _ side: Int, _ input: UnsafePointer<Lanes>,
    _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ pooled: UnsafeMutablePointer<Lanes>,
    _ choice: UnsafeMutablePointer<ChoiceLanes>
) {
    let (width, pooledSide) = (shape.inputSide, shape.pooledSide)
    withUnsafeTemporaryAllocation(of: Register.self, capacity: N) { sums in
        guard let sums = sums.baseAddress else { return }
        for part in 0..<parts {
            let pooled = MutableLanePart<Register>(pooled, part)
            let choice = MutableLanePart<ChoiceRegister>(choice, part)
            for row in 0..<pooledSide {
                for column in 0..<pooledSide {
                    let corner = LanePart(input + (2 &* row &* width &+ 2 &* column), part)
                    windowSums(tile, shape, side, corner, weights, bias, into: sums)
                    for channel in 0..<C {
                        let index = (channel &* pooledSide &+ row) &* pooledSide &+ column
                        let window = sums + 4 &* channel
                        (pooled[index], choice[index]) = largest(window[0], window[1], window[2], window[3])
                    }
                }
            }
        }
    }
}

/// The convolution of each channel at the 2x2 positions that one pooled output chooses from.
@inline(__always)
private func windowSums<let C: Int, let N: Int>(
    _ tile: ForwardTile<C, N>, _ shape: ConvolutionShape, _ side: Int, _ corner: LanePart,
    _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, into result: UnsafeMutablePointer<Register>
) {
    let width = shape.inputSide
    let taps = side &* side
    let stride = shape.inputChannels &* taps
    var sums = InlineArray<N, Register>(repeating: .zeros)
    for sum in 0..<N { sums[sum] = Register(repeating: bias[sum >> 2]) }
    for inputChannel in 0..<shape.inputChannels {
        for u in 0..<side {
            for v in 0..<side {
                let x = (inputChannel &* width &+ u) &* width &+ v
                let tap = weights + (inputChannel &* taps &+ u &* side &+ v)
                for position in 0..<4 {
                    let value = corner[x &+ (position >> 1) &* width &+ (position & 1)]
                    for channel in 0..<C {
                        sums[4 &* channel &+ position].addProduct(
                            value, Register(repeating: tap[channel &* stride]))
                    }
                }
            }
        }
    }
    // Through memory, since a loop over channels that is not unrolled would keep the sums there all the time.
    for sum in 0..<N { result[sum] = sums[sum] }
}

/// max(0, largest) of four values in the order of their rows, and the code of the first that was largest.
///
/// Parameters that are not numbers make all four so, and the result too. A single such value beside numbers, which no
/// input of finite parameters can give, would be passed over unless it is the first.
@inline(__always)
func largest(
    _ upperLeft: Register, _ upperRight: Register, _ lowerLeft: Register, _ lowerRight: Register
) -> (value: Register, choice: ChoiceRegister) {
    var value = upperLeft
    var choice = ChoiceRegister(repeating: 4)
    take(upperRight, 5, ifLargerThan: &value, &choice)
    take(lowerLeft, 6, ifLargerThan: &value, &choice)
    take(lowerRight, 7, ifLargerThan: &value, &choice)
    let isZero = value .<= .zeros
    value.replace(with: .zeros, where: isZero)
    choice.replace(with: ChoiceRegister(repeating: 0), where: isZero)
    return (value, choice)
}

@inline(__always)
private func take(
    _ candidate: Register, _ code: Int32, ifLargerThan value: inout Register, _ choice: inout ChoiceRegister
) {
    let larger = candidate .> value
    value.replace(with: candidate, where: larger)
    choice.replace(with: ChoiceRegister(repeating: code), where: larger)
}

// MARK: - Without pooling

/// All outputs of a convolution without pooling, after ReLU; the choice is 4, as of the first of four, where they are not zero.
@inline(never)
private func convolve(
    _ shape: ConvolutionShape, _ side: Int, _ input: UnsafePointer<Lanes>, _ weights: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Lanes>, _ choice: UnsafeMutablePointer<ChoiceLanes>
) {
    let filterSize = shape.inputChannels * side * side
    let channelSize = shape.outputSide * shape.outputSide
    var channel = 0
    while channel < shape.outputChannels {
        let (w, b) = (weights + channel * filterSize, bias + channel)
        let (y, chosen) = (output + channel * channelSize, choice + channel * channelSize)
        if shape.outputChannels - channel >= 8 {
            convolve(ChannelTile<8>(), shape, side, input, w, b, y, chosen)
            channel += 8
        } else {
            convolve(ChannelTile<1>(), shape, side, input, w, b, y, chosen)
            channel += 1
        }
    }
}

/// Output channels of a tile without pooling, as a type.
private struct ChannelTile<let channels: Int> {}

@inline(__always)
private func convolve<let C: Int>(
    _ tile: ChannelTile<C>, _ shape: ConvolutionShape, _ side: Int, _ input: UnsafePointer<Lanes>,
    _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Lanes>,
    _ choice: UnsafeMutablePointer<ChoiceLanes>
) {
    let (width, outputSide) = (shape.inputSide, shape.outputSide)
    let taps = side &* side
    let stride = shape.inputChannels &* taps
    for part in 0..<parts {
        let output = MutableLanePart<Register>(output, part)
        let choice = MutableLanePart<ChoiceRegister>(choice, part)
        for position in 0..<outputSide * outputSide {
            let (row, column) = (position / outputSide, position % outputSide)
            let corner = LanePart(input + (row &* width &+ column), part)
            var sums = InlineArray<C, Register>(repeating: .zeros)
            for channel in 0..<C { sums[channel] = Register(repeating: bias[channel]) }
            for inputChannel in 0..<shape.inputChannels {
                for u in 0..<side {
                    for v in 0..<side {
                        let value = corner[(inputChannel &* width &+ u) &* width &+ v]
                        let tap = weights + (inputChannel &* taps &+ u &* side &+ v)
                        for channel in 0..<C {
                            sums[channel].addProduct(value, Register(repeating: tap[channel &* stride]))
                        }
                    }
                }
            }
            for channel in 0..<C {
                let index = channel &* outputSide &* outputSide &+ position
                let isZero = sums[channel] .<= .zeros
                output[index] = sums[channel].replacing(with: .zeros, where: isZero)
                choice[index] = ChoiceRegister(repeating: 4).replacing(
                    with: ChoiceRegister(repeating: 0), where: isZero)
            }
        }
    }
}
