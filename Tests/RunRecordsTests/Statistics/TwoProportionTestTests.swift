import RunRecords
import Testing

@Suite struct TwoProportionTestTests {
    /// statsmodels.stats.proportion.proportions_ztest([90, 75], [100, 100]) gives 2.79...: pooled 0.825,
    /// 0.15 / sqrt(0.825 * 0.175 * 0.02).
    @Test func `The statistic is the difference in pooled standard errors`() {
        let test = TwoProportionTest(0.9, of: 100, 0.75, of: 100)
        #expect(abs(test.z - 2.791_452_631_195_413_5) < 1e-12)
        #expect(abs(test.difference - 0.15) < 1e-15)
        #expect(test.exceedsChance)
        #expect(TwoProportionTest(0.75, of: 100, 0.9, of: 100).z == -test.z)
    }

    @Test func `The same difference among fewer images may be chance`() {
        #expect(!TwoProportionTest(0.9, of: 20, 0.75, of: 20).exceedsChance)
    }

    @Test func `Where nothing varies or no sample exists nothing exceeds chance`() {
        for test in [
            TwoProportionTest(1, of: 50, 1, of: 60), TwoProportionTest(0, of: 50, 0, of: 60),
            TwoProportionTest(1, of: 0, 0.5, of: 60), TwoProportionTest(1, of: 10, 0, of: 0),
        ] {
            #expect(test.z == 0 && !test.exceedsChance)
        }
    }
}
