import KernelContracts

// Convolution, ReLU and max pooling forward, by minimal filtering (Winograd 1980; for networks Lavin and Gray 2016).
//
// The 2x2 outputs that one pooled output chooses from lie above a patch d of 6x6 inputs. For each pair of channels they
// take 100 multiplications with the taps of the 5x5 filter g, but only 36, element by element (*), so:
//
//     Y = A' [ sum over input channels of (G g G') * (B' d B) ] A        with ' for the transposed matrix
//
// In one dimension, y0 = d0 g0 + ... + d4 g4 and y1 = d1 g0 + ... + d5 g4 are coefficients of a product of polynomials,
// which Toom's and Cook's method finds from its values at six points, here 0, 1, -1, 2, -1/2 and infinity: G takes the
// filter there and A' the outputs back; B', transposed, is the interpolation.
//
// G belongs to a filter, once for all images; B' to a patch, once for all output channels; A' to a sum, once for all input
// channels. So where channels are many, a third of the multiply-adds is left, and additions. Rounding errs about twice as
// far as with direct sums; with 2, -2 or 1/2, -1/2 as points it would be three times. And outputs that ought to be equal may
// differ by it, so that pooling chooses another than the first: the layer that sees the blank parts of images, where most
// outputs are equal, is better summed directly.

/// Rows, and columns, of a patch; points along each.
private let side = 6
private let points = side * side

/// Points of a column whose sums are computed together, for the output channels of a tile: with all sixteen lanes of an
/// image group they fill the registers, and a weight that was loaded serves all lanes.
private let together = 3

#if KERNELS_AVX512
    private typealias Tile = Pair<Pair<Lanes>>
#else
    private typealias Tile = Pair<Lanes>
#endif

// MARK: - Weights: G g G'

extension FusedKernels {
    package func winogradWeights(
        _ shape: ConvolutionShape, weights: Span<Float>, into transformed: inout MutableSpan<Float>
    ) {
        assert(weights.count == shape.weightCount && transformed.count == shape.winogradWeightCount)
        let (w, u) = (weights.address, transformed.address)
        let (channels, taps) = (shape.inputChannels, ConvolutionShape.filterSide)
        for index in 0..<shape.winogradWeightCount { u[index] = 0 }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: side * taps) { memory in
            guard let rows = memory.baseAddress else { return }
            for output in 0..<shape.outputChannels {
                // In the order in which `sums` reads them: [tile][column][rows together][input channel][row][output].
                let tile = u + output / Tile.outputs * Tile.outputs * channels * points + output % Tile.outputs
                for channel in 0..<channels {
                    let filter = w + (output * channels + channel) * ConvolutionShape.taps
                    for column in 0..<taps {
                        filterTransform(filter + column, stride: taps, into: rows + column, stride: taps)
                    }
                    for row in 0..<side {
                        let place = (row / together * channels + channel) * together + row % together
                        filterTransform(
                            rows + row * taps, stride: 1, into: tile + place * Tile.outputs,
                            stride: channels * side * Tile.outputs)
                    }
                }
            }
        }
    }
}

/// G g for a row or a column of a filter.
@inline(__always)
private func filterTransform(
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
        _ shape: ConvolutionShape, input: Span<Lanes>, transformed: Span<Float>, bias: Span<Float>,
        pooled: inout MutableSpan<Lanes>, choice: inout MutableSpan<ChoiceLanes>
    ) {
        assert(shape.isPooled && input.count == shape.inputCount && transformed.count == shape.winogradWeightCount)
        assert(bias.count == shape.outputChannels)
        assert(pooled.count == shape.pooledCount && choice.count == shape.pooledCount)
        let (x, u, b) = (input.address, transformed.address, bias.address)
        let (y, chosen) = (pooled.address, choice.address)
        let (channels, outputs, pooledSide) = (shape.inputChannels, shape.outputChannels, shape.pooledSide)
        let channelSize = shape.inputSide * shape.inputSide
        let capacity = (channels + 1) * points + Tile.outputs * 2 * side
        withScratch(of: Lanes.self, count: capacity) { patches in
            let scratch = patches + channels * points
            let sums = scratch + points
            for position in 0..<pooledSide * pooledSide {
                let (row, column) = (position / pooledSide, position % pooledSide)
                let corner = x + (2 &* row &* shape.inputSide &+ 2 &* column)
                for channel in 0..<channels {
                    let patch = corner + channel &* channelSize
                    transform(patch, shape.inputSide, scratch, into: patches + channel &* points)
                }
                for first in stride(from: 0, to: outputs, by: Tile.outputs) {
                    addProducts(patches, channels: channels, u + first &* channels &* points, into: sums)
                    let place = first &* pooledSide &* pooledSide &+ position
                    pool(
                        sums, b + first, outputs: min(Tile.outputs, outputs - first), into: y + place, chosen + place,
                        stride: pooledSide &* pooledSide)
                }
            }
        }
    }
}

