/// Whether two classifiers differ on the same images by more than chance explains: McNemar's exact test.
///
/// Only images that one of them has right and the other has wrong tell them apart. Were both equally good, each such
/// image would fall to either side like a coin, so the smaller count follows the binomial distribution of n = b + c
/// trials with probability 1/2, and p = min(1, 2 P(X <= min(b, c))).
/// Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
/// Psychometrika 12 (1947); exact form as in T. G. Dietterich, "Approximate statistical tests for comparing supervised
/// classification learning algorithms", Neural Computation 10 (1998), and statsmodels' `mcnemar(exact=True)`.
package struct McNemarTest: Sendable, Equatable {
    /// Images that only the first classifier has right.
    package let onlyFirst: Int
    /// Images that only the second has right.
    package let onlySecond: Int

    package init(onlyFirst: Int, onlySecond: Int) {
        self.onlyFirst = onlyFirst
        self.onlySecond = onlySecond
    }

    /// From results on the same test images; `nil` where the images are not as many or their labels not the same.
    package init?(_ first: TestResult, _ second: TestResult) {
        guard first.labels == second.labels, !first.labels.isEmpty else { return nil }
        var (onlyFirst, onlySecond) = (0, 0)
        for (label, answers) in zip(first.labels, zip(first.predictions, second.predictions)) {
            onlyFirst += answers.0 == label && answers.1 != label ? 1 : 0
            onlySecond += answers.0 != label && answers.1 == label ? 1 : 0
        }
        self.init(onlyFirst: onlyFirst, onlySecond: onlySecond)
    }

    /// The probability of a split at least as uneven between classifiers that are equally good; 1 where none differs.
    package var pValue: Double {
        let (trials, least) = (onlyFirst + onlySecond, min(onlyFirst, onlySecond))
        // The binomial coefficient of `least`, halved once for each trial along the way so that it stays in range.
        var (term, halvings) = (1.0, trials)
        for index in stride(from: 1, through: least, by: 1) {
            term *= Double(trials - least + index) / Double(index)
            while term > 1, halvings > 0 { (term, halvings) = (term / 2, halvings - 1) }
        }
        term = Double(sign: .plus, exponent: -halvings, significand: term)
        var sum = 0.0
        for index in stride(from: least, through: 0, by: -1) {
            sum += term
            term *= Double(index) / Double(trials - index + 1)
        }
        return min(1, 2 * sum)
    }

    /// At the 5 % level.
    package var exceedsChance: Bool { pValue < 0.05 }
}
