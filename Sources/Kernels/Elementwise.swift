import CProcessor
import KernelContracts

// What is neither convolution nor matrix product: bringing images in, turning lanes into rows.

extension FusedKernels {
    package func gather(
        _ pixels: Span<UInt8>, images: Span<Int>, table: Span<Float>, into lanes: inout MutableSpan<Lanes>
    ) {
        let pixelCount = lanes.count
        assert(table.count >= 256 && table.count % 256 == 0 && pixelCount % (table.count / 256) == 0)
        assert(images.count <= Lanes.count)
        for index in images.indices {
            assert(images[index] >= 0 && (images[index] + 1) * pixelCount <= pixels.count)
        }
        let (source, value) = (pixels.address, table.address)
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
        assert(lanes.count % channels == 0 && rows.count >= Lanes.count * ImageRows.stride(lanes.count))
        toRows(lanes.address, lanes.count, channels, rows.address)
    }

    package func transpose(_ lanes: Span<ChoiceLanes>, channels: Int, into rows: inout MutableSpan<Int32>) {
        assert(lanes.count % channels == 0 && rows.count >= Lanes.count * ImageRows.stride(lanes.count))
        // Only moved, numbers of 32 bits are as good as any other.
        toRows(
            UnsafeRawPointer(lanes.address).assumingMemoryBound(to: Lanes.self), lanes.count, channels,
            UnsafeMutableRawPointer(rows.address).assumingMemoryBound(to: Float.self))
    }
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
