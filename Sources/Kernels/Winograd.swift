import KernelContracts

// Convolution, ReLU and max pooling forward, by minimal filtering (Winograd 1980; for networks Lavin and Gray 2016).
//
// The 2x2 outputs that one pooled output chooses from lie above a patch d of 6x6 inputs. For each pair of channels they
// take 100 multiplications with the taps of the 5x5 kernel g, but only 36, element by element (*), so:
//
//     Y = A' [ sum over input channels of (G g G') * (B' d B) ] A        with ' for the transposed matrix
//
// In one dimension, y0 = d0 g0 + ... + d4 g4 and y1 = d1 g0 + ... + d5 g4 are coefficients of a product of polynomials,
// which Toom's and Cook's method finds from its values at six points, here 0, 1, -1, 2, -1/2 and infinity: G takes the
// kernel there and A' the outputs back; B', transposed, is the interpolation.
//
// G belongs to a kernel, once for all images; B' to a patch, once for all output channels; A' to a sum, once for all input
// channels. So where channels are many, a third of the multiply-adds is left, and additions. Rounding errs about twice as
// far as with direct sums; with 2, -2 or 1/2, -1/2 as points it would be three times. And outputs that ought to be equal may
// differ by it, so that pooling chooses another than the first: the layer that sees the blank parts of images, where most
// outputs are equal, is better summed directly.

/// Rows, and columns, of a patch; points along each.
private let side = 6
private let points = side * side

/// A number for each of the output channels that are computed together: with their six points they fill the registers.
#if KERNELS_AVX2
    private typealias Tile = Pair<Register>
#else
    private typealias Tile = Pair<Pair<Register>>
#endif

// MARK: - Kernels: G g G'

extension FusedKernels {
    package func winogradKernels(
        _ shape: ConvolutionShape, weights: Span<Float>, into kernels: inout MutableSpan<Float>
    ) {
        let (w, u) = (weights.address, kernels.address)
        let (channels, taps) = (shape.inputChannels, ConvolutionShape.kernelSide)
        for index in 0..<shape.winogradKernelCount { u[index] = 0 }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: side * taps) { memory in
            guard let rows = memory.baseAddress else { return }
            for output in 0..<shape.outputChannels {
                // In the order in which `addProducts` reads them: [tile][column][input channel][row][output].
                let tile = u + output / Tile.outputs * Tile.outputs * channels * points
                for channel in 0..<channels {
                    let kernel = w + (output * channels + channel) * ConvolutionShape.taps
                    for column in 0..<taps {
                        kernelTransform(kernel + column, stride: taps, into: rows + column, stride: taps)
                    }
                    for row in 0..<side {
                        kernelTransform(
                            rows + row * taps, stride: 1,
                            into: tile + (channel * side + row) * Tile.outputs + output % Tile.outputs,
                            stride: channels * side * Tile.outputs)
                    }
                }
            }
        }
    }
}

/// G g for a row or a column of a kernel.
@inline(__always)
private func kernelTransform(
    _ g: UnsafePointer<Float>, stride: Int, into u: UnsafeMutablePointer<Float>, stride distance: Int
) {
    let (g0, g1, g2, g3, g4) = (g[0], g[stride], g[2 * stride], g[3 * stride], g[4 * stride])
    let (even, odd) = (g0 + g2 + g4, g1 + g3)
    u[0] = g0
    u[distance] = (even + odd) / -3
    u[2 * distance] = (even - odd) / 3
    u[3 * distance] = (g0 + 2 * g1 + 4 * g2 + 8 * g3 + 16 * g4) / 15
    u[4 * distance] = (16 * g0 - 8 * g1 + 4 * g2 - 2 * g3 + g4) / -15
    u[5 * distance] = g4
}

// MARK: - Images

