import RunRecords
import Testing

/// Expected values are those of Python: scipy 1.17.1 and statsmodels 0.15.0, by the calls named at each test.
@Suite struct SampleTests {
    private let first = [0.9891, 0.9884, 0.9897, 0.9878, 0.9902, 0.9888]
    private let second = [0.9895, 0.9880, 0.9905, 0.9890, 0.9910, 0.9893]

    /// `numpy.mean(a)`, `numpy.std(a, ddof=1)`, `scipy.stats.t.interval(0.95, 5, numpy.mean(a), scipy.stats.sem(a))`
    @Test func `Mean, deviation and interval are those of scipy`() throws {
        let sample = try #require(Sample(first))
        #expect(abs(sample.mean - 0.989) < 1e-15)
        #expect(try abs(#require(sample.standardDeviation) - 0.0008694826047713548) < 1e-15)
        let interval = try #require(sample.interval)
        #expect(abs(interval.lowerBound - 0.9880875339662832) < 1e-14)
        #expect(abs(interval.upperBound - 0.9899124660337165) < 1e-14)
    }

    /// The same calls, for `[0.1, 0.2]`.
    @Test func `Two values have a wide interval`() throws {
        let interval = try #require(Sample([0.1, 0.2])?.interval)
        #expect(abs(interval.lowerBound + 0.48531023680873475) < 1e-13)
        #expect(abs(interval.upperBound - 0.7853102368087348) < 1e-13)
    }

    @Test func `One value has neither deviation nor interval, and none is no sample`() {
        #expect(Sample([0.5])?.mean == 0.5)
        #expect(Sample([0.5])?.standardDeviation == nil)
        #expect(Sample([0.5])?.interval == nil)
        #expect(Sample([0.5])?.pValueOfZero == 1)
        #expect(Sample([]) == nil)
    }

    @Test func `Equal values do not differ at all`() {
        #expect(Sample([0.1, 0.1, 0.1])?.standardDeviation == 0)
        #expect(Sample([0.1, 0.1, 0.1])?.interval == 0.1...0.1)
    }

    /// `scipy.stats.ttest_rel(b, a)`, and its `confidence_interval()`
    @Test func `Paired differences are tested as by scipy`() throws {
        let differences = try #require(Sample.differences(second, first))
        #expect(abs(differences.pValueOfZero - 0.055811530734338984) < 1e-12)
        let interval = try #require(differences.interval)
        #expect(abs(interval.lowerBound + 1.998944979161746e-05) < 1e-14)
        #expect(abs(interval.upperBound - 0.0011199894497916814) < 1e-14)
    }

    @Test func `Differences that are all the same are certain, and none at all is none`() {
        #expect(Sample.differences([2, 3], [1, 2])?.pValueOfZero == 0)
        #expect(Sample.differences([2, 3], [2, 3])?.pValueOfZero == 1)
        #expect(Sample.differences([2, 3], [2]) == nil)
    }
}

@Suite struct StudentDistributionTests {
    /// `scipy.stats.t.ppf((1 + p) / 2, df)`
    @Test(arguments: [
        (0.95, 1, 12.706204736174694), (0.95, 2, 4.302652729749462), (0.95, 4, 2.7764451051977934),
        (0.95, 9, 2.262157162798205), (0.95, 19, 2.0930240544083087), (0.95, 99, 1.9842169515864174),
        (0.95, 1000, 1.9623390808264083), (0.99, 3, 5.840909309733355), (0.8, 5, 1.4758840488244815),
        (0.0, 7, 0.0), (0.999998, 2, 707.1057205157672),
    ])
    func `Its quantiles are those of scipy`(probability: Double, degrees: Int, expected: Double) {
        let found = StudentDistribution(degreesOfFreedom: degrees).reach(of: probability)
        #expect(abs(found - expected) <= expected * 1e-9)
    }

    /// `2 * scipy.stats.t.sf(abs(t), df)`
    @Test(arguments: [
        (0.0, 3, 1.0), (0.5, 1, 0.7048327646991335), (2.0, 4, 0.11611652351681556), (-3.1, 19, 0.005895120947890749),
        (12.0, 2, 0.00687293367715846), (40.0, 9, 1.8982998449339822e-11), (1e-3, 30, 0.9992087357664851),
        (.infinity, 5, 0),
    ])
    func `Its probabilities are those of scipy`(t: Double, degrees: Int, expected: Double) {
        #expect(abs(StudentDistribution(degreesOfFreedom: degrees).pValue(t) - expected) < 1e-14)
    }
}

@Suite struct HolmCorrectionTests {
    /// `statsmodels.stats.multitest.multipletests(p, method="holm")[1]`
    @Test(arguments: [
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]), ([0.5], [0.5]), ([0.2, 0.2, 0.9], [0.6, 0.6, 0.9]),
        ([0.001, 0.02, 0.02, 0.6, 0.04, 0.3], [0.006, 0.1, 0.1, 0.6, 0.12, 0.6]), ([], []), ([0.6, 0.7], [1, 1]),
    ])
    func `Corrected probabilities are those of statsmodels`(pValues: [Double], expected: [Double]) {
        let adjusted = HolmCorrection.adjusted(pValues)
        #expect(adjusted.count == expected.count)
        #expect(zip(adjusted, expected).allSatisfy { abs($0 - $1) < 1e-15 })
    }
}

@Suite struct AccuracyNoiseTests {
    /// `numpy.mean(r)` and `scipy.stats.sem(r)` with r the share of runs that have each image right.
    @Test func `The noise of test images is that of their shares of right answers`() throws {
        let runs = [
            [1, 1, 1, 1, 1, 0, 1, 1, 1, 1], [1, 1, 1, 0, 1, 0, 0, 1, 1, 1], [1, 1, 1, 1, 1, 0, 1, 1, 1, 1],
            [1, 1, 1, 1, 1, 0, 0, 1, 1, 1],
        ]
        let noise = try #require(AccuracyNoise(isRight: runs.map { $0.map { $0 == 1 } }))
        #expect(noise.images.mean == 0.825)
        #expect(try abs(#require(noise.ofTestImages) - 0.10573814617041266) < 1e-15)
        #expect(noise.accuracies.values == [0.9, 0.7, 0.9, 0.8])
        #expect(noise.ofSeeds == Sample([0.9, 0.7, 0.9, 0.8])?.standardError)
    }

    @Test func `Without runs or images there is no noise to speak of`() {
        #expect(AccuracyNoise(isRight: []) == nil)
        #expect(AccuracyNoise(isRight: [[], []]) == nil)
        #expect(AccuracyNoise(isRight: [[true], [true, false]]) == nil)
        #expect(AccuracyNoise(isRight: [[true, false]])?.ofSeeds == nil)
    }
}
