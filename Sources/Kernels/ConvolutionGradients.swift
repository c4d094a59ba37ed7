import KernelContracts

// Convolution, ReLU and max pooling backward.
//
// A pooled output passes its gradient to one window of the input, the chosen one of four, and to none where ReLU was
// zero; in a trained LeNet-5 that leaves half of the first layer's outputs and a third of the second's. So here vectors
// do not run along images, whose choices differ, but along the columns and channels of one image's window (channels
// last), which are contiguous whatever was chosen. First the outputs that have a gradient are listed, without a branch;
// then each adds its window of the input to the gradient of its kernel, or its kernel to its window of the gradient.

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
        let (channels, outputs, pooledSide) = (shape.inputChannels, shape.outputChannels, shape.pooledSide)
        let (inputStride, pooledStride) = (ImageRows.stride(shape.inputCount), ImageRows.stride(shape.pooledCount))
        let imageRow = shape.inputSide * channels
        let kernelRow = Lanes.groups(for: side * channels) * Lanes.count + Lanes.count
        for output in 0..<outputs { db[output] = 0 }
        withKernels(outputs * side * kernelRow, outputs: pooledSide * pooledSide) { kernels, starts in
            starts.setShifts(row: imageRow, column: channels)
            for position in 0..<pooledSide * pooledSide {
                let (row, column) = (2 * (position / pooledSide), 2 * (position % pooledSide))
                starts.origins[position] = Int32(row * imageRow + column * channels)
            }
            for image in 0..<Lanes.count {
                let x = x + image * inputStride
                let first = image * pooledStride
                for output in 0..<outputs {
                    let active = starts.active(g + first + output, chosen + first + output, stride: outputs)
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
    _ tile: WindowTile<V, K, N>, _ active: UnsafeBufferPointer<ActiveOutput>, _ image: Rows, _ kernel: MutableRows
) -> Float {
    var sums = InlineArray<N, V>(repeating: V(repeating: 0))
    for sum in 0..<N { sums[sum] = kernel[sum / K, sum % K] }
    var total: Float = 0
    for output in active {
        let (gradient, window) = (output.gradient, image + Int(output.start))
        total += gradient
        for sum in 0..<N {
            sums[sum] = sums[sum].addingProduct(window[sum / K, sum % K], V(repeating: gradient))
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
        let (channels, outputs) = (shape.inputChannels, shape.outputChannels)
        let (inputStride, pooledStride) = (ImageRows.stride(shape.inputCount), ImageRows.stride(shape.pooledCount))
        let imageRow = shape.inputSide * channels
        // A border of zeros around each kernel makes one patch of all four windows: a choice only moves its start. What
        // the last piece of a row reaches over its end is zero as well, and so is a row behind the last kernel.
        let kernelRow = patchSide * channels + Lanes.count / 2
        let kernelSize = (patchSide + 1) * kernelRow
        withKernels(outputs * kernelSize + kernelRow, outputs: outputs) { kernels, starts in
            forEachWeight(shape) { weight, output, row, place in
                kernels[output * kernelSize + (row + 1) * kernelRow + channels + place] = w[weight]
            }
            starts.setShifts(row: -kernelRow, column: -channels)
            for output in 0..<outputs { starts.origins[output] = Int32(output * kernelSize + kernelRow + channels) }
            for image in 0..<Lanes.count {
                let dx = dx + image * inputStride
                for index in 0..<inputStride { dx[index] = 0 }
                var first = image * pooledStride
                for row in 0..<shape.pooledSide {
                    for column in 0..<shape.pooledSide {
                        let active = starts.active(g + first, chosen + first, stride: 1)
                        let patch = dx + 2 * (row * imageRow + column * channels)
                        forEachPiece(of: patchSide * channels) { place, piece in
                            let (kernels, patch) = (
                                Rows(kernels + place, kernelRow), MutableRows(patch + place, imageRow)
                            )
                            switch piece {
                            case .two: addKernels(PatchTile<Register, 2, 12>(), active, kernels, patch)
                            case .one: addKernels(PatchTile<Register, 1, 6>(), active, kernels, patch)
                            case .half: addKernels(PatchTile<HalfRegister, 1, 6>(), active, kernels, patch)
                            }
                        }
                        first += outputs
                    }
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
    _ tile: PatchTile<V, K, N>, _ active: UnsafeBufferPointer<ActiveOutput>, _ kernels: Rows, _ patch: MutableRows
) {
    var sums = InlineArray<N, V>(repeating: V(repeating: 0))
    for output in active {
        let (gradient, kernel) = (output.gradient, kernels + Int(output.start))
        for sum in 0..<N {
            sums[sum] = sums[sum].addingProduct(kernel[sum / K, sum % K], V(repeating: gradient))
        }
    }
    for sum in 0..<N { patch[sum / K, sum % K] += sums[sum] }
}

// MARK: - Outputs that have a gradient

/// Where the windows, or the kernels, of some pooled outputs start.
private struct WindowStarts {
    /// How many outputs there are.
    let count: Int
    /// Where each starts if its upper left window was chosen.
    let origins: UnsafeMutablePointer<Int32>
    /// How far from there it starts for each code of a choice.
    fileprivate let shifts: UnsafeMutablePointer<Int32>
    /// A place more than there are outputs.
    private let list: UnsafeMutablePointer<ActiveOutput>

    static func memory(for outputs: Int) -> Int { outputs + 8 + 2 * (outputs + 1) }

    init(_ memory: UnsafeMutablePointer<Int32>, count: Int) {
        self.count = count
        list = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: ActiveOutput.self)
        (shifts, origins) = (memory + 2 * (count + 1), memory + 2 * (count + 1) + 8)
    }

    /// The distances between windows one below and one beside the other.
    func setShifts(row: Int, column: Int) {
        for code in 0..<8 { shifts[code] = Int32((code >> 1 & 1) * row + (code & 1) * column) }
    }

    /// The outputs that have a gradient.
    @inline(__always)
    func active(
        _ gradient: UnsafePointer<Float>, _ choice: UnsafePointer<Int32>, stride: Int
    ) -> UnsafeBufferPointer<ActiveOutput> {
        UnsafeBufferPointer(start: list, count: listActive(gradient, choice, stride: stride))
    }

    /// Lists the outputs that have a gradient. Each is written, but only counted if it has, so that no branch has to be
    /// predicted. Not inlined, this has all registers for itself.
    ///
    /// - Returns: how many they are.
    @inline(never)
    private func listActive(_ gradient: UnsafePointer<Float>, _ choice: UnsafePointer<Int32>, stride: Int) -> Int {
        let (list, origins, shifts) = (list, origins, shifts)
        var (listed, source) = (0, 0)
        for output in 0..<count {
            let code = Int(choice[source])
            list[listed] = ActiveOutput(gradient: gradient[source], start: origins[output] &+ shifts[code])
            listed &+= code &>> 2
            source &+= stride
        }
        return listed
    }
}

/// An output that has a gradient.
private struct ActiveOutput {
    let gradient: Float
    /// Where its window, or its kernel, starts.
    let start: Int32
}

/// Lends memory for kernels, all zero, and for the starts of some outputs.
@inline(__always)
private func withKernels(
    _ size: Int, outputs: Int, _ body: (UnsafeMutablePointer<Float>, WindowStarts) -> Void
) {
    let alignment = MemoryLayout<Register>.alignment
    withUnsafeTemporaryAllocation(byteCount: 4 * size, alignment: alignment) { floats in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: WindowStarts.memory(for: outputs)) { integers in
            let kernels = floats.bindMemory(to: Float.self)
            kernels.initialize(repeating: 0)
            guard let kernels = kernels.baseAddress, let integers = integers.baseAddress else { return }
            body(kernels, WindowStarts(integers, count: outputs))
        }
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

    @inline(__always) subscript<V: SIMD<Float>>(row: Int, vector: Int) -> V {
        get { Rows(start, distance)[row, vector] }
        nonmutating set {
            let place = start + (row &* distance &+ vector &* V.scalarCount)
            UnsafeMutableRawPointer(place).storeBytes(of: newValue, as: V.self)
        }
    }
}