extension FusedKernels {
    package func winogradForward(
        _ shape: ConvolutionShape, input: Span<Lanes>, kernels: Span<Float>, bias: Span<Float>,
        pooled: inout MutableSpan<Lanes>, choice: inout MutableSpan<ChoiceLanes>
    ) {
        let (x, u, b) = (input.address, kernels.address, bias.address)
        let (y, chosen) = (pooled.address, choice.address)
        let (channels, outputs, pooledSide) = (shape.inputChannels, shape.outputChannels, shape.pooledSide)
        let channelSize = shape.inputSide * shape.inputSide
        let capacity = (channels + 1) * points + Tile.outputs * 2 * side
        withUnsafeTemporaryAllocation(of: Register.self, capacity: capacity) { memory in
            guard let patches = memory.baseAddress else { return }
            let scratch = patches + channels * points
            let sums = scratch + points
            for part in 0..<parts {
                let pooled = MutableLanePart<Register>(y, part)
                let choice = MutableLanePart<ChoiceRegister>(chosen, part)
                for position in 0..<pooledSide * pooledSide {
                    let (row, column) = (position / pooledSide, position % pooledSide)
                    let corner = x + (2 &* row &* shape.inputSide &+ 2 &* column)
                    for channel in 0..<channels {
                        let patch = LanePart(corner + channel &* channelSize, part)
                        transform(patch, shape.inputSide, scratch, into: patches + channel &* points)
                    }
                    var first = 0
                    while first < outputs {
                        addProducts(patches, channels: channels, u + first &* channels &* points, into: sums)
                        for output in 0..<min(Tile.outputs, outputs - first) {
                            let index = (first &+ output) &* pooledSide &* pooledSide &+ position
                            let bias = Register(repeating: b[first &+ output])
                            (pooled[index], choice[index]) = pool(sums + output &* 2 &* side, bias)
                        }
                        first += Tile.outputs
                    }
                }
            }
        }
    }
}

/// B' d B, column after column.
@inline(__always)
private func transform(
    _ patch: LanePart, _ width: Int, _ scratch: UnsafeMutablePointer<Register>,
    into result: UnsafeMutablePointer<Register>
) {
    for row in 0..<side {
        let d = row &* width
        inputTransform(
            patch[d], patch[d &+ 1], patch[d &+ 2], patch[d &+ 3], patch[d &+ 4], patch[d &+ 5],
            into: scratch + row, stride: side)
    }
    for column in 0..<side {
        let d = scratch + column &* side
        inputTransform(d[0], d[1], d[2], d[3], d[4], d[5], into: result + column &* side, stride: 1)
    }
}

/// B' d.
@inline(__always)
private func inputTransform(
    _ d0: Register, _ d1: Register, _ d2: Register, _ d3: Register, _ d4: Register, _ d5: Register,
    into v: UnsafeMutablePointer<Register>, stride: Int
) {
    let (even, odd) = (d4 - d2, d3 - d1)
    v[0] = (d0 - d2 + even).addingProduct(odd, -1.5)
    v[stride] = (even + odd).addingProduct(d2 + d3, -1.5)
    v[2 &* stride] = (even - odd).addingProduct(d2 - d3, 1.5)
    v[3 &* stride] = even.addingProduct(odd, 0.5)
    v[4 &* stride] = even.addingProduct(odd, -2)
    v[5 &* stride] = (d5 - d3 - odd).addingProduct(even, -1.5)
}

