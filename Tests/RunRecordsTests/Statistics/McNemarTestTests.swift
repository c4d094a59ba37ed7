import RunRecordFixtures
import RunRecords
import Testing

@Suite struct McNemarTestTests {
    /// `statsmodels.stats.contingency_tables.mcnemar([[0, b], [c, 0]], exact=True).pvalue`, which is
    /// `min(1, 2 * scipy.stats.binom.cdf(min(b, c), b + c, 0.5))`.
    @Test(arguments: [
        (0, 0, 1.0),
        (0, 5, 0.0625),
        (0, 6, 0.03125),
        (3, 11, 0.057373046875),
        (12, 4, 0.076812744140625),
        (61, 48, 0.2502820046919221),
        (500, 430, 0.023608839292547163),
        (2500, 2400, 0.15727096976576974),
        (0, 2000, 0.0),
        (7, 7, 1.0),
    ])
    func `The probability is that of statsmodels`(onlyFirst: Int, onlySecond: Int, expected: Double) {
        let test = McNemarTest(onlyFirst: onlyFirst, onlySecond: onlySecond)
        #expect(abs(test.pValue - expected) <= expected * 1e-12)
        #expect(McNemarTest(onlyFirst: onlySecond, onlySecond: onlyFirst).pValue == test.pValue)
        #expect(test.exceedsChance == (expected < 0.05))
    }

    @Test func `Images that one has right and the other wrong are counted`() {
        func result(_ predictions: [UInt8]) -> TestResult {
            TestResult(labels: [0, 1, 2, 0, 1, 2], predictions: predictions, classes: 3)
        }
        let test = McNemarTest(result([0, 1, 2, 1, 1, 0]), result([0, 2, 1, 0, 1, 1]))
        #expect(test == McNemarTest(onlyFirst: 2, onlySecond: 1))
    }

    @Test func `Results on other images are not paired`() {
        let first = TestResult(labels: [0, 1], predictions: [0, 1], classes: 2)
        #expect(McNemarTest(first, TestResult(labels: [0, 0], predictions: [0, 1], classes: 2)) == nil)
        #expect(McNemarTest(first, TestResult(labels: [0], predictions: [0], classes: 2)) == nil)
        let none = TestResult(labels: [UInt8](), predictions: [UInt8](), classes: 2)
        #expect(McNemarTest(none, none) == nil)
    }
}
