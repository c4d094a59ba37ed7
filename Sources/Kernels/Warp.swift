import CProcessor
import KernelContracts

// An image in three passes, each a loop that stays in registers: where each output pixel comes from, the four bytes around
// that point, and what is interpolated between them. Only the second is not done in vectors, since registers cannot be
// filled from many addresses at once on every processor; so it is made as short as can be, one load a pixel.

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
        for index in images.indices {
            let image = source + images[index] * sourceSize
            for offset in stride(from: 0, to: sourceSize, by: 64) { cprocessor_prefetch(image + offset) }
        }
        let frame = Frame(grid)
        let (weights, cell) = (grid.weights.span.address, grid.cell.span.address)
        let lines = 2 * WarpGrid.points * grid.stride
        withScratch(of: UInt32.self, count: 4 * frame.points + lines + frame.quads + frame.quads / 4) { memory in
            let points = WarpedPoints(memory, grid)
            let quads = memory + 4 * frame.points + lines
            let framed = UnsafeMutableRawPointer(quads + frame.quads).assumingMemoryBound(to: UInt8.self)
            framed.update(repeating: 0, count: frame.quads)
            for index in images.indices {
                points.locate(lattice + index * WarpGrid.points, weights, cell, frame)
                for channel in 0..<grid.channels {
                    let image = source + (images[index] * grid.channels + channel) * frame.size
                    frame.fill(framed, quads, image)
                    points.collect(quads)
                    points.interpolate(into: target + (index * grid.channels + channel) * grid.side * grid.side)
                }
            }
        }
    }
}

/// One channel of a source image with two black pixels around it, so that no point of interest lies outside, and the same
/// as quads: for each pixel four bytes, its own lowest, then its right, lower and lower right neighbor's.
private struct Frame {
    let rows, columns, stride: Int
    /// Pixels of the source, and of the output with its rows rounded up to whole registers.
    let size, points: Int
    /// A row for each of the frame but the last, and as many more as one vector reads beyond.
    let quads: Int

    init(_ grid: WarpGrid) {
        (rows, columns) = (grid.sourceRows, grid.sourceColumns)
        stride = columns + 4
        (size, points) = (rows * columns, grid.side * grid.stride)
        quads = ((rows + 5) * stride + 63) / 64 * 64
    }

    /// Copies a channel into the frame, which is black already, and makes quads of it.
    @inline(__always)
    func fill(
        _ framed: UnsafeMutablePointer<UInt8>, _ quads: UnsafeMutablePointer<UInt32>, _ image: UnsafePointer<UInt8>
    ) {
        for row in 0..<rows {
            copyRow(image + row &* columns, to: framed + ((row &+ 2) &* stride &+ 2))
        }
        let below = framed + stride
        for index in 0..<(rows &+ 3) &* stride {
            let upper = UInt32(framed[index]) | UInt32(framed[index &+ 1]) &<< 8
            let lower = UInt32(below[index]) | UInt32(below[index &+ 1]) &<< 8
            quads[index] = upper | lower &<< 16
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
    init(_ memory: UnsafeMutablePointer<UInt32>, _ grid: WarpGrid) {
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
        splines(UnsafeRawPointer(lattice).assumingMemoryBound(to: Float.self), weights)
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
                UnsafeMutableRawPointer(right + place).storeBytes(of: rightward, as: Register.self)
                UnsafeMutableRawPointer(below + place).storeBytes(of: downward, as: Register.self)
                UnsafeMutableRawPointer(offsets + place).storeBytes(
                    of: unsafeBitCast(offset, to: ChoiceRegister.self) &- origin, as: ChoiceRegister.self)
                first += next
                place &+= next
            }
        }
    }

    @inline(__always)
    private func splines(_ lattice: UnsafePointer<Float>, _ weights: UnsafePointer<Float>) {
        for index in 0..<2 &* WarpGrid.points {
            let (control, line) = (lattice + 8 &* index, lines + index &* stride)
            for column in Swift.stride(from: 0, to: stride, by: Register.scalarCount) {
                var sum = Register.zeros
                for tap in 0..<7 {
                    sum.addProduct(Register(repeating: control[tap]), load(weights + (tap &* stride &+ column)))
                }
                UnsafeMutableRawPointer(line + column).storeBytes(of: sum, as: Register.self)
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

    /// The second pass. Two pixels are written as one number: of single ones the compiler makes vectors, one insertion a
    /// load, which is slower.
    @inline(__always)
    func collect(_ source: UnsafePointer<UInt32>) {
        for index in Swift.stride(from: 0, to: side &* stride, by: 2) {
            let (first, second) = (source[Int(offsets[index])], source[Int(offsets[index &+ 1])])
            let pair = UInt64(first) | UInt64(second) &<< 32
            UnsafeMutableRawPointer(quads + index).storeBytes(of: pair.littleEndian, as: UInt64.self)
        }
    }

    /// The third pass: along both rows of a quad, then between them.
    @inline(__always)
    func interpolate(into target: UnsafeMutablePointer<UInt8>) {
        for index in Swift.stride(from: 0, to: side &* stride, by: Register.scalarCount) {
            let quad = UnsafeRawPointer(quads + index).loadUnaligned(as: ChoiceRegister.self)
            let (rightward, downward) = (load(right + index), load(below + index))
            let (a, b, c, d) = (byte(quad, 0), byte(quad, 8), byte(quad, 16), byte(quad, 24))
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
