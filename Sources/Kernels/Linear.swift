import KernelContracts

// The fully connected layer, forward and backward.
//
// Forward and for the input's gradient, a tile is some outputs (or inputs) of one group, the weights being broadcast to
// all lanes. The weight gradient sums over images instead, so there vectors run along the inputs and images are rows.

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
            let (y, g) = (LanePart(y, part), MutableLanePart(g, part))
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
private struct Tile<let rows: Int> {}

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
        let y = MutableLanePart(output, part)
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
        let dx = MutableLanePart(inputGradient, part)
        for index in 0..<T { dx[index] = sums[index] }
    }
}

// MARK: - Weight gradient

extension FusedKernels {
    package func linearWeightGradient(
        images: Int, inputs: Int, input: Span<Float>, inputStride: Int, outputGradient: Span<Float>, outputStride: Int,
        outputs: Range<Int>, weightGradient: inout MutableSpan<Float>, biasGradient: inout MutableSpan<Float>
    ) {
        let (x, dy) = (input.address, outputGradient.address)
        let (dw, db) = (weightGradient.address, biasGradient.address)
        for (row, output) in outputs.enumerated() {
            var sum: Float = 0
            for image in 0..<images { sum += dy[image * outputStride + output] }
            db[row] = sum
        }
        let task = OuterProducts(
            images: images, inputs: inputs, inputStride: inputStride, outputStride: outputStride, input: x)
        var row = 0
        while row < outputs.count {
            let (dy, dw) = (dy + outputs.lowerBound + row, dw + row * inputs)
            #if KERNELS_AVX2
                let tall = 4
            #else
                let tall = 6
            #endif
            if outputs.count - row >= tall {
                #if KERNELS_AVX2
                    task.sum(Block<4, 2, 8>(), dy, dw)
                #else
                    task.sum(Block<6, 4, 24>(), dy, dw)
                #endif
                row += tall
            } else {
                task.sum(Block<1, 4, 4>(), dy, dw)
                row += 1
            }
        }
    }
}

/// Outputs and registers of inputs in a tile of weights, and their product, as a type.
private struct Block<let outputs: Int, let vectors: Int, let count: Int> {}

/// Sums over images of products of an output's gradient with the inputs.
private struct OuterProducts {
    let images: Int
    let inputs: Int
    let inputStride: Int
    let outputStride: Int
    let input: UnsafePointer<Float>

    /// The gradients of some rows of weights, tile after tile; what is left of a row goes register by register.
    @inline(__always)
    func sum<let O: Int, let V: Int, let N: Int>(
        _ block: Block<O, V, N>, _ outputGradient: UnsafePointer<Float>, _ weightGradient: UnsafeMutablePointer<Float>
    ) {
        var column = 0
        while column + V * Register.scalarCount <= inputs {
            tile(block, outputGradient, weightGradient, column)
            column += V * Register.scalarCount
        }
        while column < inputs {
            tile(Block<O, 1, O>(), outputGradient, weightGradient, column)
            column += Register.scalarCount
        }
    }

    @inline(__always)
    private func tile<let O: Int, let V: Int, let N: Int>(
        _ block: Block<O, V, N>, _ outputGradient: UnsafePointer<Float>, _ weightGradient: UnsafeMutablePointer<Float>,
        _ column: Int
    ) {
        let width = Register.scalarCount
        var sums = InlineArray<N, Register>(repeating: .nought)
        for image in 0..<images {
            let x = UnsafeRawPointer(input + (image &* inputStride &+ column))
            let dy = outputGradient + image &* outputStride
            for vector in 0..<V {
                let values = x.loadUnaligned(fromByteOffset: vector &* width &* 4, as: Register.self)
                for output in 0..<O {
                    sums[output &* V &+ vector].addProduct(values, Register(repeating: dy[output]))
                }
            }
        }
        for output in 0..<O {
            for vector in 0..<V {
                let first = column + vector * width
                store(sums[output * V + vector], to: weightGradient + (output * inputs + first), atMost: inputs - first)
            }
        }
    }
}