/// The sums over input channels at all points, each column as A' makes two of it: `[output][column][2]` for a tile.
@inline(__always)
private func addProducts(
    _ patches: UnsafePointer<Register>, channels: Int, _ kernels: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Register>
) {
    var kernels = kernels
    for column in 0..<side {
        // Variables of their own: a loop over elements of an array would keep them in memory (`Register.swift`).
        var (m0, m1, m2, m3, m4, m5) = (Tile(), Tile(), Tile(), Tile(), Tile(), Tile())
        var patch = patches + column &* side
        for _ in 0..<channels {
            m0.addProducts(patch[0], kernels)
            m1.addProducts(patch[1], kernels + Tile.outputs)
            m2.addProducts(patch[2], kernels + 2 &* Tile.outputs)
            m3.addProducts(patch[3], kernels + 3 &* Tile.outputs)
            m4.addProducts(patch[4], kernels + 4 &* Tile.outputs)
            m5.addProducts(patch[5], kernels + 5 &* Tile.outputs)
            patch += points
            kernels += side &* Tile.outputs
        }
        let y = outputTransform(m0, m1, m2, m3, m4, m5)
        y.0.store(result + 2 &* column, stride: 2 &* side)
        y.1.store(result + (2 &* column &+ 1), stride: 2 &* side)
    }
}

/// The largest of A' m A plus bias, for the sums of one output channel.
@inline(__always)
private func pool(_ m: UnsafePointer<Register>, _ bias: Register) -> (value: Register, choice: ChoiceRegister) {
    let upper = outputTransform(m[0], m[2], m[4], m[6], m[8], m[10])
    let lower = outputTransform(m[1], m[3], m[5], m[7], m[9], m[11])
    return largest(upper.0 + bias, upper.1 + bias, lower.0 + bias, lower.1 + bias)
}

/// A' m.
@inline(__always)
private func outputTransform<Value: TileValue>(
    _ m0: Value, _ m1: Value, _ m2: Value, _ m3: Value, _ m4: Value, _ m5: Value
) -> (Value, Value) {
    (m0 + (m1 + m2) + (m3 + m4), (m1 - m2 + m5).adding(m3, 2).adding(m4, -0.5))
}

// MARK: - Output channels of a tile

/// A register for each of some output channels.
private protocol TileValue {
    static var outputs: Int { get }
    /// Zeros.
    init()
    static func + (left: Self, right: Self) -> Self
    static func - (left: Self, right: Self) -> Self
    /// Adds `value` times the number at `kernels` that belongs to each channel.
    mutating func addProducts(_ value: Register, _ kernels: UnsafePointer<Float>)
    /// Adds `values` times a factor.
    func adding(_ values: Self, _ factor: Float) -> Self
    func store(_ place: UnsafeMutablePointer<Register>, stride: Int)
}

extension Register: TileValue {
    static var outputs: Int { @inline(__always) get { 1 } }

    @inline(__always) mutating func addProducts(_ value: Register, _ kernels: UnsafePointer<Float>) {
        addProduct(value, Register(repeating: kernels[0]))
    }

    @inline(__always) func adding(_ values: Register, _ factor: Float) -> Register { addingProduct(values, factor) }

    @inline(__always) func store(_ place: UnsafeMutablePointer<Register>, stride: Int) { place[0] = self }
}

private struct Pair<Value: TileValue>: TileValue {
    static var outputs: Int { @inline(__always) get { 2 * Value.outputs } }
    private var first, second: Value

    @inline(__always) init() { (first, second) = (Value(), Value()) }

    @inline(__always) private init(_ first: Value, _ second: Value) { (self.first, self.second) = (first, second) }

    @inline(__always) static func + (left: Self, right: Self) -> Self {
        Self(left.first + right.first, left.second + right.second)
    }

    @inline(__always) static func - (left: Self, right: Self) -> Self {
        Self(left.first - right.first, left.second - right.second)
    }

    @inline(__always) mutating func addProducts(_ value: Register, _ kernels: UnsafePointer<Float>) {
        first.addProducts(value, kernels)
        second.addProducts(value, kernels + Value.outputs)
    }

    @inline(__always) func adding(_ values: Self, _ factor: Float) -> Self {
        Self(first.adding(values.first, factor), second.adding(values.second, factor))
    }

    @inline(__always) func store(_ place: UnsafeMutablePointer<Register>, stride: Int) {
        first.store(place, stride: stride)
        second.store(place + Value.outputs &* stride, stride: stride)
    }
}
