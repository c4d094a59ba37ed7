/// The probabilities of several comparisons, made larger so that the chance of even one false alarm stays below the level
/// at which each is judged.
///
/// Sorted from the smallest, the k-th of n (from 1) is multiplied by n - k + 1, and none becomes smaller than the one
/// before it. S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6
/// (1979); as in statsmodels' `multipletests(method="holm")`.
package enum HolmCorrection {
    /// In the order of the arguments, each at most 1.
    package static func adjusted(_ pValues: [Double]) -> [Double] {
        var (adjusted, least) = (pValues, 0.0)
        let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
        for (rank, index) in order.enumerated() {
            least = max(least, min(1, pValues[index] * Double(pValues.count - rank)))
            adjusted[index] = least
        }
        return adjusted
    }
}
