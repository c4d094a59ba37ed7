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
        let lines = 2 * WarpGrid.points * grid.stride
        withScratch(of: UInt32.self, count: 4 * frame.points + lines + frame.size / 2 + frame.size / 4) { memory in
            let points = WarpedPoints(memory, grid)
            let pairs = UnsafeMutableRawPointer(memory + 4 * frame.points + lines).assumingMemoryBound(to: UInt16.self)
            let framed = UnsafeMutableRawPointer(pairs + frame.size).assumingMemoryBound(to: UInt8.self)
            framed.update(repeating: 0, count: frame.size)
            for index in images.indices {
                // One image ahead: all sixteen at once would push each other out of the first cache.
                if index + 1 < images.count {
                    let next = source + images[index + 1] * sourceSize
                    for offset in stride(from: 0, to: sourceSize, by: 64) { cprocessor_prefetch(next + offset) }
                }
                points.locate(lattice + index * WarpGrid.points, weights, cell, frame)
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

    /// Eight bytes at a time, the last eight perhaps once more: rows are too short for a call to `memcpy` each.
    @inline(__always)
    private func copyRow(_ row: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) {
        var column = 0
        while column < columns {
            if columns >= 8 {
                let first = min(column, columns &- 8)
                let eight = UnsafeRawPointer(row + first).loadUnaligned(as: UInt64.self)
                UnsafeMutableRawPointer(target + first).storeBytes(of: eight, as: UInt64.self)
                column &+= 8
            } else {
                target[column] = row[column]
                column &+= 1
            }
        }
    }
}

/// What is known of each output pixel, in rows rounded up to whole registers: which quad it looks at, how far its point
/// lies to the right of that pixel and below it, and then the quad.
private struct WarpedPoints {
    private let side, stride: Int
    private let offsets: UnsafeMutablePointer<Int32>
    private let right, below: UnsafeMutablePointer<Float>
    private let quads: UnsafeMutablePointer<UInt32>
    /// Lines of control points, weighted by their splines along the row: `[points][x, y][stride]`.
    private let lines: UnsafeMutablePointer<Float>

    /// `memory` holds four values a point, and `lines`.
    init(_ memory: UnsafeMutablePointer<UInt32>, _ grid: borrowing WarpGrid) {
        (side, stride) = (grid.side, grid.stride)
        let count = side * stride
        offsets = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: Int32.self)
        right = UnsafeMutableRawPointer(memory + count).assumingMemoryBound(to: Float.self)
        below = UnsafeMutableRawPointer(memory + 2 * count).assumingMemoryBound(to: Float.self)
        quads = memory + 3 * count
        lines = UnsafeMutableRawPointer(memory + 4 * count).assumingMemoryBound(to: Float.self)
    }

    /// The first pass: splines along the lines of the lattice, then down each column, and the whole and fractional parts of
    /// the points that they give.
    @inline(__always)
    func locate(
        _ lattice: UnsafePointer<Lanes>, _ weights: UnsafePointer<Float>, _ cell: UnsafePointer<Int>, _ frame: Frame
    ) {
        let width = Register.scalarCount
        splines(UnsafeRawPointer(lattice).assumingMemoryBound(to: Float.self), weights, cell)
        let (rows, columns) = (Register(repeating: Float(frame.rows)), Register(repeating: Float(frame.columns)))
        let frameStride = Register(repeating: Float(frame.stride))
        let origin = Int32(bitPattern: shifter.bitPattern) &- Int32(truncatingIfNeeded: 2 &* frame.stride &+ 2)
        let (line, next) = (2 &* stride, width)
        for row in 0..<side {
            let weight = weights + (cell[row] &* stride &+ row)
            let a = Register(repeating: weight[0])
            let b = Register(repeating: weight[stride])
            let c = Register(repeating: weight[2 &* stride])
            let d = Register(repeating: weight[3 &* stride])
            var first = UnsafePointer(lines + cell[row] &* line)
            var place = row &* stride
            let end = place &+ stride
            while place < end {
                let x = point(first, line, a, b, c, d)
                let y = point(first + stride, line, a, b, c, d)
                let (left, rightward) = wholeAndFraction(x, columns)
                let (top, downward) = wholeAndFraction(y, rows)
                let offset = left.addingProduct(top - shifter, frameStride)
                store(rightward, right + place)
                store(downward, below + place)
                UnsafeMutableRawPointer(offsets + place).storeBytes(
                    of: unsafeBitCast(offset, to: ChoiceRegister.self) &- origin, as: ChoiceRegister.self)
                first += next
                place &+= next
            }
        }
    }

    /// Columns of one register mostly lie in one cell, where four control points of a line have a weight; else all seven are
    /// added.
    @inline(__always)
    private func splines(
        _ lattice: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, _ cell: UnsafePointer<Int>
    ) {
        let width = Register.scalarCount
        for column in Swift.stride(from: 0, to: stride, by: width) {
            let first = cell[column]
            if first == cell[column &+ width &- 1] {
                let weight = weights + (first &* stride &+ column)
                let (a, b) = (load(weight), load(weight + stride))
                let (c, d) = (load(weight + 2 &* stride), load(weight + 3 &* stride))
                for index in 0..<2 &* WarpGrid.points {
                    let control = lattice + (8 &* index &+ first)
                    var sum = a * Register(repeating: control[0])
                    sum.addProduct(b, Register(repeating: control[1]))
                    sum.addProduct(c, Register(repeating: control[2]))
                    sum.addProduct(d, Register(repeating: control[3]))
                    store(sum, lines + (index &* stride &+ column))
                }
            } else {
                for index in 0..<2 &* WarpGrid.points {
                    var sum = Register.zeros
                    for tap in 0..<7 {
                        let weight = load(weights + (tap &* stride &+ column))
                        sum.addProduct(weight, Register(repeating: lattice[8 &* index &+ tap]))
                    }
                    store(sum, lines + (index &* stride &+ column))
                }
            }
        }
    }

    /// Four lines of control points, each with its weight.
    @inline(__always)
    private func point(
        _ first: UnsafePointer<Float>, _ line: Int, _ a: Register, _ b: Register, _ c: Register, _ d: Register
    ) -> Register {
        var sum = a * load(first)
        sum.addProduct(b, load(first + line))
        sum.addProduct(c, load(first + 2 &* line))
        sum.addProduct(d, load(first + 3 &* line))
        return sum
    }

    /// The second pass. Two offsets are read as one number, since loads are what there is too much of.
    @inline(__always)
    func collect(_ pairs: UnsafePointer<UInt16>) {
        for index in Swift.stride(from: 0, to: side &* stride, by: 4) {
            let (first, second) = (twoOffsets(index), twoOffsets(index &+ 2))
            let four = SIMD4(
                quad(pairs, first & 0xffff_ffff), quad(pairs, first &>> 32),
                quad(pairs, second & 0xffff_ffff), quad(pairs, second &>> 32))
            UnsafeMutableRawPointer(quads + index).storeBytes(of: four, as: SIMD4<UInt32>.self)
        }
    }

    @inline(__always)
    private func twoOffsets(_ index: Int) -> UInt64 {
        UnsafeRawPointer(offsets + index).loadUnaligned(as: UInt64.self)
    }

    @inline(__always)
    private func quad(_ pairs: UnsafePointer<UInt16>, _ offset: UInt64) -> UInt32 {
        UnsafeRawPointer(pairs + Int(truncatingIfNeeded: offset)).loadUnaligned(as: UInt32.self)
    }

    /// The third pass: along both rows of a quad, then between them.
    @inline(__always)
    func interpolate(into target: UnsafeMutablePointer<UInt8>) {
        for index in Swift.stride(from: 0, to: side &* stride, by: Register.scalarCount) {
            let quad = UnsafeRawPointer(quads + index).loadUnaligned(as: ChoiceRegister.self)
            let (rightward, downward) = (load(right + index), load(below + index))
            let (a, b, c, d) = (byte(quad, 0), byte(quad, 16), byte(quad, 8), byte(quad, 24))
            let upper = (a - 0x1p23).addingProduct(b - a, rightward)
            let lower = (c - 0x1p23).addingProduct(d - c, rightward)
            let value = upper.addingProduct(lower - upper, downward)
            UnsafeMutableRawPointer(quads + index).storeBytes(of: value + shifter, as: Register.self)
        }
        for row in 0..<side {
            let (line, values) = (target + row &* side, quads + row &* stride)
            for column in 0..<side { line[column] = UInt8(truncatingIfNeeded: values[column]) }
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
    inside.replace(with: count, where: inside .> count)
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
