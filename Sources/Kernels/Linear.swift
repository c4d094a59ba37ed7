import KernelContracts

// The fully connected layer, forward and backward.
//
// Forward and for the input's gradient, a tile is some outputs (or inputs) of one group, the weights being broadcast to
// all lanes. The weight gradient sums over images instead, so there vectors run along the inputs and images are rows.
// Where ReLU made an output zero, in about two of three images, its weights learn nothing: the images that do count are
// listed for each output, and only their rows are added.

extension FusedKernels {
    package func linearForward(
        input: Span<Lanes>, weights: Span<Float>, bias: Span<Float>, relu: Bool, output: inout MutableSpan<Lanes>
    ) {
        let (x, w, b, y) = (input.address, weights.address, bias.address, output.address)
        let inputs = input.count
        forEachTile(of: bias.count) { first, tile in
            let (w, b, y) = (w + first * inputs, b + first, y + first)
            switch tile {
            case .wide: outputs(Tile<16>(), inputs, x, w, b, relu, y)
            case .medium: outputs(Tile<12>(), inputs, x, w, b, relu, y)
            case .narrow: outputs(Tile<4>(), inputs, x, w, b, relu, y)
            case .single: outputs(Tile<1>(), inputs, x, w, b, relu, y)
            }
        }
    }

    package func linearInputGradient(
        weights: Span<Float>, outputGradient: Span<Lanes>, inputGradient: inout MutableSpan<Lanes>
    ) {
        let (w, dy, dx) = (weights.address, outputGradient.address, inputGradient.address)
        let (outputs, inputs) = (outputGradient.count, inputGradient.count)
        forEachTile(of: inputs) { first, tile in
            let (w, dx) = (w + first, dx + first)
            switch tile {
            case .wide: inputGradients(Tile<16>(), inputs, outputs, w, dy, dx)
            case .medium: inputGradients(Tile<12>(), inputs, outputs, w, dy, dx)
            case .narrow: inputGradients(Tile<4>(), inputs, outputs, w, dy, dx)
            case .single: inputGradients(Tile<1>(), inputs, outputs, w, dy, dx)
            }
        }
    }

    package func reluGradient(activation: Span<Lanes>, gradient: inout MutableSpan<Lanes>) {
        let (y, g) = (activation.address, gradient.address)
        for part in 0..<parts {
            let (y, g) = (LanePart(y, part), MutableLanePart<Register>(g, part))
            for index in 0..<activation.count {
                g[index] = g[index].replacing(with: .nought, where: y[index] .<= .nought)
            }
        }
    }
}

private enum TileSize { case wide, medium, narrow, single }

/// Splits `count` rows into the largest tiles that fit the register file.
@inline(__always)
private func forEachTile(of count: Int, _ body: (_ first: Int, _ tile: TileSize) -> Void) {
    var first = 0
    while first < count {
        let left = count - first
        #if !KERNELS_AVX2
            if left >= 16 {
                body(first, .wide)
                first += 16
                continue
            }
        #endif
        if left >= 12 {
            body(first, .medium)
            first += 12
        } else if left >= 4 {
            body(first, .narrow)
            first += 4
        } else {
            body(first, .single)
            first += 1
        }
    }
}

/// The number of accumulators of a tile, as a type.
private struct Tile<let registers: Int> {}

@inline(__always)
private func outputs<let T: Int>(
    _ tile: Tile<T>, _ inputs: Int, _ input: UnsafePointer<Lanes>, _ weights: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>, _ relu: Bool, _ output: UnsafeMutablePointer<Lanes>
) {
    for part in 0..<parts {
        let x = LanePart(input, part)
        var sums = InlineArray<T, Register>(repeating: .nought)
        for row in 0..<T { sums[row] = Register(repeating: bias[row]) }
        for index in 0..<inputs {
            let value = x[index]
            let column = weights + index
            for row in 0..<T { sums[row].addProduct(value, Register(repeating: column[row &* inputs])) }
        }
        let y = MutableLanePart<Register>(output, part)
        for row in 0..<T {
            var sum = sums[row]
            if relu { sum.replace(with: .nought, where: sum .< .nought) }
            y[row] = sum
        }
    }
}

@inline(__always)
private func inputGradients<let T: Int>(
    _ tile: Tile<T>, _ inputs: Int, _ outputs: Int, _ weights: UnsafePointer<Float>,
    _ outputGradient: UnsafePointer<Lanes>, _ inputGradient: UnsafeMutablePointer<Lanes>
) {
    for part in 0..<parts {
        let dy = LanePart(outputGradient, part)
        var sums = InlineArray<T, Register>(repeating: .nought)
        for output in 0..<outputs {
            let gradient = dy[output]
            let row = weights + output &* inputs
            for index in 0..<T { sums[index].addProduct(gradient, Register(repeating: row[index])) }
        }
        let dx = MutableLanePart<Register>(inputGradient, part)
        for index in 0..<T { dx[index] = sums[index] }
    }
}

// MARK: - Weight gradient

extension FusedKernels {
    package func linearWeightGradient(
        inputs: Int, input: Span<Float>, outputGradient: Span<Lanes>, outputCount: Int, outputs: Range<Int>,
        weightGradient: inout MutableSpan<Float>, biasGradient: inout MutableSpan<Float>
    ) {
        let (x, dy) = (input.address, outputGradient.address)
        let (dw, db) = (weightGradient.address, biasGradient.address)
        let groups = outputGradient.count / outputCount
        let most = groups * Lanes.scalarCount
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

    init(for columns: Int) { self = columns > Narrow.registers * Register.scalarCount ? .wide : .narrow }

    var columns: Int { Register.scalarCount * (self == .wide ? Wide.registers : Narrow.registers) }
}

/// The sum of some columns of images' rows, each times its gradient.
private func addRows<let T: Int>(
    _ tile: Tile<T>, _ images: UnsafeBufferPointer<ActiveImage>, _ input: UnsafePointer<Float>,
    _ weightGradient: UnsafeMutablePointer<Float>, atMost columns: Int
) {
    let width = Register.scalarCount
    var sums = InlineArray<T, Register>(repeating: .nought)
    for image in images {
        let gradient = Register(repeating: image.gradient)
        let x = input + Int(image.start)
        for index in 0..<T { sums[index].addProduct(load(x + index &* width), gradient) }
    }
    for index in 0..<T { store(sums[index], to: weightGradient + index &* width, atMost: columns &- index &* width) }
}
