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
            if left.isMultiple(of: 6) || left >= 12, wideTiles {
                poolTiles(ForwardTile<6>(), shape, x, w, b, y, chosen)
                channel += 6
            } else if left >= 4, wideTiles {
                poolTiles(ForwardTile<4>(), shape, x, w, b, y, chosen)
                channel += 4
            } else if left >= 2 {
                poolTiles(ForwardTile<2>(), shape, x, w, b, y, chosen)
                channel += 2
            } else {
                poolTiles(ForwardTile<1>(), shape, x, w, b, y, chosen)
                channel += 1
            }
        }
    }
}

/// Whether the register file holds 24 accumulators beside their operands.
private var wideTiles: Bool {
    @inline(always) get {
        #if KERNELS_AVX2
            false
        #else
            true
        #endif
    }
}

/// The number of output channels of a forward tile, as a type.
private struct ForwardTile<let channels: Int> {}

/// All pooled outputs of some output channels, for each part of the lanes.
@inline(always)
private func poolTiles<let C: Int>(
    _ tile: ForwardTile<C>, _ shape: ConvolutionShape, _ input: UnsafePointer<Lanes>, _ weights: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>, _ pooled: UnsafeMutablePointer<Lanes>, _ choice: UnsafeMutablePointer<Lanes>
) {
    let (width, pooledSide) = (shape.inputSide, shape.pooledSide)
    for part in 0..<parts {
        let pooled = MutableLanePart(pooled, part)
        let choice = MutableLanePart(choice, part)
        for row in 0..<pooledSide {
            for column in 0..<pooledSide {
                let corner = input + (2 &* row &* width &+ 2 &* column)
                var sums = InlineArray<C, Window>(repeating: Window())
                for channel in 0..<C { sums[channel] = Window(repeating: bias[channel]) }
                accumulate(&sums, shape, LanePart(corner, part), weights)
                for channel in 0..<C {
                    let index = (channel &* pooledSide &+ row) &* pooledSide &+ column
                    (pooled[index], choice[index]) = sums[channel].pooled
                }
            }
        }
    }
}

/// Adds the products of all taps to the four positions of each channel.
@inline(always)
private func accumulate<let C: Int>(
    _ sums: inout InlineArray<C, Window>, _ shape: ConvolutionShape, _ corner: LanePart,
    _ weights: UnsafePointer<Float>
) {
    let width = shape.inputSide
    let stride = shape.inputChannels &* taps
    for inputChannel in 0..<shape.inputChannels {
        for u in 0..<side {
            for v in 0..<side {
                let x = (inputChannel &* width &+ u) &* width &+ v
                let tap = weights + (inputChannel &* taps &+ u &* side &+ v)
                let (a, b, c, d) = (corner[x], corner[x &+ 1], corner[x &+ width], corner[x &+ width &+ 1])
                for channel in 0..<C {
                    let weight = Register(repeating: tap[channel &* stride])
                    sums[channel].upperLeft.addProduct(a, weight)
                    sums[channel].upperRight.addProduct(b, weight)
                    sums[channel].lowerLeft.addProduct(c, weight)
                    sums[channel].lowerRight.addProduct(d, weight)
                }
            }
        }
    }
}

/// The convolution at the four positions that one pooled output chooses from.
private struct Window {
    var upperLeft = Register.nought
    var upperRight = Register.nought
    var lowerLeft = Register.nought
    var lowerRight = Register.nought

    @inline(always) init() {}

    @inline(always) init(repeating value: Float) {
        let register = Register(repeating: value)
        (upperLeft, upperRight, lowerLeft, lowerRight) = (register, register, register, register)
    }

    /// max(0, largest), and which was largest. A value that is not a number stays one.
    @inline(always) var pooled: (value: Register, choice: Register) {
        var value = upperLeft
        var choice = Register(repeating: -1)
        func consider(_ candidate: Register, _ code: Float) {
            let larger = candidate .> value
            value.replace(with: candidate, where: larger)
            choice.replace(with: Register(repeating: code), where: larger)
        }
        consider(upperRight, -2)
        consider(lowerLeft, 1)
        consider(lowerRight, 2)
        value.replace(with: .nought, where: value .< .nought)
        return (value, choice)
    }
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
                    windowSums(shape, image, g, chosen, into: sums)
                    let kernel = dw + (output * shape.inputChannels + inputChannel) * taps
                    for tap in 0..<taps { kernel[tap] = laneSum(sums[tap]) }
                }
            }
        }
    }
}

/// The weight gradient of one pair of channels, lanes still apart: `sums[u * 5 + v]`.
@inline(always)
private func windowSums(
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

@inline(always)
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
@inline(always)
private func choiceMasks(_ choice: Register) -> (lower: SIMDMask<Register.MaskStorage>, right: SIMDMask<Register.MaskStorage>) {
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
                        #if KERNELS_AVX2
                            patchRows(PatchRows<0, 1, 6>(), shape, kernels, g, chosen, patch)
                            patchRows(PatchRows<1, 1, 6>(), shape, kernels, g, chosen, patch)
                            patchRows(PatchRows<2, 1, 6>(), shape, kernels, g, chosen, patch)
                            patchRows(PatchRows<3, 1, 6>(), shape, kernels, g, chosen, patch)
                            patchRows(PatchRows<4, 1, 6>(), shape, kernels, g, chosen, patch)
                            patchRows(PatchRows<5, 1, 6>(), shape, kernels, g, chosen, patch)
                        #else
                            patchRows(PatchRows<0, 3, 18>(), shape, kernels, g, chosen, patch)
                            patchRows(PatchRows<3, 3, 18>(), shape, kernels, g, chosen, patch)
                        #endif
                    }
                }
            }
        }
    }
}

/// The first row of a patch treated in one pass, how many rows, and the values in them, as a type.
private struct PatchRows<let first: Int, let rows: Int, let values: Int> {}

@inline(always)
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
        let (upperHalf, lowerHalf) = (g.replacing(with: .nought, where: lower), Register.nought.replacing(with: g, where: lower))
        let upperLeft = upperHalf.replacing(with: .nought, where: right)
        let upperRight = Register.nought.replacing(with: upperHalf, where: right)
        let lowerLeft = lowerHalf.replacing(with: .nought, where: right)
        let lowerRight = Register.nought.replacing(with: lowerHalf, where: right)
        let kernel = kernels + output &* stride
        for r in 0..<R {
            let row = F &+ r
            for v in 0..<5 {
                if row < 5 {
                    let weight = Register(repeating: kernel[row &* 5 &+ v])
                    sums[r &* 6 &+ v].addProduct(upperLeft, weight)
                    sums[r &* 6 &+ v &+ 1].addProduct(upperRight, weight)
                }
                if row > 0 {
                    let weight = Register(repeating: kernel[(row &- 1) &* 5 &+ v])
                    sums[r &* 6 &+ v].addProduct(lowerLeft, weight)
                    sums[r &* 6 &+ v &+ 1].addProduct(lowerRight, weight)
                }
            }
        }
    }
    for r in 0..<R {
        for v in 0..<6 {
            patch[(F &+ r) &* shape.inputSide &+ v] += sums[r &* 6 &+ v]
        }
    }
}
