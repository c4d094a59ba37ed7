import KernelContracts

// The fully connected layer, forward and backward.
//
// Forward and for the input's gradient, a tile is some outputs (or inputs) of one group, each weight being broadcast to
// all lanes at once, however many registers they take. The weight gradient sums over images instead, so there vectors run
// along the inputs and images are rows. Where ReLU made an output zero, in about two of three images, its weights learn
// nothing: the images that do count are listed for each output, and only their rows are added.

extension FusedKernels {
    package func linearForward(
        input: Span<Lanes>, weights: Span<Float>, bias: Span<Float>, relu: Bool, output: inout MutableSpan<Lanes>
    ) {
        assert(weights.count == bias.count * input.count && output.count == bias.count)
        let (x, w, b, y) = (input.address, weights.address, bias.address, output.address)
        let inputs = input.count
        forEachTile(of: bias.count) { first, tile in
            let (w, b, y) = (w + first * inputs, b + first, y + first)
            switch tile {
            case .wide: outputs(TileSize.Wide(), inputs, x, w, b, relu, y)
            case .narrow: outputs(Tile<4>(), inputs, x, w, b, relu, y)
            case .single: outputs(Tile<1>(), inputs, x, w, b, relu, y)
            }
        }
    }

    package func linearInputGradient(
        weights: Span<Float>, outputGradient: Span<Lanes>, inputGradient: inout MutableSpan<Lanes>
    ) {
        assert(weights.count == outputGradient.count * inputGradient.count)
        let (w, dy, dx) = (weights.address, outputGradient.address, inputGradient.address)
        let (outputs, inputs) = (outputGradient.count, inputGradient.count)
        forEachTile(of: inputs) { first, tile in
            let (w, dx) = (w + first, dx + first)
            switch tile {
            case .wide: inputGradients(TileSize.Wide(), inputs, outputs, w, dy, dx)
            case .narrow: inputGradients(Tile<4>(), inputs, outputs, w, dy, dx)
            case .single: inputGradients(Tile<1>(), inputs, outputs, w, dy, dx)
            }
        }
    }

    package func reluGradient(activation: Span<Lanes>, gradient: inout MutableSpan<Lanes>) {
        assert(activation.count == gradient.count)
        let (y, g) = (activation.address, gradient.address)
        for part in 0..<parts {
            let (y, g) = (LanePart(y, part), MutableLanePart<Register>(g, part))
            for index in 0..<activation.count {
                g[index] = g[index].replacing(with: .zeros, where: y[index] .<= .zeros)
            }
        }
    }
}

private enum TileSize {
    case wide, narrow, single

    #if KERNELS_AVX512
        typealias Wide = Tile<16>
    #else
        /// Of two registers a row with AVX2, of four with NEON.
        typealias Wide = Tile<6>
    #endif
}

/// Splits `count` rows into the largest tiles that fit the register file.
@inline(__always)
private func forEachTile(of count: Int, _ body: (_ first: Int, _ tile: TileSize) -> Void) {
    var first = 0
    while first < count {
        let left = count - first
        if left >= TileSize.Wide.rows {
            body(first, .wide)
            first += TileSize.Wide.rows
        } else if left >= 4 {
            body(first, .narrow)
            first += 4
        } else {
            body(first, .single)
            first += 1
        }
    }
}

/// The number of rows, or registers, of a tile, as a type.
private struct Tile<let rows: Int> {}

@inline(__always)
private func outputs<let T: Int>(
    _ tile: Tile<T>, _ inputs: Int, _ input: UnsafePointer<Lanes>, _ weights: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>, _ relu: Bool, _ output: UnsafeMutablePointer<Lanes>
) {
    var sums = InlineArray<T, Lanes>(repeating: Lanes(repeating: 0))
    for row in 0..<T { sums[row] = Lanes(repeating: bias[row]) }
    for index in 0..<inputs {
        let value = input[index]
        let column = weights + index
        for row in 0..<T { sums[row] = sums[row].addingProduct(value, Lanes(repeating: column[row &* inputs])) }
    }
    for row in 0..<T {
        var sum = sums[row]
        if relu { sum.replace(with: 0, where: sum .< 0) }
        output[row] = sum
    }
}

@inline(__always)
private func inputGradients<let T: Int>(
    _ tile: Tile<T>, _ inputs: Int, _ outputs: Int, _ weights: UnsafePointer<Float>,
    _ outputGradient: UnsafePointer<Lanes>, _ inputGradient: UnsafeMutablePointer<Lanes>
) {
    var sums = InlineArray<T, Lanes>(repeating: Lanes(repeating: 0))
    for output in 0..<outputs {
        let gradient = outputGradient[output]
        let row = weights + output &* inputs
        for index in 0..<T { sums[index] = sums[index].addingProduct(gradient, Lanes(repeating: row[index])) }
    }
    for index in 0..<T { inputGradient[index] = sums[index] }
}

