/// The same number for sixteen images: lane k belongs to image k of a group.
///
/// Activations are arrays `[channel][row][column]` of lanes, so every kernel reads like scalar code for one image,
/// has no remainder to treat and multiplies by weights that are the same in all lanes. Sixteen is the width of the
/// widest registers (AVX-512); narrower ones hold a part of the lanes, with the same bits as result, because lanes
/// never meet but in `laneSum`, whose order is fixed.
package typealias Lanes = SIMD16<Float>

/// What max pooling chose for sixteen images, of the four values that a pooled output looks at: 4 upper left, 5 upper
/// right, 6 lower left, 7 lower right (4 + 2 row + column); 0 where ReLU is zero, and no gradient flows.
package typealias ChoiceLanes = SIMD16<Int32>

extension Lanes {
    package static var count: Int { 16 }

    /// The number of groups that hold so many images.
    package static func groups(for images: Int) -> Int { (images + count - 1) / count }
}
