import KernelContracts

// Convolution, ReLU and max pooling backward.
//
// A pooled output passes its gradient to one window of the input, the chosen one of four, and to none where ReLU was
// zero; in a trained LeNet-5 that leaves half of the first layer's outputs and a third of the second's. So here vectors
// do not run along images, whose choices differ, but along the columns and channels of one image's window (channels
// last), which are contiguous whatever was chosen. First the outputs that have a gradient are marked, a bit each, without a
// branch; then each adds its window of the input to the gradient of its kernel, or its kernel to its window of the gradient.

/// `ConvolutionShape.kernelSide`, written once more: what another module stores is read behind a call (`Register.swift`).
private let side = 5
/// Rows, and columns, of the input below the four windows of a pooled output.
private let patchSide = side + 1

// MARK: - Weight gradient

extension FusedKernels {
    package func convolutionWeightGradient(
        _ shape: ConvolutionShape, input: Span<Float>, gradient: Span<Float>, choice: Span<Int32>,
        weightGradient: inout MutableSpan<Float>, biasGradient: inout MutableSpan<Float>
    ) {
        let (x, g, chosen) = (input.address, gradient.address, choice.address)
        let (dw, db) = (weightGradient.address, biasGradient.address)
        let (channels, outputs) = (shape.inputChannels, shape.outputChannels)
        let (inputStride, pooledStride) = (ImageRows.stride(shape.inputCount), ImageRows.stride(shape.pooledCount))
        let imageRow = shape.inputSide * channels
        let kernelRow = Lanes.groups(for: side * channels) * Lanes.count + Lanes.count
        for output in 0..<outputs { db[output] = 0 }
        withZeros(outputs * side * kernelRow) { kernels in
            withMarks(shape, row: imageRow, column: channels) { marks in
                for image in 0..<Lanes.count {
                    let (x, first) = (x + image * inputStride, image * pooledStride)
                    marks.set(chosen + first)
                    for output in 0..<outputs {
                        let active = marks.active(output, gradient: g + first, choice: chosen + first)
                        let kernel = kernels + output * side * kernelRow
                        var total: Float = 0
                        forEachPiece(of: side * channels) { place, piece in
                            let (image, kernel) = (Rows(x + place, imageRow), MutableRows(kernel + place, kernelRow))
                            switch piece {
                            case .two: total = addWindows(WindowTile<Register, 2, 10>(), active, image, kernel)
                            case .one: total = addWindows(WindowTile<Register, 1, 5>(), active, image, kernel)
                            case .half: total = addWindows(WindowTile<HalfRegister, 1, 5>(), active, image, kernel)
                            }
                        }
                        db[output] += total
                    }
                }
            }
            forEachWeight(shape) { weight, output, row, place in
                dw[weight] = kernels[(output * side + row) * kernelRow + place]
            }
        }
    }
}

/// Vectors across a row of a window, and the sums of five rows, as a type.
private struct WindowTile<Vector: SIMD<Float>, let vectors: Int, let sums: Int> {}

/// Adds the windows of outputs, each times its gradient, to the gradient of their kernel.
///
/// - Returns: the sum of the gradients.
@inline(__always)
private func addWindows<V: SIMD<Float>, let K: Int, let N: Int>(
    _ tile: WindowTile<V, K, N>, _ active: ActiveOutputs, _ image: Rows, _ kernel: MutableRows
) -> Float {
    var sums = InlineArray<N, V>(repeating: V(repeating: 0))
    for sum in 0..<N { sums[sum] = kernel[sum / K, sum % K] }
    var total: Float = 0
    for word in 0..<active.words {
        var marks = active.marks[word]
        while marks != 0 {
            let output = active.takeFirst(of: &marks, word)
            let window = image + output.window
            total += output.gradient
            for sum in 0..<N {
                sums[sum] = sums[sum].addingProduct(window[sum / K, sum % K], V(repeating: output.gradient))
            }
        }
    }
    for sum in 0..<N { kernel[sum / K, sum % K] = sums[sum] }
    return total
}

// MARK: - Input gradient

