import CProcessor
import KernelContracts

// An image in two passes, each a loop that stays in registers: where each output pixel comes from, and what is interpolated
// between the four bytes around that point. Those bytes are not loaded in vectors: not every processor can fill a register
// from many addresses, and one that can is slower at it than with a load a pixel, which is what is done here.

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
        let (weights, cell) = (grid.weights.span.address, grid.cell.span.address)
        let frame = Frame(grid)
        let pointsCount = WarpedPoints.count(grid)
        withScratch(of: UInt32.self, count: pointsCount + (frame.size + 1) / 2) { memory in
            let points = WarpedPoints(memory, grid)
            let pairs = UnsafeMutableRawPointer(memory + pointsCount).assumingMemoryBound(to: UInt16.self)
            pairs.update(repeating: 0, count: frame.size)
            for index in images.indices {
                // One image ahead: all sixteen at once would push each other out of the first cache.
                let next = images[min(index + 1, images.count - 1)]
                points.splines(lattice + index * WarpGrid.points, weights, cell)
                points.locate(
                    weights, cell, frame,
                    upcoming: UnsafeBufferPointer(start: source + next * sourceSize, count: sourceSize))
                for channel in 0..<grid.channels {
                    frame.fill(pairs, source + (images[index] * grid.channels + channel) * frame.rows * frame.columns)
                    points.interpolate(pairs, into: target + (index * grid.channels + channel) * grid.side * grid.side)
                }
            }
        }
    }
}

/// One channel of a source image with two black pixels around it, so that no point of interest lies outside, as pairs: for
/// each pixel two bytes, its own lower, then its lower neighbor's. Two pairs in a row are a quad: the four bytes around a
/// point.
private struct Frame {
    let rows, columns: Int
    /// Pairs from row to row, a power of two.
    let stride: Int
    /// Pairs of the frame.
    let size: Int

    init(_ grid: borrowing WarpGrid) {
        (rows, columns) = (grid.sourceRows, grid.sourceColumns)
        stride = 1 << (Int.bitWidth - (columns + 3).leadingZeroBitCount)
        size = (rows + 3) * stride
    }

    /// Makes pairs of a channel's pixels; those of the border are black already.
    @inline(__always)
    func fill(_ pairs: UnsafeMutablePointer<UInt16>, _ image: UnsafePointer<UInt8>) {
        let pairs = pairs + (stride &+ 2)
        guard columns >= 16 else {
            for row in 0...rows {
                for column in 0..<columns {
                    let upper = row > 0 ? image[(row &- 1) &* columns &+ column] : 0
                    let lower = row < rows ? image[row &* columns &+ column] : 0
                    pairs[row &* stride &+ column] = UInt16(upper) | UInt16(lower) &<< 8
                }
            }
            return
        }
        // Sixteen columns at a time, the last perhaps once more.
        for first in Swift.stride(from: 0, to: columns, by: 16) {
            let first = min(first, columns &- 16)
            var upper = SIMD16<UInt16>(repeating: 0)
            for row in 0..<rows {
                let sixteen = UnsafeRawPointer(image + (row &* columns &+ first)).loadUnaligned(as: SIMD16<UInt8>.self)
                let lower = SIMD16<UInt16>(truncatingIfNeeded: sixteen)
                store(upper | lower &<< 8, pairs + (row &* stride &+ first))
                upper = lower
            }
            store(upper, pairs + (rows &* stride &+ first))
        }
    }
}

/// What is known of each output pixel, in rows rounded up to whole registers: where the quad is that it looks at, how far
/// its point lies to the right of that pixel and below it, and then the quad of one channel.
///
/// Everything lies in the order in which it is needed, so that one address is enough to find it.
private struct WarpedPoints {
    private let side, registers: Int
    /// Lines of control points, weighted by their splines along the row: `[registers][points][x, y][width]`.
    private let lines: UnsafeMutablePointer<Float>
    /// `[side][registers][offset, right, below, quad][width]`.
    private let places: UnsafeMutablePointer<Float>

    private static var width: Int { Register.scalarCount }
    /// Lines of one register of columns.
    private static var lineCount: Int { 2 * WarpGrid.points }