/// B' d B, column after column.
@inline(__always)
private func transform(
    _ patch: UnsafePointer<Lanes>, _ width: Int, _ scratch: UnsafeMutablePointer<Lanes>,
    into result: UnsafeMutablePointer<Lanes>
) {
    for part in 0..<parts {
        let (patch, result) = (LanePart(patch, part), MutableLanePart<Register>(result, part))
        let scratch = MutableLanePart<Register>(scratch, part)
        for row in 0..<side {
            let d = row &* width
            inputTransform(
                patch[d], patch[d &+ 1], patch[d &+ 2], patch[d &+ 3], patch[d &+ 4], patch[d &+ 5],
                into: scratch, row, stride: side)
        }
        for column in 0..<side {
            let d = column &* side
            inputTransform(
                scratch[d], scratch[d &+ 1], scratch[d &+ 2], scratch[d &+ 3], scratch[d &+ 4], scratch[d &+ 5],
                into: result, d, stride: 1)
        }
    }
}

/// B' d.
@inline(__always)
private func inputTransform(
    _ d0: Register, _ d1: Register, _ d2: Register, _ d3: Register, _ d4: Register, _ d5: Register,
    into v: MutableLanePart<Register>, _ first: Int, stride: Int
) {
    let (even, odd) = (d4 - d2, d3 - d1)
    v[first] = (d0 - d2 + even).addingProduct(odd, -1.5)
    v[first &+ stride] = (even + odd).addingProduct(d2 + d3, -1.5)
    v[first &+ 2 &* stride] = (even - odd).addingProduct(d2 - d3, 1.5)
    v[first &+ 3 &* stride] = even.addingProduct(odd, 0.5)
    v[first &+ 4 &* stride] = even.addingProduct(odd, -2)
    v[first &+ 5 &* stride] = (d5 - d3 - odd).addingProduct(even, -1.5)
}

/// The sums over input channels at all points, each column as A' makes two of it: `[output][column][2]` for a tile.
@inline(__always)
private func addProducts(
    _ patches: UnsafePointer<Lanes>, channels: Int, _ filters: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Lanes>
) {
    let size = channels &* together &* Tile.outputs
    for column in 0..<side {
        let (patch, filters) = (patches + column &* side, filters + 2 &* column &* size)
        let upper = upperTransform(sums(patch, channels, filters))
        let y = outputTransform(upper, sums(patch + together, channels, filters + size))
        y.0.store(result + 2 &* column, stride: 2 &* side)
        y.1.store(result + (2 &* column &+ 1), stride: 2 &* side)
    }
}

/// The sums over input channels at three points.
@inline(__always)
private func sums(
    _ patches: UnsafePointer<Lanes>, _ channels: Int, _ filters: UnsafePointer<Float>
) -> (Tile, Tile, Tile) {
    // Variables of their own: a loop over elements of an array would keep them in memory (`Register.swift`).
    var (m0, m1, m2) = (Tile(), Tile(), Tile())
    var (patch, filters) = (patches, filters)
    for _ in 0..<channels {
        m0.addProducts(patch[0], filters)
        m1.addProducts(patch[1], filters + Tile.outputs)
        m2.addProducts(patch[2], filters + 2 &* Tile.outputs)
        patch += points
        filters += together &* Tile.outputs
    }
    return (m0, m1, m2)
}