extension FusedKernels {
    package func convolutionInputGradient(
        _ shape: ConvolutionShape, weights: Span<Float>, gradient: Span<Float>, choice: Span<Int32>,
        inputGradient: inout MutableSpan<Float>
    ) {
        let (w, g, chosen, dx) = (weights.address, gradient.address, choice.address, inputGradient.address)
        let (channels, outputs, pooledSide) = (shape.inputChannels, shape.outputChannels, shape.pooledSide)
        let (inputStride, pooledStride) = (ImageRows.stride(shape.inputCount), ImageRows.stride(shape.pooledCount))
        let imageRow = shape.inputSide * channels
        // A border of zeros around each kernel makes one patch of all four windows: a choice only moves its start. What
        // the last piece of a row reaches over its end is zero as well, and so is a row behind the last kernel.
        let kernelRow = patchSide * channels + Lanes.count / 2
        let kernelSize = (patchSide + 1) * kernelRow
        withZeros(outputs * kernelSize + kernelRow) { kernels in
            forEachWeight(shape) { weight, output, row, place in
                kernels[output * kernelSize + (row + 1) * kernelRow + channels + place] = w[weight]
            }
            let firstKernel = kernels + (kernelRow + channels)
            withMarks(shape, row: -kernelRow, column: -channels) { marks in
                withKernelLists(shape) { lists in
                    for image in 0..<Lanes.count {
                        let (dx, first) = (dx + image * inputStride, image * pooledStride)
                        for index in 0..<inputStride { dx[index] = 0 }
                        marks.set(chosen + first)
                        lists.fill(marks, gradient: g + first, choice: chosen + first, kernelSize)
                        addKernels(
                            lists, pooledSide, channels, Rows(firstKernel, kernelRow), MutableRows(dx, imageRow))
                    }
                }
            }
        }
    }
}

/// Adds the kernels of all outputs of an image, each times its gradient, to the gradient of its input.
@inline(__always)
private func addKernels(
    _ lists: KernelLists, _ pooledSide: Int, _ channels: Int, _ kernels: Rows, _ gradient: MutableRows
) {
    for row in 0..<pooledSide {
        for column in 0..<pooledSide {
            let active = lists[row * pooledSide + column]
            let patch = gradient.from(row: 2 * row, 2 * column * channels)
            forEachPiece(of: patchSide * channels) { place, piece in
                let (kernels, patch) = (kernels + place, patch.from(row: 0, place))
                switch piece {
                case .two: addKernels(PatchTile<Register, 2, 12>(), active, kernels, patch)
                case .one: addKernels(PatchTile<Register, 1, 6>(), active, kernels, patch)
                case .half: addKernels(PatchTile<HalfRegister, 1, 6>(), active, kernels, patch)
                }
            }
        }
    }
}

/// Vectors across a row of a patch, and those of its six rows, as a type.
private struct PatchTile<Vector: SIMD<Float>, let vectors: Int, let sums: Int> {}

/// Adds the kernels of outputs, each times its gradient, to the patch of the input's gradient below them.
@inline(__always)
private func addKernels<V: SIMD<Float>, let K: Int, let N: Int>(
    _ tile: PatchTile<V, K, N>, _ active: UnsafeBufferPointer<ActiveKernel>, _ kernels: Rows, _ patch: MutableRows
) {
    var sums = InlineArray<N, V>(repeating: V(repeating: 0))
    for output in active {
        let (gradient, kernel) = (output.gradient, kernels + Int(output.kernel))
        for sum in 0..<N {
            sums[sum] = sums[sum].addingProduct(kernel[sum / K, sum % K], V(repeating: gradient))
        }
    }
    for sum in 0..<N { patch[sum / K, sum % K] += sums[sum] }
}

/// An output that has a gradient, and where its kernel starts.
private struct ActiveKernel {
    let gradient: Float
    let kernel: Int32
}

/// For each position of an image, the outputs that have a gradient there, in the order of their channels.
private struct KernelLists {
    private let channels, positions: Int
    /// `[position][channel]`
    private let lists: UnsafeMutablePointer<ActiveKernel>
    private let counts: UnsafeMutablePointer<Int>

    init(
        _ shape: ConvolutionShape, _ lists: UnsafeMutablePointer<ActiveKernel>, _ counts: UnsafeMutablePointer<Int>
    ) {
        (channels, positions) = (shape.outputChannels, shape.pooledSide * shape.pooledSide)
        (self.lists, self.counts) = (lists, counts)
    }

