import CProcessor
import KernelContracts

// What is neither convolution nor matrix product: bringing images in, turning lanes into rows, Adam.

extension FusedKernels {
    package func gather(
        _ pixels: Span<UInt8>, images: Span<Int>, table: Span<Float>, into lanes: inout MutableSpan<Lanes>
    ) {
        let (source, value) = (pixels.address, table.address)
        let pixelCount = lanes.count
        let channelSize = pixelCount / (table.count / 256)
        let target = UnsafeMutableRawPointer(lanes.address).assumingMemoryBound(to: Float.self)
        if images.count < Lanes.count {
            for index in 0..<pixelCount * Lanes.count { target[index] = 0 }
        }
        // Images of a shuffled batch lie anywhere in memory. Asking for all their cache lines at once lets the waits overlap.
        for index in images.indices {
            let image = source + images[index] * pixelCount
            for offset in stride(from: 0, to: pixelCount, by: 64) { cprocessor_prefetch(image + offset) }
        }
        // Blocks of 64 pixels of a channel, so that what sixteen images write in turn stays in the first cache.
        var first = 0
        while first < pixelCount {
            let channel = first / channelSize
            let end = min(first + 64, (channel + 1) * channelSize)
            let value = value + 256 * channel
            for lane in images.indices {
                let image = source + images[lane] * pixelCount
                for index in first..<end {
                    target[index &* Lanes.scalarCount &+ lane] = value[Int(image[index])]
                }
            }
            first = end
        }
    }

    package func transpose(_ lanes: Span<Lanes>, channels: Int, into rows: inout MutableSpan<Float>) {
        toRows(lanes.address, lanes.count, channels, rows.address)
    }

    package func transpose(_ lanes: Span<ChoiceLanes>, channels: Int, into rows: inout MutableSpan<Int32>) {
        // Only moved, numbers of 32 bits are as good as any other.
        toRows(
            UnsafeRawPointer(lanes.address).assumingMemoryBound(to: Lanes.self), lanes.count, channels,
            UnsafeMutableRawPointer(rows.address).assumingMemoryBound(to: Float.self))
    }

    package func adam(
        _ coefficients: AdamCoefficients, gradients: Span<Float>, parameters: inout MutableSpan<Float>,
        firstMoments: inout MutableSpan<Float>, secondMoments: inout MutableSpan<Float>
    ) {
        let g = gradients.address
        let (p, m, v) = (parameters.address, firstMoments.address, secondMoments.address)
        let count = gradients.count
        let width = Register.scalarCount
        let whole = count / width * width
        for index in stride(from: 0, to: whole, by: width) {
            adamStep(coefficients, g + index, p + index, m + index, v + index, count: width)
        }
        if whole < count {
            adamStep(coefficients, g + whole, p + whole, m + whole, v + whole, count: count - whole)
        }
    }
}

/// The step of at most a register of parameters.
@inline(__always)
private func adamStep(
    _ coefficients: AdamCoefficients, _ g: UnsafePointer<Float>, _ p: UnsafeMutablePointer<Float>,
    _ m: UnsafeMutablePointer<Float>, _ v: UnsafeMutablePointer<Float>, count: Int
) {
    var moment = load(m, atMost: count)
    var square = load(v, atMost: count)
    let update = adamUpdate(coefficients, load(g, atMost: count), &moment, &square)
    store(load(p, atMost: count) - update, to: p, atMost: count)
    store(moment, to: m, atMost: count)
    store(square, to: v, atMost: count)
}

/// What Adam subtracts from parameters, after both moments took in the gradient.
@inline(__always)
private func adamUpdate(
    _ coefficients: AdamCoefficients, _ gradient: Register, _ moment: inout Register, _ square: inout Register
) -> Register {
    let tiny = Register(repeating: 1e-30)
    moment = moment.addingProduct(gradient - moment, Register(repeating: coefficients.firstDecay))
    square = (square * coefficients.secondKept).addingProduct(
        gradient * gradient, Register(repeating: coefficients.secondAdded))
    moment.replace(with: .zeros, where: (moment .< tiny) .& (moment .> -tiny))
    square.replace(with: .zeros, where: square .< tiny)
    let denominator = Register(repeating: coefficients.epsilon).addingProduct(
        square.squareRoot(), Register(repeating: coefficients.secondScale))
    return (coefficients.stepSize * moment) / denominator
}

@inline(__always)
func load(_ address: UnsafePointer<Float>) -> Register { UnsafeRawPointer(address).loadUnaligned(as: Register.self) }

/// The first `count` values at an address, the other lanes zero.
@inline(__always)
func load(_ address: UnsafePointer<Float>, atMost count: Int) -> Register {
    if count >= Register.scalarCount { return load(address) }
    var register = Register.zeros
    for index in 0..<count { register[index] = address[index] }
    return register
}

/// Writes the first `count` values of a register.
@inline(__always)
func store(_ register: Register, to address: UnsafeMutablePointer<Float>, atMost count: Int) {
    if count >= Register.scalarCount {
        UnsafeMutableRawPointer(address).storeBytes(of: register, as: Register.self)
    } else {
        for index in 0..<max(count, 0) { address[index] = register[index] }
    }
}

/// Lanes to rows, four positions of a row for four images at a time.
private func toRows(
    _ lanes: UnsafePointer<Lanes>, _ count: Int, _ channels: Int, _ rows: UnsafeMutablePointer<Float>
) {
    let stride = ImageRows.stride(count)
    let positions = count / channels
    let whole = count / 4 * 4
    var (channel, position) = (0, 0)
    func next() -> UnsafePointer<Lanes> {
        defer {
            channel &+= 1
            if channel == channels { (channel, position) = (0, position &+ 1) }
        }
        return lanes + (channel &* positions &+ position)
    }
    for first in Swift.stride(from: 0, to: whole, by: 4) {
        let (a, b, c, d) = (LaneQuarters(next()), LaneQuarters(next()), LaneQuarters(next()), LaneQuarters(next()))
        for quarter in 0..<4 {
            let row = rows + (4 &* quarter &* stride &+ first)
            transposeBlock(a[quarter], b[quarter], c[quarter], d[quarter], UnsafeMutableRawPointer(row), 4 &* stride)
        }
    }
    for index in whole..<stride {
        let values = index < count ? next().pointee : Lanes(repeating: 0)
        for image in 0..<Lanes.count { rows[image &* stride &+ index] = values[image] }
    }
}

/// Lanes in memory, four at a time.
private struct LaneQuarters {
    private let base: UnsafePointer<SIMD4<Float>>

    @inline(__always) init(_ lanes: UnsafePointer<Lanes>) {
        base = UnsafeRawPointer(lanes).assumingMemoryBound(to: SIMD4<Float>.self)
    }

    @inline(__always) subscript(index: Int) -> SIMD4<Float> { base[index] }
}

/// Four vectors of four, transposed, `stride` bytes apart.
@inline(__always)
private func transposeBlock(
    _ a: SIMD4<Float>, _ b: SIMD4<Float>, _ c: SIMD4<Float>, _ d: SIMD4<Float>, _ rows: UnsafeMutableRawPointer,
    _ stride: Int
) {
    for index in 0..<4 {
        let row = SIMD4(a[index], b[index], c[index], d[index])
        rows.storeBytes(of: row, toByteOffset: index &* stride, as: SIMD4<Float>.self)
    }
}
