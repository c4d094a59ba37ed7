import KernelContracts

// Convolution, ReLU and max pooling, forward and backward.
//
// Forward, a tile is some output channels times the 2x2 positions that one pooled output chooses from, so that what is
// not chosen never reaches memory. Backward, only the chosen position of each pooled output has a gradient, but which one
// differs from lane to lane. The weight gradient therefore moves the input instead: of the 6x6 input values below a
// pooled output, each lane selects the 5x5 window of its own choice, row first, then column. That costs 55 selections
// and 25 multiply-adds where the dense form would cost 100 multiply-adds.

private let side = ConvolutionShape.kernelSide
private let taps = ConvolutionShape.taps

extension FusedKernels {
    package func convolutionForward(
        _ shape: ConvolutionShape, input: Span<Lanes>, weights: Span<Float>, bias: Span<Float>,
        pooled: inout MutableSpan<Lanes>, choice: inout MutableSpan<Lanes>
    ) {
        let (x, w, b) = (input.address, weights.address, bias.address)
        let (y, chosen) = (pooled.address, choice.address)
        let channelSize = shape.pooledSide * shape.pooledSide
        var channel = 0
        while channel < shape.outputChannels {
            let left = shape.outputChannels - channel
            let (w, b) = (w + channel * shape.inputChannels * taps, b + channel)
            let (y, chosen) = (y + channel * channelSize, chosen + channel * channelSize)
            if left >= 4, hasManyRegisters {
                poolTiles(ForwardTile<4, 16>(), shape, x, w, b, y, chosen)
                channel += 4
            } else if left >= 2 {
                poolTiles(ForwardTile<2, 8>(), shape, x, w, b, y, chosen)
                channel += 2
            } else {
                poolTiles(ForwardTile<1, 4>(), shape, x, w, b, y, chosen)
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
    _ tile: ForwardTile<C, N>, _ shape: ConvolutionShape, _ input: UnsafePointer<Lanes>,
    _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ pooled: UnsafeMutablePointer<Lanes>,
    _ choice: UnsafeMutablePointer<Lanes>
) {
    let (width, pooledSide) = (shape.inputSide, shape.pooledSide)
    withUnsafeTemporaryAllocation(of: Register.self, capacity: N) { sums in
        guard let sums = sums.baseAddress else { return }
        for part in 0..<parts {
            let pooled = MutableLanePart(pooled, part)
            let choice = MutableLanePart(choice, part)
            for row in 0..<pooledSide {
                for column in 0..<pooledSide {
                    let corner = LanePart(input + (2 &* row &* width &+ 2 &* column), part)
                    windowSums(tile, shape, corner, weights, bias, into: sums)
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
    _ tile: ForwardTile<C, N>, _ shape: ConvolutionShape, _ corner: LanePart, _ weights: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>, into result: UnsafeMutablePointer<Register>
) {
    let width = shape.inputSide
    let stride = shape.inputChannels &* taps
    var sums = InlineArray<N, Register>(repeating: .nought)
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

/// max(0, largest) of four values in the order of their rows, and which was largest, the first of equals.
///
/// Parameters that are not numbers make all four so, and the result too. A single such value beside numbers, which no
/// input of finite parameters can give, would be passed over unless it is the first.
@inline(__always)
private func largest(
    _ upperLeft: Register, _ upperRight: Register, _ lowerLeft: Register, _ lowerRight: Register
) -> (value: Register, choice: Register) {
    var value = upperLeft
    var choice = Register(repeating: -1)
    take(upperRight, -2, ifLargerThan: &value, &choice)
    take(lowerLeft, 1, ifLargerThan: &value, &choice)
    take(lowerRight, 2, ifLargerThan: &value, &choice)
    value.replace(with: .nought, where: value .< .nought)
    return (value, choice)
}

@inline(__always)
private func take(_ candidate: Register, _ code: Float, ifLargerThan value: inout Register, _ choice: inout Register) {
    let larger = candidate .> value
    value.replace(with: candidate, where: larger)
    choice.replace(with: Register(repeating: code), where: larger)
}

// MARK: - Weight gradient

extension FusedKernels {
    package func convolutionWeightGradient(
        _ shape: ConvolutionShape, input: Span<Lanes>, gradient: Span<Lanes>, choice: Span<Lanes>,
        weightGradient: inout MutableSpan<Float>, biasGradient: inout MutableSpan<Float>
    ) {
        let (x, g, chosen) = (input.address, gradient.address, choice.address)
        let (dw, db) = (weightGradient.address, biasGradient.address)
        let positions = shape.pooledSide * shape.pooledSide
        withUnsafeTemporaryAllocation(of: Lanes.self, capacity: taps) { sums in
            guard let sums = sums.baseAddress else { return }
            for output in 0..<shape.outputChannels {
                let (g, chosen) = (g + output * positions, chosen + output * positions)
                var total = Lanes(repeating: 0)
                for position in 0..<positions { total += g[position] }
                db[output] = laneSum(total)
                for inputChannel in 0..<shape.inputChannels {
                    let image = x + inputChannel * shape.inputSide * shape.inputSide
                    kernelSums(shape, image, g, chosen, into: sums)
                    let kernel = dw + (output * shape.inputChannels + inputChannel) * taps
                    for tap in 0..<taps { kernel[tap] = laneSum(sums[tap]) }
                }
            }
        }
    }
}

/// The weight gradient of one pair of channels, lanes still apart: `sums[u * 5 + v]`.
@inline(__always)
private func kernelSums(
    _ shape: ConvolutionShape, _ image: UnsafePointer<Lanes>, _ gradient: UnsafePointer<Lanes>,
    _ choice: UnsafePointer<Lanes>, into sums: UnsafeMutablePointer<Lanes>
) {
    let width = shape.inputSide
    for part in 0..<parts {
        var u = 0
        #if !KERNELS_AVX2
            while u + 2 <= side {
                windowRows(KernelRows<2, 10>(), shape, image + u * width, gradient, choice, part, sums + u * side)
                u += 2
            }
        #endif
        while u < side {
            windowRows(KernelRows<1, 5>(), shape, image + u * width, gradient, choice, part, sums + u * side)
            u += 1
        }
    }
}

/// Rows of a kernel treated in one pass, and the weights in them, as a type.
private struct KernelRows<let rows: Int, let weights: Int> {}

@inline(__always)
private func windowRows<let R: Int, let N: Int>(
    _ rows: KernelRows<R, N>, _ shape: ConvolutionShape, _ image: UnsafePointer<Lanes>,
    _ gradient: UnsafePointer<Lanes>, _ choice: UnsafePointer<Lanes>, _ part: Int, _ out: UnsafeMutablePointer<Lanes>
) {
    let (width, pooledSide) = (shape.inputSide, shape.pooledSide)
    let gradient = LanePart(gradient, part)
    let choice = LanePart(choice, part)
    var sums = InlineArray<N, Register>(repeating: .nought)
    for row in 0..<pooledSide {
        for column in 0..<pooledSide {
            let position = row &* pooledSide &+ column
            let g = gradient[position]
            let (lower, right) = choiceMasks(choice[position])
            let patch = LanePart(image + (2 &* row &* width &+ 2 &* column), part)
            for u in 0..<R {
                var line = InlineArray<6, Register>(repeating: .nought)
                for v in 0..<6 {
                    let x = u &* width &+ v
                    line[v] = patch[x].replacing(with: patch[x &+ width], where: lower)
                }
                for v in 0..<5 {
                    let selected = line[v].replacing(with: line[v &+ 1], where: right)
                    sums[u &* 5 &+ v].addProduct(g, selected)
                }
            }
        }
    }
    let out = MutableLanePart(out, part)
    for index in 0..<N { out[index] = sums[index] }
}

/// In which lanes the lower row and the right column were chosen.
@inline(__always)
private func choiceMasks(_ choice: Register) -> (
    lower: SIMDMask<Register.MaskStorage>, right: SIMDMask<Register.MaskStorage>
) {
    (choice .> .nought, choice * choice .> Register(repeating: 2))
}

// MARK: - Input gradient

// A pooled output touches 6x6 values of the input. Their gradients are summed over the output channels in registers, some
// rows of the patch at a time, and then added to memory, where patches of neighbours overlap. No border needs care.

extension FusedKernels {
    package func convolutionInputGradient(
        _ shape: ConvolutionShape, weights: Span<Float>, gradient: Span<Lanes>, choice: Span<Lanes>,
        inputGradient: inout MutableSpan<Lanes>
    ) {
        let (w, g, chosen, dx) = (weights.address, gradient.address, choice.address, inputGradient.address)
        for index in 0..<shape.inputCount { dx[index] = Lanes(repeating: 0) }
        let (width, pooledSide) = (shape.inputSide, shape.pooledSide)
        for inputChannel in 0..<shape.inputChannels {
            let kernels = w + inputChannel * taps
            for row in 0..<pooledSide {
                for column in 0..<pooledSide {
                    let position = row &* pooledSide &+ column
                    let patch = dx + ((inputChannel &* width &+ 2 &* row) &* width &+ 2 &* column)
                    for part in 0..<parts {
                        let (g, chosen) = (LanePart(g + position, part), LanePart(chosen + position, part))
                        let patch = MutableLanePart(patch, part)
                        patchRows(PatchRows<0, 1, 6>(), shape, kernels, g, chosen, patch)
                        patchRows(PatchRows<1, 1, 6>(), shape, kernels, g, chosen, patch)
                        patchRows(PatchRows<2, 1, 6>(), shape, kernels, g, chosen, patch)
                        patchRows(PatchRows<3, 1, 6>(), shape, kernels, g, chosen, patch)
                        patchRows(PatchRows<4, 1, 6>(), shape, kernels, g, chosen, patch)
                        patchRows(PatchRows<5, 1, 6>(), shape, kernels, g, chosen, patch)
                    }
                }
            }
        }
    }
}

/// The first row of a patch treated in one pass, how many rows, and the values in them, as a type.
private struct PatchRows<let first: Int, let rows: Int, let values: Int> {}

@inline(__always)
private func patchRows<let F: Int, let R: Int, let N: Int>(
    _ rows: PatchRows<F, R, N>, _ shape: ConvolutionShape, _ kernels: UnsafePointer<Float>, _ gradient: LanePart,
    _ choice: LanePart, _ patch: MutableLanePart
) {
    let positions = shape.pooledSide &* shape.pooledSide
    let stride = shape.inputChannels &* taps
    var sums = InlineArray<N, Register>(repeating: .nought)
    for output in 0..<shape.outputChannels {
        let g = gradient[output &* positions]
        let (lower, right) = choiceMasks(choice[output &* positions])
        let kernel = kernels + output &* stride
        for r in 0..<R {
            let row = F &+ r
            var line = InlineArray<7, Register>(repeating: .nought)
            for v in 0..<5 {
                let upper = row < 5 ? Register(repeating: kernel[row &* 5 &+ v]) : .nought
                line[v &+ 1] =
                    row > 0
                    ? upper.replacing(with: Register(repeating: kernel[(row &- 1) &* 5 &+ v]), where: lower)
                    : upper.replacing(with: .nought, where: lower)
            }
            for v in 0..<6 {
                sums[r &* 6 &+ v].addProduct(g, line[v &+ 1].replacing(with: line[v], where: right))
            }
        }
    }
    for r in 0..<R {
        for v in 0..<6 {
            patch[(F &+ r) &* shape.inputSide &+ v] += sums[r &* 6 &+ v]
        }
    }
}