    /// Lists the outputs of an image; kernels lie `kernelSize` apart. Not inlined, this has all registers for itself.
    @inline(never)
    func fill(_ marks: Marks, gradient: UnsafePointer<Float>, choice: UnsafePointer<Int32>, _ kernelSize: Int) {
        let (channels, lists, counts) = (channels, lists, counts)
        for position in 0..<positions { counts[position] = 0 }
        for channel in 0..<channels {
            let active = marks.active(channel, gradient: gradient, choice: choice)
            for word in 0..<active.words {
                var marks = active.marks[word]
                while marks != 0 {
                    let output = active.takeFirst(of: &marks, word)
                    let count = counts[output.position]
                    counts[output.position] = count &+ 1
                    lists[output.position &* channels &+ count] = ActiveKernel(
                        gradient: output.gradient,
                        kernel: Int32(truncatingIfNeeded: channel &* kernelSize &+ output.shift))
                }
            }
        }
    }

    @inline(__always)
    subscript(position: Int) -> UnsafeBufferPointer<ActiveKernel> {
        UnsafeBufferPointer(start: lists + position &* channels, count: counts[position])
    }
}

/// Lends memory for lists.
@inline(__always)
private func withKernelLists(_ shape: ConvolutionShape, _ body: (KernelLists) -> Void) {
    withScratch(of: ActiveKernel.self, count: shape.pooledCount) { lists in
        withScratch(of: Int.self, count: shape.pooledSide * shape.pooledSide) { counts in
            body(KernelLists(shape, lists, counts))
        }
    }
}

/// Lends so many numbers, all zero.
@inline(__always)
private func withZeros(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) {
    withScratch(of: Float.self, count: count) { numbers in
        numbers.initialize(repeating: 0, count: count)
        body(numbers)
    }
}

// MARK: - Rows with channels last

/// Registers for a piece of a row.
private enum Piece { case two, one, half }

/// Splits a row into pieces, the last of which reaches over its end by less than half a register.
@inline(__always)
private func forEachPiece(of length: Int, _ body: (_ place: Int, _ piece: Piece) -> Void) {
    var place = 0
    while place < length {
        if length - place > Register.scalarCount + HalfRegister.scalarCount {
            body(place, .two)
            place += 2 * Register.scalarCount
        } else if length - place > HalfRegister.scalarCount {
            body(place, .one)
            place += Register.scalarCount
        } else {
            body(place, .half)
            place += HalfRegister.scalarCount
        }
    }
}

/// Every weight in PyTorch's order, `[output][channel][row][column]`, and its place in a row that has channels last.
@inline(__always)
private func forEachWeight(
    _ shape: ConvolutionShape, _ body: (_ weight: Int, _ output: Int, _ row: Int, _ place: Int) -> Void
) {
    var weight = 0
    for output in 0..<shape.outputChannels {
        for channel in 0..<shape.inputChannels {
            for row in 0..<side {
                for column in 0..<side {
                    body(weight, output, row, column &* shape.inputChannels &+ channel)
                    weight &+= 1
                }
            }
        }
    }
}

/// Rows of floats in memory, read in vectors.
private struct Rows {
    private let start: UnsafePointer<Float>
    private let distance: Int

    @inline(__always) init(_ start: UnsafePointer<Float>, _ distance: Int) {
        (self.start, self.distance) = (start, distance)
    }

    @inline(__always) static func + (rows: Rows, offset: Int) -> Rows { Rows(rows.start + offset, rows.distance) }

    @inline(__always) subscript<V: SIMD<Float>>(row: Int, vector: Int) -> V {
        let place = start + (row &* distance &+ vector &* V.scalarCount)
        return UnsafeRawPointer(place).loadUnaligned(as: V.self)
    }
}

/// Rows of floats in memory, read and written in vectors.
private struct MutableRows {
    private let start: UnsafeMutablePointer<Float>
    private let distance: Int

    @inline(__always) init(_ start: UnsafeMutablePointer<Float>, _ distance: Int) {
        (self.start, self.distance) = (start, distance)
    }

    /// The same rows from another place on.
    @inline(__always) func from(row: Int, _ place: Int) -> MutableRows {
        MutableRows(start + (row &* distance &+ place), distance)
    }

    @inline(__always) subscript<V: SIMD<Float>>(row: Int, vector: Int) -> V {
        get { Rows(start, distance)[row, vector] }
        nonmutating set {
            let place = start + (row &* distance &+ vector &* V.scalarCount)
            UnsafeMutableRawPointer(place).storeBytes(of: newValue, as: V.self)
        }
    }
}
