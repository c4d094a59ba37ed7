import KernelContracts
import NeuralNetworks
import RandomStreams
import Testing

struct WarpKernelTests {
    static let grids = [
        WarpGrid(channels: 1, sourceRows: 28, sourceColumns: 28, side: 32),
        WarpGrid(channels: 3, sourceRows: 20, sourceColumns: 31, side: 33),
        WarpGrid(channels: 2, sourceRows: 7, sourceColumns: 5, side: 16),
        WarpGrid(channels: 1, sourceRows: 1, sourceColumns: 1, side: 1),
        WarpGrid(channels: 1, sourceRows: 40, sourceColumns: 36, side: 47),
    ]

    @Test(
        "A warp shows what the plain computation shows, rounded to a byte", arguments: InstructionSet.available, grids)
    func plain(set: InstructionSet, grid: WarpGrid) {
        var random = RandomValues(seed: 1)
        let pixels = random.bytes(20 * grid.sourceSize)
        let images = [3, 19, 0, 3]
        let lattices = images.flatMap { _ in random.lattice(grid, bend: 3) }
        let warped = set.kernels.warp(grid, pixels, images: images, lattices: lattices)
        for (index, image) in images.enumerated() {
            let source = Array(pixels[image * grid.sourceSize..<(image + 1) * grid.sourceSize])
            let expected = plainWarp(grid, source, lattices[index * 7..<index * 7 + 7].map { $0 })
            let found = warped[index * grid.size..<(index + 1) * grid.size].map { Double($0) }
            // Positions are rounded to float32, which moves the value of a pixel by less than a hundredth of a level.
            let worst = zip(expected, found).map { abs($0 - $1) }.max() ?? 0
            #expect(worst < 0.51)
        }
    }

    @Test("A warp that moves nothing gives the same bytes", arguments: InstructionSet.available)
    func nothingMoves(set: InstructionSet) {
        var random = RandomValues(seed: 2)
        for side in [1, 16, 28, 33] {
            let grid = WarpGrid(channels: 2, sourceRows: side, sourceColumns: side, side: side)
            let pixels = random.bytes(2 * grid.sourceSize)
            let warped = set.kernels.warp(
                grid, pixels, images: [1, 0], lattices: random.lattice(grid, bend: 0, count: 2))
            #expect(warped == Array(pixels[grid.size...] + pixels[..<grid.size]))
        }
    }

    @Test("Points outside the source are black, however far away or undefined", arguments: InstructionSet.available)
    func outside(set: InstructionSet) {
        let grid = Self.grids[0]
        let pixels = [UInt8](repeating: 255, count: grid.sourceSize)
        for place in [-1, 28, 1e9, -1e30, Float.infinity, -.infinity, .nan] {
            for axis in 0..<2 {
                var line = Lanes(repeating: 14)
                for lane in 8 * axis..<8 * axis + 8 { line[lane] = place }
                let warped = set.kernels.warp(
                    grid, pixels, images: [0], lattices: Array(repeating: line, count: WarpGrid.points))
                #expect(warped.allSatisfy { $0 == 0 }, "\(place)")
            }
        }
    }

    @Test(
        "Control points are displaced by the bells of two blocks a line, one counter after the other",
        arguments: InstructionSet.available)
    func randomLattices(set: InstructionSet) {
        let grid = Self.grids[0]
        let generator = Philox4x32(seed: 0x1234_5678_9abc_def0)
        let maps = (0..<16).map { index in
            let turn = Float(index) / 20
            return WarpMap(
                middle: [13.5, 12 + turn], right: [0.875, turn], down: [-turn, 0.9], deviation: [0.6, turn])
        }
        // The last counts over the end of 32 bits.
        let counters = (0..<16 as Range<UInt32>).map { SIMD4($0 == 15 ? .max - 4 : 2, 59_999 - $0, 7, $0) }
        let found = set.kernels.randomLattices(grid, maps: maps, key: generator.key, counters: counters)
        for (index, map) in maps.enumerated() {
            var counter = counters[index]
            func next() -> SIMD4<UInt32> {
                defer { counter.x &+= 1 }
                return generator.block(counter)
            }
            for row in 0..<WarpGrid.points {
                let bells = SIMD8(lowHalf: next(), highHalf: next()).bells
                let line = found[index * WarpGrid.points + row]
                for column in 0..<WarpGrid.points {
                    let point = map.middle + map.down * grid.place(row) + map.right * grid.place(column)
                    let place = point + SIMD2(bells.low[column], bells.high[column]) * map.deviation
                    #expect(SIMD2(line[column], line[8 + column]) == place)
                }
            }
        }
    }

    @Test("The splines of every pixel sum to one and reproduce its place", arguments: grids)
    func splines(grid: WarpGrid) {
        for pixel in 0..<grid.side {
            let weights = (0..<WarpGrid.points).map { Double(grid.weights[$0 * grid.stride + pixel]) }
            #expect(abs(weights.reduce(0, +) - 1) < 1e-6)
            let place = weights.enumerated().map { $0.element * Double(grid.place($0.offset)) }.reduce(0, +)
            #expect(abs(place - (Double(pixel) + 0.5 - Double(grid.side) / 2)) < 1e-5 * Double(grid.side))
        }
    }

    /// The same in Double, by the definition of the B-spline and of interpolation.
    private func plainWarp(_ grid: WarpGrid, _ image: [UInt8], _ lattice: [Lanes]) -> [Double] {
        func level(_ channel: Int, _ row: Int, _ column: Int) -> Double {
            guard 0..<grid.sourceRows ~= row, 0..<grid.sourceColumns ~= column else { return 0 }
            return Double(image[(channel * grid.sourceRows + row) * grid.sourceColumns + column])
        }
        func spline(_ distance: Double) -> Double {
            let t = abs(distance)
            return t < 1 ? (4 - 6 * t * t + 3 * t * t * t) / 6 : t < 2 ? (2 - t) * (2 - t) * (2 - t) / 6 : 0
        }
        func mix(_ a: Double, _ b: Double, _ share: Double) -> Double { a * (1 - share) + b * share }
        return (0..<grid.size).map { index in
            let (channel, row, column) = (
                index / grid.side / grid.side, index / grid.side % grid.side, index % grid.side
            )
            let place = { (pixel: Int) in (Double(pixel) + 0.5) * 4 / Double(grid.side) + 1 }
            var (x, y) = (0.0, 0.0)
            for i in 0..<7 {
                for j in 0..<7 {
                    let weight = spline(place(row) - Double(i)) * spline(place(column) - Double(j))
                    x += weight * Double(lattice[i][j])
                    y += weight * Double(lattice[i][8 + j])
                }
            }
            let (left, top) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
            let (right, below) = (x - Double(left), y - Double(top))
            return mix(
                mix(level(channel, top, left), level(channel, top, left + 1), right),
                mix(level(channel, top + 1, left), level(channel, top + 1, left + 1), right), below)
        }
    }
}

extension RandomValues {
    /// Control points that fit source to output, displaced by up to `bend` source pixels.
    mutating func lattice(_ grid: WarpGrid, bend: Float, count: Int = 1) -> [Lanes] {
        (0..<7 * count).map { index in
            var line = Lanes(floats(16, -1, 1)) * bend
            for point in 0..<7 {
                let (columns, rows, side) = (Float(grid.sourceColumns), Float(grid.sourceRows), Float(grid.side))
                line[point] += (columns - 1) / 2 + grid.place(point) * columns / side
                line[8 + point] += (rows - 1) / 2 + grid.place(index % 7) * rows / side
            }
            return line
        }
    }
}