    /// Values in the memory that is needed.
    static func count(_ grid: borrowing WarpGrid) -> Int { (lineCount + 4 * grid.side) * grid.stride }

    init(_ memory: UnsafeMutablePointer<UInt32>, _ grid: borrowing WarpGrid) {
        (side, registers) = (grid.side, grid.stride / Self.width)
        lines = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: Float.self)
        places = lines + Self.lineCount * grid.stride
    }

    /// Splines along the lines of the lattice. In each cell four control points have a weight, so five are enough for a
    /// register in one cell or two; for one in more cells all are added.
    @inline(__always)
    func splines(_ lattice: UnsafePointer<Lanes>, _ weights: UnsafePointer<Float>, _ cell: UnsafePointer<Int>) {
        let lattice = UnsafeRawPointer(lattice).assumingMemoryBound(to: Float.self)
        let (width, stride) = (Self.width, registers &* Self.width)
        var line = lines
        for column in Swift.stride(from: 0, to: stride, by: width) {
            let first = min(cell[column], WarpGrid.points &- 5)
            let weight = weights + column
            if cell[column &+ width &- 1] &+ 4 &- first <= 5 {
                let (a, b) = (load(weight + first &* stride), load(weight + (first &+ 1) &* stride))
                let (c, d) = (load(weight + (first &+ 2) &* stride), load(weight + (first &+ 3) &* stride))
                let e = load(weight + (first &+ 4) &* stride)
                for index in 0..<Self.lineCount {
                    let five = lattice + (8 &* index &+ first)
                    var sum = a * Register(repeating: five[0])
                    sum.addProduct(b, Register(repeating: five[1]))
                    sum.addProduct(c, Register(repeating: five[2]))
                    sum.addProduct(d, Register(repeating: five[3]))
                    sum.addProduct(e, Register(repeating: five[4]))
                    store(sum, line)
                    line += width
                }
            } else {
                for index in 0..<Self.lineCount {
                    var sum = Register.zeros
                    for tap in 0..<WarpGrid.points {
                        sum.addProduct(
                            load(weight + tap &* stride), Register(repeating: lattice[8 &* index &+ tap]))
                    }
                    store(sum, line)
                    line += width
                }
            }
        }
    }

    /// The first pass: splines down each column, in a cell of the lattice after the other, and the whole and fractional
    /// parts of the points that they give. Meanwhile the source of the next image is fetched, a line of the cache with each
    /// register: all lines at once would have to wait for each other.
    @inline(__always)
    func locate(
        _ weights: UnsafePointer<Float>, _ cell: UnsafePointer<Int>, _ frame: Frame,
        upcoming: UnsafeBufferPointer<UInt8>
    ) {
        let width = Self.width
        let stride = registers &* width
        let lastRow = WordRegister(repeating: UInt32(truncatingIfNeeded: frame.rows &+ 2))
        let lastColumn = WordRegister(repeating: UInt32(truncatingIfNeeded: frame.columns &+ 2))
        let shift = UInt32(truncatingIfNeeded: frame.stride.trailingZeroBitCount)
        for register in 0..<registers {
            var row = 0
            while row < side {
                let here = cell[row]
                let line = UnsafePointer(lines + (register &* Self.lineCount &+ 2 &* here) &* width)
                let (x0, x1) = (load(line), load(line + 2 &* width))
                let (x2, x3) = (load(line + 4 &* width), load(line + 6 &* width))
                let (y0, y1) = (load(line + width), load(line + 3 &* width))
                let (y2, y3) = (load(line + 5 &* width), load(line + 7 &* width))
                repeat {
                    let ahead = (register &* side &+ row) &* 64
                    if let next = upcoming.baseAddress, ahead < upcoming.count { cprocessor_prefetch(next + ahead) }
                    let weight = weights + (here &* stride &+ row)
                    let (a, b) = (Register(repeating: weight[0]), Register(repeating: weight[stride]))
                    let (c, d) = (Register(repeating: weight[2 &* stride]), Register(repeating: weight[3 &* stride]))
                    let x = (a * x0).addingProduct(b, x1).addingProduct(c, x2).addingProduct(d, x3)
                    let y = (a * y0).addingProduct(b, y1).addingProduct(c, y2).addingProduct(d, y3)
                    let (left, rightward) = wholeAndFraction(x, lastColumn)
                    let (top, downward) = wholeAndFraction(y, lastRow)
                    let place = places + (row &* registers &+ register) &* 4 &* width
                    store(top &<< shift | left, place)
                    store(rightward, place + width)
                    store(downward, place + 2 &* width)
                    row &+= 1
                } while row < side && cell[row] == here
            }
        }
    }

    /// The second pass: along both rows of a quad, then between them. Quads are collected a row ahead, which leaves their
    /// stores the time to end before all of a register is loaded at once.
    @inline(__always)
    func interpolate(_ pairs: UnsafePointer<UInt16>, into target: UnsafeMutablePointer<UInt8>) {
        let rowCount = registers &* 4 &* Self.width
        var place = places
        collectRow(place, pairs)
        for row in 0..<side {
            if row &+ 1 < side { collectRow(place + rowCount, pairs) }
            interpolateRow(place, into: target + row &* side)
            place += rowCount
        }
    }

    /// Two offsets are read as one number, since loads are what there is too much of.
    @inline(__always)
    private func collectRow(_ row: UnsafeMutablePointer<Float>, _ pairs: UnsafePointer<UInt16>) {
        var place = UnsafeMutableRawPointer(row)
        let quads = 12 &* Self.width
        for _ in 0..<registers {
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

    @inline(__always)
    private func interpolateRow(_ row: UnsafePointer<Float>, into target: UnsafeMutablePointer<UInt8>) {
        let width = Self.width
        var place = row
        for column in Swift.stride(from: 0, to: side, by: width) {
            let quad = UnsafeRawPointer(place + 3 &* width).loadUnaligned(as: ChoiceRegister.self)
            let (rightward, downward) = (load(place + width), load(place + 2 &* width))
            let (a, b, c, d) = (byte(quad, 0), byte(quad, 16), byte(quad, 8), byte(quad, 24))
            let upper = (a - 0x1p23).addingProduct(b - a, rightward)
            let lower = (c - 0x1p23).addingProduct(d - c, rightward)
            let value = upper.addingProduct(lower - upper, downward) + shifter
            let whole = unsafeBitCast(value, to: ChoiceRegister.self)
            let bytes = target + column
            if column &+ width <= side {
                for lane in 0..<width { bytes[lane] = UInt8(truncatingIfNeeded: whole[lane]) }
            } else {
                for lane in 0..<side &- column { bytes[lane] = UInt8(truncatingIfNeeded: whole[lane]) }
            }
            place += 4 &* width
        }
    }
}

@inline(__always)
private func store<Vector: SIMD>(_ vector: Vector, _ target: UnsafeMutablePointer<some BitwiseCopyable>) {
    UnsafeMutableRawPointer(target).storeBytes(of: vector, as: Vector.self)
}

/// The pixel at or before a point on an axis, counted from the first of the black frame, and how far behind that pixel the
/// point lies, from 0 to 1. Points outside, or not a number, are at the `last` pixel, where all are black.
@inline(__always)
private func wholeAndFraction(_ point: Register, _ last: WordRegister) -> (whole: WordRegister, fraction: Register) {
    // Half a pixel less, rounded to the nearest whole number, is the pixel before; or, for whole numbers, perhaps the one
    // before that, with the fraction 1. Below the frame, the whole number is one of the largest that there are.
    let shifted = (point - 0.5) + shifter
    let whole = unsafeBitCast(shifted, to: WordRegister.self) &- (shifter.bitPattern &- 2)
    return (last.replacing(with: whole, where: whole .< last), point - (shifted - shifter))
}

/// One of four bytes as a number plus 2^23, of which it makes the lowest bits.
@inline(__always)
private func byte(_ quad: ChoiceRegister, _ shift: Int32) -> Register {
    unsafeBitCast((quad &>> shift) & 0xff | 0x4b00_0000, to: Register.self)
}
