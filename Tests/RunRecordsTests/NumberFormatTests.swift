import RunRecords
import Testing

@Suite struct NumberFormatTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (54_000, "54,000"), (1_234_567, "1,234,567"), (-1_000, "-1,000"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func `Thousands are set apart`(value: Int, text: String) {
        #expect(NumberFormat.count(value) == text)
    }

    @Test(arguments: [
        (0.308, 2, "0.31"), (0.5, 0, "1"), (-0.25, 1, "-0.3"), (-0.001, 2, "0.00"), (12, 3, "12.000"),
        (.nan, 2, "not a number"), (.infinity, 2, "infinite"),
        (-2.5e20, 2, "-250000000000000000000"),
    ])
    func `Decimals are rounded half away from zero`(value: Double, decimals: Int, text: String) {
        #expect(NumberFormat.decimal(value, decimals: decimals) == text)
    }

    @Test(arguments: [(64, "64"), (0.001, "0.001"), (1e-5, "1e-05"), (0.1307, "0.1307")])
    func `The shortest decimal has no needless zeros`(value: Double, text: String) {
        #expect(NumberFormat.shortest(value) == text)
    }

    @Test(arguments: [
        (64, "64"), (0.001, "0.001"), (1e-5, "0.00001"), (-2.5e-7, "-0.00000025"), (1.5e21, "1500000000000000000000"),
        (12_345_678_901_234_567_168, "12345678901234567000"), (.nan, "not a number"),
    ])
    func `A plain number has all its digits and no exponent`(value: Double, text: String) {
        #expect(NumberFormat.plain(value) == text)
    }

    @Test func `A percentage keeps to its sign`() {
        #expect(NumberFormat.percentage(0.98853) == "98.85\u{a0}%")
        #expect(NumberFormat.percentage(1, decimals: 0) == "100\u{a0}%")
    }
}
