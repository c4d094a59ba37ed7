import KernelContracts

// Convolution, ReLU and max pooling backward.
//
// A pooled output passes its gradient to one window of the input, the chosen one of four, and to none where ReLU was
// zero; in a trained LeNet-5 that leaves half of the first layer's outputs and a third of the second's. So here vectors
// do not run along images, whose choices differ, but along the columns and channels of one image's window (channels
// last), which are contiguous whatever was chosen. First the outputs that have a gradient are marked, a bit each, without a
// branch; then each adds its window of the input to the gradient of its filter, or its filter to its window of the gradient.

/// `ConvolutionShape.filterSide`, written once more: what another module stores is read behind a call (`Register.swift`).
private let side = 5

// MARK: - Weight gradient

extension FusedKernels {
    package func convolutionWeightGradient(
        _ shape: ConvolutionShape, input: Span<Float>, gradient: Span<Float>, choice: Span<Int32>,
        weightGradient: inout MutableSpan<Float>, biasGradient: inout MutableSpan<Float>
    ) {
        assert(input.count >= ImageRows.size(images: Lanes.count, shape.inputCount))
        assert(min(gradient.count, choice.count) >= ImageRows.size(images: Lanes.count, shape.pooledCount))
        assert(weightGradient.count == shape.weightCount && biasGradient.count == shape.outputChannels)
        let (x, g, chosen) = (input.address, gradient.address, choice.address)
        let (dw, db) = (weightGradient.address, biasGradient.address)
        let (channels, outputs) = (shape.inputChannels, shape.outputChannels)
        let (inputStride, pooledStride) = (ImageRows.stride(shape.inputCount), ImageRows.stride(shape.pooledCount))
        let imageRow = shape.inputSide * channels
        let filterRow = Lanes.groups(for: side * channels) * Lanes.count + Lanes.count
        for output in 0..<outputs { db[output] = 0 }
        withZeros(outputs * side * filterRow) { filters in
            withMarks(shape, row: imageRow, column: channels) { marks in
                for image in 0..<Lanes.count {
                    let (x, first) = (x + image * inputStride, image * pooledStride)
                    marks.set(chosen + first)
                    for output in 0..<outputs {
                        let active = marks.active(output, gradient: g + first, choice: chosen + first)
                        let filter = filters + output * side * filterRow
                        var total: Float = 0
                        forEachPiece(of: side * channels) { place, piece in
                            let (image, filter) = (Rows(x + place, imageRow), MutableRows(filter + place, filterRow))
                            switch piece {
                            case .two: total = addWindows(WindowTile<Register, 2, 10>(), active, image, filter)
                            case .one: total = addWindows(WindowTile<Register, 1, 5>(), active, image, filter)
                            case .half: total = addWindows(WindowTile<HalfRegister, 1, 5>(), active, image, filter)
                            }
                        }
                        db[output] += total
                    }
                }
            }
            forEachWeight(shape) { weight, output, row, place in
                dw[weight] = filters[(output * side + row) * filterRow + place]
            }
        }
    }
}

/// Vectors across a row of a window, and the sums of five rows, as a type.
private struct WindowTile<Vector: SIMD<Float>, let vectors: Int, let sums: Int> {}

/// Adds the windows of outputs, each times its gradient, to the gradient of their filter.
///
/// - Returns: the sum of the gradients.
@inline(__always)
private func addWindows<V: SIMD<Float>, let K: Int, let N: Int>(
    _ tile: WindowTile<V, K, N>, _ active: ActiveOutputs, _ image: Rows, _ filter: MutableRows
) -> Float {
    var sums = InlineArray<N, V>(repeating: V(repeating: 0))
    for sum in 0..<N { sums[sum] = filter[sum / K, sum % K] }
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
    for sum in 0..<N { filter[sum / K, sum % K] = sums[sum] }
    return total
}

// MARK: - Input gradient

extension FusedKernels {
    package func convolutionInputGradient(
        _ shape: ConvolutionShape, weights: Span<Float>, gradient: Span<Float>, choice: Span<Int32>,
        inputGradient: inout MutableSpan<Float>
    ) {
        assert(weights.count == shape.weightCount)
        assert(min(gradient.count, choice.count) >= ImageRows.size(images: Lanes.count, shape.pooledCount))
        assert(inputGradient.count >= ImageRows.size(images: Lanes.count, shape.inputCount))
        let (w, g, chosen, dx) = (weights.address, gradient.address, choice.address, inputGradient.address)
        let (channels, outputs) = (shape.inputChannels, shape.outputChannels)
        let (inputStride, pooledStride) = (ImageRows.stride(shape.inputCount), ImageRows.stride(shape.pooledCount))
        let imageRow = shape.inputSide * channels
        // Rows, and columns, of the input below the windows of a pooled output.
        let border = shape.poolSide - 1
        let patchSide = side + border
        // With pooling, a border of zeros around each filter makes one patch of all four windows: a choice only moves its
        // start. What the last piece of a row reaches over its end is zero as well, and so is a row behind the last filter.
        let filterRow = patchSide * channels + Lanes.count / 2
        let filterSize = (patchSide + 1) * filterRow
        withZeros(outputs * filterSize + filterRow) { filters in
            forEachWeight(shape) { weight, output, row, place in
                filters[output * filterSize + (row + border) * filterRow + border * channels + place] = w[weight]
            }
            let firstFilter = Rows(filters + border * (filterRow + channels), filterRow)
            withMarks(shape, row: -filterRow, column: -channels) { marks in
                withFilterLists(shape) { lists in
                    for image in 0..<Lanes.count {
                        let (dx, first) = (dx + image * inputStride, image * pooledStride)
                        for index in 0..<inputStride { dx[index] = 0 }
                        marks.set(chosen + first)
                        lists.fill(marks, gradient: g + first, choice: chosen + first, filterSize)
                        if shape.isPooled {
                            addFilters(PatchShape<12, 6>(), lists, shape, firstFilter, MutableRows(dx, imageRow))
                        } else {
                            addFilters(PatchShape<10, 5>(), lists, shape, firstFilter, MutableRows(dx, imageRow))
                        }
                    }
                }
            }
        }
    }
}