/// The largest of A' m A plus bias, for the sums of some output channels. Not inlined, this has all registers for itself.
@inline(never)
private func pool(
    _ sums: UnsafePointer<Lanes>, _ bias: UnsafePointer<Float>, outputs: Int,
    into pooled: UnsafeMutablePointer<Lanes>, _ choice: UnsafeMutablePointer<ChoiceLanes>, stride: Int
) {
    for part in 0..<parts {
        let pooled = MutableLanePart<Register>(pooled, part)
        let choice = MutableLanePart<ChoiceRegister>(choice, part)
        for output in 0..<outputs {
            let m = LanePart(sums + output &* 2 &* side, part)
            let bias = Register(repeating: bias[output])
            let upper = outputTransform(upperTransform((m[0], m[2], m[4])), (m[6], m[8], m[10]))
            let lower = outputTransform(upperTransform((m[1], m[3], m[5])), (m[7], m[9], m[11]))
            (pooled[output &* stride], choice[output &* stride]) = largest(
                upper.0 + bias, upper.1 + bias, lower.0 + bias, lower.1 + bias)
        }
    }
}

/// What the first three values add to A' m.
@inline(__always)
private func upperTransform<Value: Sums>(_ m: (Value, Value, Value)) -> (Value, Value) {
    (m.0 + (m.1 + m.2), m.1 - m.2)
}

/// A' m, from what the first three values add to it and the last three.
@inline(__always)
private func outputTransform<Value: Sums>(
    _ upper: (Value, Value), _ m: (Value, Value, Value)
) -> (Value, Value) {
    (upper.0 + (m.0 + m.1), (upper.1 + m.2).adding(m.0, 2).adding(m.1, -0.5))
}

// MARK: - Output channels of a tile

/// What A' can be applied to.
private protocol Sums {
    static func + (left: Self, right: Self) -> Self
    static func - (left: Self, right: Self) -> Self
    /// Adds `values` times a factor.
    func adding(_ values: Self, _ factor: Float) -> Self
}

extension Sums where Self: SIMD<Float> {
    @inline(__always) fileprivate func adding(_ values: Self, _ factor: Float) -> Self { addingProduct(values, factor) }
}

extension Lanes: Sums {}
#if !KERNELS_AVX512
    extension Register: Sums {}
#endif

/// A sum in each lane for each of some output channels.
private protocol TileSums: Sums {
    static var outputs: Int { get }
    /// Zeros.
    init()
    /// Adds `value` times the number at `filters` that belongs to each channel.
    mutating func addProducts(_ value: Lanes, _ filters: UnsafePointer<Float>)
    func store(_ place: UnsafeMutablePointer<Lanes>, stride: Int)
}

extension Lanes: TileSums {
    fileprivate static var outputs: Int { @inline(__always) get { 1 } }

    @inline(__always) fileprivate mutating func addProducts(_ value: Lanes, _ filters: UnsafePointer<Float>) {
        self = addingProduct(value, Lanes(repeating: filters[0]))
    }

    @inline(__always) fileprivate func store(_ place: UnsafeMutablePointer<Lanes>, stride: Int) { place[0] = self }
}

private struct Pair<Value: TileSums>: TileSums {
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

    @inline(__always) func adding(_ values: Self, _ factor: Float) -> Self {
        Self(first.adding(values.first, factor), second.adding(values.second, factor))
    }

    @inline(__always) mutating func addProducts(_ value: Lanes, _ filters: UnsafePointer<Float>) {
        first.addProducts(value, filters)
        second.addProducts(value, filters + Value.outputs)
    }

    @inline(__always) func store(_ place: UnsafeMutablePointer<Lanes>, stride: Int) {
        first.store(place, stride: stride)
        second.store(place + Value.outputs &* stride, stride: stride)
    }
}
