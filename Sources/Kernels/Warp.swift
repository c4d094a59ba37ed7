import CProcessor
import KernelContracts

// An image in three passes, each a loop that stays in registers: where each output pixel comes from, the four bytes around
// that point, and what is interpolated between them. Only the second is not done in vectors: not every processor can fill
// a register from many addresses, and one with AVX2 is slower at it than with a load a pixel, which is what is done here.

extension FusedKernels {
    package func warp(
        _ grid: WarpGrid, _ pixels: Span<UInt8>, images: Span<Int>, lattices: Span<Lanes>,
        into warped: inout MutableSpan<UInt8>
    ) {
        let sourceSize = grid.sourceSize
        assert(images.count <= Lanes.count && lattices.count >= images.count * WarpGrid.points)
        assert(warped.count >= images.count * grid.size)
        for index in images.indices {
            assert(images[index] >= 0 && (images[index] + 1) * sourceSize <= pixels.count)
        }
        let (source, lattice, target) = (pixels.address, lattices.address, warped.address)
        let frame = Frame(grid)
        let (weights, cell) = (grid.weights.span.address, grid.cell.span.address)
        let controlPoints = WarpGrid.points
        let lines = 2 * controlPoints * grid.stride
        withScratch(of: UInt32.self, count: 4 * frame.points + lines + frame.size / 2 + frame.size / 4) { memory in
            let points = WarpedPoints(memory, grid)
            let pairs = UnsafeMutableRawPointer(memory + 4 * frame.points + lines).assumingMemoryBound(to: UInt16.self)
            let framed = UnsafeMutableRawPointer(pairs + frame.size).assumingMemoryBound(to: UInt8.self)
            framed.update(repeating: 0, count: frame.size)
            for index in images.indices {
                // One image ahead: all sixteen at once would push each other out of the first cache.
                let next = images[min(index + 1, images.count - 1)]
                points.locate(
                    lattice + index * controlPoints, weights, cell, frame,
                    upcoming: UnsafeBufferPointer(start: source + next * sourceSize, count: sourceSize))
                for channel in 0..<grid.channels {
                    let image = source + (images[index] * grid.channels + channel) * frame.rows * frame.columns
                    frame.fill(framed, pairs, image)
                    points.collect(pairs)
                    points.interpolate(into: target + (index * grid.channels + channel) * grid.side * grid.side)
                }
            }
        }
    }
}

/// One channel of a source image with two black pixels around it, so that no point of interest lies outside, and the same
/// as pairs: for each pixel two bytes, its own lower, then its lower neighbor's. Two pairs in a row are a quad: the four
/// bytes around a point.
private struct Frame {
    let rows, columns, stride: Int
    /// Pixels of the frame, and of the output with its rows rounded up to whole registers.
    let size, points: Int

    init(_ grid: borrowing WarpGrid) {
        (rows, columns) = (grid.sourceRows, grid.sourceColumns)
        stride = columns + 4
        // One more row than the frame has, as the pairs of its last row take from there.
        size = ((rows + 5) * stride + 63) / 64 * 64
        points = grid.side * grid.stride
    }

    /// Copies a channel into the frame, which is black already, and makes pairs of it.
    @inline(__always)
    func fill(
        _ framed: UnsafeMutablePointer<UInt8>, _ pairs: UnsafeMutablePointer<UInt16>, _ image: UnsafePointer<UInt8>
    ) {
        for row in 0..<rows {
            copyRow(image + row &* columns, to: framed + ((row &+ 2) &* stride &+ 2))
        }
        let below = framed + stride
        for index in 0..<(rows &+ 4) &* stride {
            pairs[index] = UInt16(framed[index]) | UInt16(below[index]) &<< 8
        }
    }

    /// Sixteen bytes at a time, the last perhaps once more: rows are too short for a call to `memcpy` each.
    @inline(__always)
    private func copyRow(_ row: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) {
        guard columns >= 16 else {
            for column in 0..<columns { target[column] = row[column] }
            return
        }
        var column = 0
        while column < columns {
            let first = min(column, columns &- 16)
            let sixteen = UnsafeRawPointer(row + first).loadUnaligned(as: SIMD16<UInt8>.self)
            UnsafeMutableRawPointer(target + first).storeBytes(of: sixteen, as: SIMD16<UInt8>.self)
            column &+= 16
        }
    }
}

