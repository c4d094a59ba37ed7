import RunRecords
import Testing

@Suite struct WilsonIntervalTests {
    /// `statsmodels.stats.proportion.proportion_confint(successes, trials, method="wilson")`.
    @Test(arguments: [
        (9_891, 10_000, 0.9868688476233592, 0.9909555251704448), (0, 10, 0.0, 0.27753279986288926),
        (10, 10, 0.7224672001371106, 1.0),
        (3, 7, 0.15821985525146964, 0.7495416354723428),
    ])
    func `The interval is that of statsmodels`(successes: Int, trials: Int, lower: Double, upper: Double) {
        let interval = WilsonInterval(successes: successes, trials: trials)
        #expect(abs(interval.lower - lower) < 1e-12)
        #expect(abs(interval.upper - upper) < 1e-12)
    }

    @Test func `Without trials nothing is known`() {
        #expect(
            WilsonInterval(successes: 0, trials: 0).lower == 0 && WilsonInterval(successes: 0, trials: 0).upper == 1)
    }
}
