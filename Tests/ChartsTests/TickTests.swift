import Charts
import Testing

@Suite struct TickTests {
    @Test(arguments: [
        (0, 0, "0"), (5, 0, "5"), (-5, 0, "\u{2212}5"), (15, 2, "1,500"), (2, 5, "200,000"), (1, 6, "10⁶"),
        (15, 8, "1.5×10⁹"), (-2, 9, "\u{2212}2×10⁹"), (1_234_567, 0, "1.234567×10⁶"), (5, -2, "0.05"),
        (50, -3, "0.050"), (12345, -2, "123.45"), (1_234_567, -3, "1,234.567"), (0, -2, "0.00"), (1, -6, "0.000001"),
        (1, -9, "10⁻⁹"), (20, -8, "2×10⁻⁷"), (0, -9, "0"),
    ])
    func `A label has the decimals of its exponent, or a power of ten`(mantissa: Int, exponent: Int, label: String) {
        #expect(Tick(mantissa: mantissa, exponent: exponent).label == label)
    }

    @Test func `A value is the double nearest to its decimal`() {
        #expect(Tick(mantissa: 3, exponent: -1).value == 0.3)
        #expect(Tick(mantissa: 7, exponent: 22).value == 7e22)
        #expect(Tick(mantissa: 1, exponent: -9).value == 1e-9)
    }
}
