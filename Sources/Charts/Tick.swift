/// A place on an axis: a whole number times a power of ten, so that it is exactly the number its label says.
package struct Tick: Sendable, Equatable {
    package let mantissa: Int
    package let exponent: Int
    package let label: String

    /// The double nearest to mantissa times ten to the exponent.
    package var value: Double { Double("\(mantissa)e\(exponent)") ?? .nan }

    package init(mantissa: Int, exponent: Int, label: String) {
        self.mantissa = mantissa
        self.exponent = exponent
        self.label = label
    }

    /// Labeled with its decimals, as many as the exponent asks for: `0.050`, `1,500`; numbers of more than six
    /// digits on a side of the point read `1.5×10⁹`.
    package init(mantissa: Int, exponent: Int) {
        self.init(mantissa: mantissa, exponent: exponent, label: Self.label(mantissa, exponent))
    }

    /// At a value, labeled with as few decimals as give it back; `nil` where that takes more digits than a whole number has.
    package init?(exactly value: Double) {
        guard value.isFinite else { return nil }
        for exponent in stride(from: LinearScale.exponent(below: max(value.magnitude, 1e-300)), through: -300, by: -1) {
            let scaled = value / (Double("1e\(exponent)") ?? 1)
            guard scaled.magnitude < 0x1p53 else { return nil }
            let tick = Tick(mantissa: Int(scaled.rounded()), exponent: exponent)
            if tick.value == value {
                self = tick
                return
            }
        }
        return nil
    }

    private static func label(_ mantissa: Int, _ exponent: Int) -> String {
        let digits = String(mantissa.magnitude)
        let sign = mantissa < 0 ? "\u{2212}" : ""
        let wholeDigits = digits.count + exponent
        if mantissa == 0 {
            return exponent < 0 && exponent >= -6 ? "0." + String(repeating: "0", count: -exponent) : "0"
        }
        guard wholeDigits <= 6, exponent >= -6 else { return sign + scientific(digits, wholeDigits - 1) }
        if exponent >= 0 { return sign + grouped(digits + String(repeating: "0", count: exponent)) }
        let padded = String(repeating: "0", count: max(0, 1 - wholeDigits)) + digits
        return sign + grouped(String(padded.dropLast(-exponent))) + "." + padded.suffix(-exponent)
    }

    private static func grouped(_ digits: String) -> String {
        digits.count > 3 ? digits.dropLast(3) + "," + digits.suffix(3) : digits
    }

    private static func scientific(_ digits: String, _ power: Int) -> String {
        var trimmed = Substring(digits)
        while trimmed.count > 1, trimmed.hasSuffix("0") { trimmed = trimmed.dropLast() }
        let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        let raised = String(String(power.magnitude).compactMap { $0.wholeNumberValue.map { superscripts[$0] } })
        let fraction = trimmed.count > 1 ? "." + trimmed.dropFirst() : ""
        let factor = trimmed == "1" ? "" : trimmed.prefix(1) + fraction + "×"
        return factor + "10" + (power < 0 ? "⁻" : "") + raised
    }
}