/// Adds the filters of all outputs of an image, each times its gradient, to the gradient of its input.
@inline(__always)
private func addFilters<let P: Int, let R: Int>(
    _ patchShape: PatchShape<P, R>, _ lists: FilterLists, _ shape: ConvolutionShape, _ filters: Rows,
    _ gradient: MutableRows
) {
    let (pooledSide, channels, step) = (shape.pooledSide, shape.inputChannels, R - side + 1)
    for row in 0..<pooledSide {
        for column in 0..<pooledSide {
            let active = lists[row * pooledSide + column]
            let patch = gradient.from(row: step * row, step * column * channels)
            forEachPiece(of: R * channels) { place, piece in
                let (filters, patch) = (filters + place, patch.from(row: 0, place))
                switch piece {
                case .two: addFilters(PatchTile<Register, 2, P>(), active, filters, patch)
                case .one: addFilters(PatchTile<Register, 1, R>(), active, filters, patch)
                case .half: addFilters(PatchTile<HalfRegister, 1, R>(), active, filters, patch)
                }
            }
        }
    }
}

/// The rows of a patch, and twice as many, as a type.
private struct PatchShape<let twice: Int, let rows: Int> {}

/// Vectors across a row of a patch, and those of all its rows, as a type.
private struct PatchTile<Vector: SIMD<Float>, let vectors: Int, let sums: Int> {}

/// Adds the filters of outputs, each times its gradient, to the patch of the input's gradient below them.
@inline(__always)
private func addFilters<V: SIMD<Float>, let K: Int, let N: Int>(
    _ tile: PatchTile<V, K, N>, _ active: UnsafeBufferPointer<ActiveFilter>, _ filters: Rows, _ patch: MutableRows
) {
    var sums = InlineArray<N, V>(repeating: V(repeating: 0))
    for output in active {
        let (gradient, filter) = (output.gradient, filters + Int(output.filter))
        for sum in 0..<N {
            sums[sum] = sums[sum].addingProduct(filter[sum / K, sum % K], V(repeating: gradient))
        }
    }
    for sum in 0..<N { patch[sum / K, sum % K] += sums[sum] }
}

/// An output that has a gradient, and where its filter starts.
private struct ActiveFilter {
    let gradient: Float
    let filter: Int32
}

/// For each position of an image, the outputs that have a gradient there, in the order of their channels.
private struct FilterLists {
    private let channels, positions: Int
    /// `[position][channel]`
    private let lists: UnsafeMutablePointer<ActiveFilter>
    private let counts: UnsafeMutablePointer<Int>

    init(
        _ shape: ConvolutionShape, _ lists: UnsafeMutablePointer<ActiveFilter>, _ counts: UnsafeMutablePointer<Int>
    ) {
        (channels, positions) = (shape.outputChannels, shape.pooledSide * shape.pooledSide)
        (self.lists, self.counts) = (lists, counts)
    }

    /// Lists the outputs of an image; filters lie `filterSize` apart. Not inlined, this has all registers for itself.
    @inline(never)
    func fill(_ marks: Marks, gradient: UnsafePointer<Float>, choice: UnsafePointer<Int32>, _ filterSize: Int) {
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
                    lists[output.position &* channels &+ count] = ActiveFilter(
                        gradient: output.gradient,
                        filter: Int32(truncatingIfNeeded: channel &* filterSize &+ output.shift))
                }
            }
        }
    }

    @inline(__always)
    subscript(position: Int) -> UnsafeBufferPointer<ActiveFilter> {
        UnsafeBufferPointer(start: lists + position &* channels, count: counts[position])
    }
}

/// Lends memory for lists.
@inline(__always)
private func withFilterLists(_ shape: ConvolutionShape, _ body: (FilterLists) -> Void) {
    withScratch(of: ActiveFilter.self, count: shape.pooledCount) { lists in
        withScratch(of: Int.self, count: shape.pooledSide * shape.pooledSide) { counts in
            body(FilterLists(shape, lists, counts))
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

/// Splits a row into pieces, the last of which reaches over its end by less than half a register: 8 values at most, where
/// `ImageRows` leaves 16 between images.
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