/// What is known of each output pixel, in rows rounded up to whole registers: where the quad is that it looks at, how far its
/// point lies to the right of that pixel and below it, and then the quad of one channel.
///
/// Everything lies in the order in which it is needed, so that one address is enough to find it.
private struct WarpedPoints {
    private let side, registers: Int
    /// `[side][registers][offset, right, below, quad][width]`.
    private let places: UnsafeMutablePointer<Float>
    /// Lines of control points, weighted by their splines along the row: `[registers][points][x, y][width]`.
    private let lines: UnsafeMutablePointer<Float>
    /// Lines of one register of columns.
    private let lineCount: Int

    private static var width: Int { Register.scalarCount }

    /// `memory` holds four values a point, and `lines`.
    init(_ memory: UnsafeMutablePointer<UInt32>, _ grid: borrowing WarpGrid) {
        (side, registers) = (grid.side, grid.stride / Self.width)
        places = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: Float.self)
        lines = places + 4 * side * grid.stride
        lineCount = 2 * WarpGrid.points
    }

    /// The first pass: splines along the lines of the lattice, then down each column, and the whole and fractional parts of
    /// the points that they give. Meanwhile the source of the next image is fetched, a line of the cache with each row: all
    /// lines at once would have to wait for each other.
    @inline(__always)
    func locate(
        _ lattice: UnsafePointer<Lanes>, _ weights: UnsafePointer<Float>, _ cell: UnsafePointer<Int>, _ frame: Frame,
        upcoming: UnsafeBufferPointer<UInt8>
    ) {
        let width = Self.width
        splines(UnsafeRawPointer(lattice).assumingMemoryBound(to: Float.self), weights, cell)
        let (rows, columns) = (Register(repeating: Float(frame.rows)), Register(repeating: Float(frame.columns)))
        let frameStride = Register(repeating: Float(frame.stride))
        let origin = Int32(bitPattern: shifter.bitPattern) &- Int32(truncatingIfNeeded: 2 &* frame.stride &+ 2)
        let stride = registers &* width
        var place = places
        for row in 0..<side {
            if let next = upcoming.baseAddress, row &* 64 < upcoming.count { cprocessor_prefetch(next + row &* 64) }
            let weight = weights + (cell[row] &* stride &+ row)
            let a = Register(repeating: weight[0])
            let b = Register(repeating: weight[stride])
            let c = Register(repeating: weight[2 &* stride])
            let d = Register(repeating: weight[3 &* stride])
            var first = UnsafePointer(lines + cell[row] &* 2 &* width)
            for _ in 0..<registers {
                let x = point(first, a, b, c, d)
                let y = point(first + width, a, b, c, d)
                let (left, rightward) = wholeAndFraction(x, columns)
                let (top, downward) = wholeAndFraction(y, rows)
                let offset = left.addingProduct(top - shifter, frameStride)
                UnsafeMutableRawPointer(place).storeBytes(
                    of: unsafeBitCast(offset, to: ChoiceRegister.self) &- origin, as: ChoiceRegister.self)
                store(rightward, place + width)
                store(downward, place + 2 &* width)
                first += lineCount &* width
                place += 4 &* width
            }
        }
    }

    /// In each cell four control points of a line have a weight. Columns of one register mostly lie in one cell; else the
    /// control points of all its cells are added.
    @inline(__always)
    private func splines(
        _ lattice: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, _ cell: UnsafePointer<Int>
    ) {
        let (width, stride) = (Self.width, registers &* Self.width)
        var line = lines
        for column in Swift.stride(from: 0, to: stride, by: width) {
            let first = cell[column]
            if first == cell[column &+ width &- 1] {
                let weight = weights + (first &* stride &+ column)
                let (a, b) = (load(weight), load(weight + stride))
                let (c, d) = (load(weight + 2 &* stride), load(weight + 3 &* stride))
                for index in 0..<lineCount {
                    let control = lattice + (8 &* index &+ first)
                    var sum = a * Register(repeating: control[0])
                    sum.addProduct(b, Register(repeating: control[1]))
                    sum.addProduct(c, Register(repeating: control[2]))
                    sum.addProduct(d, Register(repeating: control[3]))
                    store(sum, line)
                    line += width
                }
            } else {
                let taps = first..<cell[column &+ width &- 1] &+ 4
                for index in 0..<lineCount {
                    var sum = Register.zeros
                    for tap in taps {
                        sum.addProduct(
                            load(weights + (tap &* stride &+ column)), Register(repeating: lattice[8 &* index &+ tap]))
                    }
                    store(sum, line)
                    line += width
                }
            }
        }
    }

    /// Four lines of control points, each with its weight.
    @inline(__always)
    private func point(
        _ first: UnsafePointer<Float>, _ a: Register, _ b: Register, _ c: Register, _ d: Register
    ) -> Register {
        let width = Self.width
        var sum = a * load(first)
        sum.addProduct(b, load(first + 2 &* width))
        sum.addProduct(c, load(first + 4 &* width))
        sum.addProduct(d, load(first + 6 &* width))
        return sum
    }

    /// The second pass. Two offsets are read as one number, since loads are what there is too much of.
    @inline(__always)
    func collect(_ pairs: UnsafePointer<UInt16>) {
        var place = UnsafeMutableRawPointer(places)
        let quads = 12 &* Self.width
        for _ in 0..<side &* registers {
            for lane in Swift.stride(from: 0, to: 4 &* Self.width, by: 16) {
                let first = place.loadUnaligned(fromByteOffset: lane, as: UInt64.self)
                let second = place.loadUnaligned(fromByteOffset: lane &+ 8, as: UInt64.self)
                let four = SIMD4(
                    quad(pairs, first & 0xffff_ffff), quad(pairs, first &>> 32),
                    quad(pairs, second & 0xffff_ffff), quad(pairs, second &>> 32))
                place.storeBytes(of: four, toByteOffset: quads &+ lane, as: SIMD4<UInt32>.self)
            }
            place += 16 &* Self.width
        }
    }

    @inline(__always)
    private func quad(_ pairs: UnsafePointer<UInt16>, _ offset: UInt64) -> UInt32 {
        UnsafeRawPointer(pairs + Int(truncatingIfNeeded: offset)).loadUnaligned(as: UInt32.self)
    }

    /// The third pass: along both rows of a quad, then between them.
    @inline(__always)
    func interpolate(into target: UnsafeMutablePointer<UInt8>) {
        let width = Self.width
        var place = places
        for row in 0..<side {
            for register in 0..<registers {
                let quad = UnsafeRawPointer(place + 3 &* width).loadUnaligned(as: ChoiceRegister.self)
                let (rightward, downward) = (load(place + width), load(place + 2 &* width))
                let (a, b, c, d) = (byte(quad, 0), byte(quad, 16), byte(quad, 8), byte(quad, 24))
                let upper = (a - 0x1p23).addingProduct(b - a, rightward)
                let lower = (c - 0x1p23).addingProduct(d - c, rightward)
                let value = upper.addingProduct(lower - upper, downward) + shifter
                let whole = unsafeBitCast(value, to: ChoiceRegister.self)
                let column = register &* width
                let bytes = target + (row &* side &+ column)
                if column &+ width <= side {
                    for lane in 0..<width { bytes[lane] = UInt8(truncatingIfNeeded: whole[lane]) }
                } else {
                    for lane in 0..<max(side &- column, 0) { bytes[lane] = UInt8(truncatingIfNeeded: whole[lane]) }
                }
                place += 4 &* width
            }
        }
    }
}

@inline(__always)
private func store(_ register: Register, _ target: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(target).storeBytes(of: register, as: Register.self)
}

/// The pixel at or before a point on an axis of `count` pixels, plus `shifter`, and how far behind that pixel the point
/// lies, from 0 to 1. Points outside, or not a number, are moved to the black frame.
@inline(__always)
private func wholeAndFraction(_ point: Register, _ count: Register) -> (shifted: Register, fraction: Register) {
    let first = Register(repeating: -1)
    var inside = first.replacing(with: point, where: point .> first)
    inside = count.replacing(with: inside, where: inside .< count)
    // Half a pixel less, rounded to the nearest whole number, is the pixel before; or, for whole numbers, perhaps the one
    // before that, with the fraction 1.
    let shifted = (inside - 0.5) + shifter
    return (shifted, inside - (shifted - shifter))
}

/// One of four bytes as a number plus 2^23, of which it makes the lowest bits.
@inline(__always)
private func byte(_ quad: ChoiceRegister, _ shift: Int32) -> Register {
    unsafeBitCast((quad &>> shift) & 0xff | 0x4b00_0000, to: Register.self)
}
