import Datasets
import Images
import KernelContracts
import NeuralNetworks
import RandomStreams
import RunRecords

/// Random warps of training images: a new one for each image in each epoch, as P. Y. Simard, D. Steinkraus and
/// J. C. Platt do in "Best practices for convolutional neural networks applied to visual document analysis", ICDAR 2003.
///
/// An image is turned, sheared, scaled, shifted and then bent: control points of a coarse lattice are displaced at random,
/// and a cubic B-spline carries that to the pixels. The map leads from the network's pixels straight to those of the data
/// set, so that an image is interpolated once. A warp follows from the seed, the epoch and the image's position in the
/// training set alone.
package struct RandomWarps: Augmenter {
    private let generator: Philox4x32
    private let source: ImageArray
    private let grid: WarpGrid
    /// The largest turn to either side, in radians.
    private let rotation: Double
    private let scaling, aspect, shear: Double
    /// The largest shift, and the deviation of a control point's displacement, in output pixels.
    private let shift, elastic: Double

    /// `nil` where the settings ask for no warp. Images that are larger than the network's are warped after they were
    /// resized: of their pixels, one bilinear sample for each of the network's would skip some.
    init?(_ configuration: Configuration, originals: ImageArray, resized: ImageArray) {
        guard configuration.isAugmented else { return nil }
        let side = configuration.pixelSize
        source = max(originals.shape.rows, originals.shape.columns) > side ? resized : originals
        let shape = source.shape
        grid = WarpGrid(channels: shape.channels, sourceRows: shape.rows, sourceColumns: shape.columns, side: side)
        generator = Philox4x32(seed: configuration.seed)
        rotation = configuration.rotation * (.pi / 180)
        (scaling, aspect, shear) = (configuration.scaling, configuration.aspect, configuration.shear)
        (shift, elastic) = (configuration.shift * Double(side), configuration.elastic * Double(side))
    }

    /// A lattice for each of sixteen images.
    package var scratchCount: Int { Lanes.count * WarpGrid.points }

    package func augment(
        _ positions: Span<Int>, epoch: Int, _ kernels: any KernelSet, scratch: inout MutableSpan<Lanes>,
        into images: inout MutableSpan<UInt8>
    ) {
        var maps: [WarpMap] = []
        var counters: [SIMD4<UInt32>] = []
        maps.reserveCapacity(positions.count)
        counters.reserveCapacity(positions.count)
        for index in positions.indices {
            var stream = ImageRandomStream(generator, epoch: epoch, image: positions[index])
            maps.append(affineMap(from: &stream))
            counters.append(stream.counter)
        }
        kernels.randomLattices(grid, maps: maps.span, key: generator.key, counters: counters.span, into: &scratch)
        kernels.warp(grid, source.pixels.span, images: positions, lattices: scratch.span, into: &images)
    }

    private func affineMap(from stream: inout ImageRandomStream) -> WarpMap {
        let (first, second) = (stream.next(), stream.next())
        let turn = Rotation(angle: rotation * first.x.signedUnit)
        let slant = shear * first.y.signedUnit
        let shifts = SIMD2(first.z.signedUnit, first.w.signedUnit) * shift
        let (size, ratio) = (scaling * second.x.signedUnit, aspect * second.y.signedUnit)
        let stretch = Self.exponential(SIMD2(size + ratio, size - ratio))

        let extent = SIMD2(Double(grid.sourceColumns), Double(grid.sourceRows))
        let pixel = extent / Double(grid.side)
        let right = SIMD2(turn.cosine, turn.sine) * stretch.x
        let down = SIMD2(slant * turn.cosine - turn.sine, slant * turn.sine + turn.cosine) * stretch.y
        return WarpMap(
            middle: SIMD2<Float>((extent - 1) / 2 + shifts * pixel), right: SIMD2<Float>(right * pixel),
            down: SIMD2<Float>(down * pixel), deviation: SIMD2<Float>(pixel * elastic))
    }

    /// e^x within 2e-7 of itself for |x| up to 0.15, by the Padé approximant of order 2 and 2. Like e^x it is positive
    /// everywhere, and at -x one over its value at x.
    private static func exponential(_ x: SIMD2<Double>) -> SIMD2<Double> {
        let (even, odd) = (12 + x * x, 6 * x)
        return (even + odd) / (even - odd)
    }
}
