/// The sizes of images before and after a warp, and the cubic B-splines that carry a warp from its lattice to pixels.
///
/// A warp is a map from each output pixel to a point of the source image, and is given by its values on a lattice of
/// 7 x 7 control points: four cells across the output, and a row of points beyond each edge. Between them it is the
/// uniform cubic B-spline, which is smooth and reproduces linear maps exactly, so rotation, scale, shear and shift need
/// no arithmetic of their own.
package struct WarpGrid: Sendable, Equatable {
    /// Control points along a row, and along a column, of the lattice.
    package static let points = 7
    /// Cells of the lattice across the output.
    package static let cells = points - 3

    package let channels: Int
    /// Of a source image, `[channels][sourceRows][sourceColumns]`.
    package let sourceRows, sourceColumns: Int
    /// Rows, and columns, of an output image, `[channels][side][side]`.
    package let side: Int

    /// The cell in which each output column, or row, lies. Control points `cell` to `cell + 3` have a weight there.
    package let cell: [Int]
    /// The weights of the control points, `[points][stride]`; zero beyond the output.
    package let weights: [Float]

    /// Sizes must be from 1 to 1,024.
    package init(channels: Int, sourceRows: Int, sourceColumns: Int, side: Int) {
        (self.channels, self.sourceRows, self.sourceColumns, self.side) = (channels, sourceRows, sourceColumns, side)
        let stride = Lanes.groups(for: side) * Lanes.count
        let places = (0..<stride).map { (Double(min($0, side - 1)) + 0.5) * Double(Self.cells) / Double(side) }
        let cell = places.map { Int($0) }
        var weights = [Float](repeating: 0, count: Self.points * stride)
        for column in 0..<side {
            let splines = Self.splines(places[column] - Double(cell[column]))
            for (tap, weight) in splines.enumerated() {
                weights[(cell[column] + tap) * stride + column] = Float(weight)
            }
        }
        (self.cell, self.weights) = (cell, weights)
    }

    /// The distance between two rows of `weights`: `side`, rounded up to whole registers.
    package var stride: Int { cell.count }
    /// Bytes of an image before and after.
    package var sourceSize: Int { channels * sourceRows * sourceColumns }
    package var size: Int { channels * side * side }

    /// Where control point `index` of a row or a column lies, in output pixels from the middle of the image.
    package func place(_ index: Int) -> Float {
        Float(index - 1) * Float(side) / Float(Self.cells) - Float(side) / 2
    }

    /// The four uniform cubic B-splines that are not zero at `t` of the way through a cell.
    private static func splines(_ t: Double) -> [Double] {
        let s = 1 - t
        return [
            s * s * s / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * s * s * s - 6 * s * s + 4) / 6, t * t * t / 6,
        ]
    }
}

/// An affine map from an output image to its source, in pixels, and how far control points stray from it.
package struct WarpMap: Sendable, Equatable {
    /// The source point of the output's middle.
    package let middle: SIMD2<Float>
    /// How far one output pixel to the right, and one down, lead from there.
    package let right, down: SIMD2<Float>
    /// The standard deviation of a control point's displacement.
    package let deviation: SIMD2<Float>

    package init(middle: SIMD2<Float>, right: SIMD2<Float>, down: SIMD2<Float>, deviation: SIMD2<Float>) {
        (self.middle, self.right, self.down, self.deviation) = (middle, right, down, deviation)
    }
}
