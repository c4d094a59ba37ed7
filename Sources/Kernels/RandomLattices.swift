import KernelContracts
import RandomStreams

extension FusedKernels {
    package func randomLattices(
        _ grid: WarpGrid, maps: Span<WarpMap>, key: SIMD2<UInt32>, counters: Span<SIMD4<UInt32>>,
        into lattices: inout MutableSpan<Lanes>
    ) {
        let points = WarpGrid.points
        assert(counters.count == maps.count && lattices.count >= maps.count * points)
        let lattice = lattices.address
        var places = SIMD8<Float>(repeating: 0)
        for index in 0..<points { places[index] = grid.place(index) }
        // Two blocks a line, and what fills the last eight; their first halves before their last.
        let blocks = 16
        withScratch(of: UInt64.self, count: 2 * blocks) { words in
            for index in maps.indices {
                for block in stride(from: 0, to: blocks, by: 8) {
                    let (first, last) = eightBlocks(key: key, counter: counters[index], after: UInt64(block))
                    UnsafeMutableRawPointer(words + block).storeBytes(of: first, as: SIMD8<UInt64>.self)
                    UnsafeMutableRawPointer(words + blocks + block).storeBytes(of: last, as: SIMD8<UInt64>.self)
                }
                let map = maps[index]
                for row in 0..<points {
                    let (first, last) = (words + 2 &* row, words + (blocks &+ 2 &* row))
                    let bits = SIMD4(first[0], last[0], first[1], last[1])
                    let bells = unsafeBitCast(bits, to: SIMD8<UInt32>.self).bells
                    let start = map.middle + map.down * places[row]
                    let x = start.x + map.right.x * places + bells.low * map.deviation.x
                    let y = start.y + map.right.y * places + bells.high * map.deviation.y
                    lattice[index &* points &+ row] = Lanes(lowHalf: x, highHalf: y)
                }
            }
        }
    }
}

/// The blocks of `Philox4x32` for eight counters in a row, a lane each, in the low halves of which all words are kept.
///
/// - Returns: of each block its first two words and its last two, the earlier in the low half.
@inline(__always)
private func eightBlocks(
    key: SIMD2<UInt32>, counter: SIMD4<UInt32>, after blocks: UInt64
) -> (first: SIMD8<UInt64>, last: SIMD8<UInt64>) {
    let low: UInt64 = 0xffff_ffff
    var x = SIMD8<UInt64>(0, 1, 2, 3, 4, 5, 6, 7) &+ (UInt64(counter.x) &+ blocks)
    var y = SIMD8(repeating: UInt64(counter.y))
    var z = SIMD8(repeating: UInt64(counter.z))
    var w = SIMD8(repeating: UInt64(counter.w))
    var (first, second) = (key.x, key.y)
    for _ in 0..<10 {
        let (even, odd) = ((x & low) &* 0xd251_1f53, (z & low) &* 0xcd9e_8d57)
        (x, y) = ((odd &>> 32) ^ y ^ UInt64(first), odd)
        (z, w) = ((even &>> 32) ^ w ^ UInt64(second), even)
        first &+= 0x9e37_79b9
        second &+= 0xbb67_ae85
    }
    return ((x & low) | y &<< 32, (z & low) | w &<< 32)
}