// MARK: - Weight gradient

extension FusedKernels {
    package func linearWeightGradient(
        inputs: Int, input: Span<Float>, outputGradient: Span<Lanes>, outputCount: Int, outputs: Range<Int>,
        weightGradient: inout MutableSpan<Float>, biasGradient: inout MutableSpan<Float>
    ) {
        let groups = outputGradient.count / outputCount
        let most = groups * Lanes.scalarCount
        assert(outputGradient.count == groups * outputCount && (0...outputCount).contains(outputs.upperBound))
        assert(input.count >= ImageRows.size(images: most, inputs))
        assert(WeightTile.narrow.columns <= ImageRows.readableBeyond + 1)
        assert(weightGradient.count == outputs.count * inputs && biasGradient.count == outputs.count)
        let (x, dy) = (input.address, outputGradient.address)
        let (dw, db) = (weightGradient.address, biasGradient.address)
        // A list has one place more, which is written but never counted.
        withUnsafeTemporaryAllocation(of: ActiveImage.self, capacity: outputs.count * most + 1) { memory in
            withUnsafeTemporaryAllocation(of: UnsafeBufferPointer<ActiveImage>.self, capacity: outputs.count) { lists in
                guard let memory = memory.baseAddress else { return }
                for (row, output) in outputs.enumerated() {
                    let images = memory + row * most
                    let count = list(
                        images, dy + output, groups, groupStride: outputCount, imageStride: ImageRows.stride(inputs))
                    lists[row] = UnsafeBufferPointer(start: images, count: count)
                    var total = Lanes(repeating: 0)
                    for group in 0..<groups { total += dy[group * outputCount + output] }
                    db[row] = laneSum(total)
                }
                // Some columns of all rows at a time, which then stay in the first cache for all outputs.
                var column = 0
                while column < inputs {
                    let (left, tile) = (inputs - column, WeightTile(for: inputs - column))
                    for row in 0..<outputs.count {
                        let (x, dw) = (x + column, dw + (row * inputs + column))
                        switch tile {
                        case .wide: addRows(WeightTile.Wide(), lists[row], x, dw, atMost: left)
                        case .narrow: addRows(WeightTile.Narrow(), lists[row], x, dw, atMost: left)
                        }
                    }
                    column += tile.columns
                }
            }
        }
    }
}

/// An image in which an output has a gradient.
private struct ActiveImage {
    /// Where its row of inputs starts.
    let start: Int32
    let gradient: Float
}

/// Lists the images in which an output has a gradient. Every image is written, but only counted if it has, so no branch
/// has to be predicted.
///
/// - Returns: how many there are.
private func list(
    _ images: UnsafeMutablePointer<ActiveImage>, _ gradient: UnsafePointer<Lanes>, _ groups: Int, groupStride: Int,
    imageStride: Int
) -> Int {
    var count = 0
    for group in 0..<groups {
        let lanes = UnsafeRawPointer(gradient + group &* groupStride).assumingMemoryBound(to: Float.self)
        for lane in 0..<Lanes.scalarCount {
            let start = (group &* Lanes.scalarCount &+ lane) &* imageStride
            images[count] = ActiveImage(start: Int32(truncatingIfNeeded: start), gradient: lanes[lane])
            count &+= isNotZero(lanes[lane])
        }
    }
    return count
}

/// 1 for a number that is neither 0 nor -0, without a branch.
@inline(__always)
private func isNotZero(_ number: Float) -> Int {
    let magnitude = number.bitPattern &<< 1
    return Int((magnitude | (0 &- magnitude)) &>> 31)
}

/// How many columns of a row of weights are treated at a time.
private enum WeightTile {
    #if KERNELS_AVX512
        typealias Wide = Tile<5>
        typealias Narrow = Tile<3>
    #else
        typealias Wide = Tile<10>
        typealias Narrow = Tile<6>
    #endif

    case wide, narrow

    init(for columns: Int) { self = columns > Narrow.rows * Register.scalarCount ? .wide : .narrow }

    var columns: Int { Register.scalarCount * (self == .wide ? Wide.rows : Narrow.rows) }
}

/// The sum of some columns of images' rows, each times its gradient.
private func addRows<let T: Int>(
    _ tile: Tile<T>, _ images: UnsafeBufferPointer<ActiveImage>, _ input: UnsafePointer<Float>,
    _ weightGradient: UnsafeMutablePointer<Float>, atMost columns: Int
) {
    let width = Register.scalarCount
    var sums = InlineArray<T, Register>(repeating: .zeros)
    for image in images {
        let gradient = Register(repeating: image.gradient)
        let x = input + Int(image.start)
        for index in 0..<T { sums[index].addProduct(load(x + index &* width), gradient) }
    }
    for index in 0..<T { store(sums[index], to: weightGradient + index &* width, atMost: columns &- index &* width) }
}
