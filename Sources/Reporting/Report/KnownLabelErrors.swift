import RunRecords

/// Test images of MNIST whose label people did not confirm: C. G. Northcutt, A. Athalye and J. Mueller, "Pervasive
/// Label Errors in Test Sets Destabilize Machine Learning Benchmarks" (NeurIPS 2021), the majority of five votes in
/// `mturk/mnist_mturk.json` of github.com/cleanlab/label-errors.
struct KnownLabelErrors {
    /// By their place in the test set, from 0: the digit that people saw, or none.
    private static let seen: [Int: Int?] = [
        947: 9, 1621: 6, 1901: 4, 2462: 0, 2597: 3, 3558: 0, 5937: 3, 6651: 6, 6783: 6, 9729: 6, 2654: nil, 3520: nil,
        9679: nil, 2130: nil, 8527: nil,
    ]

    private let applies: Bool

    init(_ dataset: DatasetIdentity) {
        applies = dataset.kind == .mnist && dataset.testImages == 10_000
    }

    static var count: Int { seen.count }

    /// What people saw in an image whose label they did not confirm, in few words; `nil` for all others.
    func note(_ index: Int) -> String? {
        guard applies, let digit = Self.seen[index] else { return nil }
        return digit.map { "people: \($0)" } ?? "people: unclear"
    }
}
