/// Why the mean accuracy of several runs on the same test images is not the true one: two sources, which more of the other
/// do not lessen.
///
/// Seeds: other seeds would have given other runs. Test images: other images of the same kind would have been easier or
/// harder. X. Bouthillier et al., "Accounting for variance in machine learning benchmarks" (MLSys 2021) measures both and
/// others; the second, an image's share of right answers being one observation, is that of E. Miller, "Adding error bars to
/// evals" (2024).
package struct AccuracyNoise: Sendable, Equatable {
    /// The accuracy of each run.
    package let accuracies: Sample
    /// For each test image the share of runs that have it right. Their mean is the mean accuracy.
    package let images: Sample

    /// - Parameter isRight: for each run whether it has each image right; as many images in each
    ///
    /// `nil` without runs or without images.
    package init?(isRight: [[Bool]]) {
        let (runs, images) = (isRight.count, isRight.first?.count ?? 0)
        guard images > 0, isRight.allSatisfy({ $0.count == images }) else { return nil }
        var counts = [Int](repeating: 0, count: images)
        for run in isRight { for (image, right) in run.enumerated() where right { counts[image] += 1 } }
        let shares = Sample(counts.map { Double($0) / Double(runs) })
        let accuracies = Sample(isRight.map { run in Double(run.count { $0 }) / Double(images) })
        guard let shares, let accuracies else { return nil }
        (self.images, self.accuracies) = (shares, accuracies)
    }

    /// The standard error of the mean over the choice of seeds; `nil` of one run.
    package var ofSeeds: Double? { accuracies.standardError }

    /// The standard error of the mean over the choice of test images; `nil` of one image.
    package var ofTestImages: Double? { images.standardError }
}
