/// Numbers as a reader sees them, the same in every locale.
package enum NumberFormat {
    /// A whole number with commas between thousands: `54,000`.
    package static func count(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var grouped = ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset).isMultiple(of: 3) {
                grouped.append(",")
            }
            grouped.append(digit)
        }
        return value < 0 ? "-" + grouped : grouped
    }

    /// With exactly so many decimals, halves rounded away from zero: `0.308`. Values that are not finite read
    /// `not a number` or `infinite`.
    package static func decimal(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return value.isNaN ? "not a number" : "infinite" }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
        guard scaled < 0x1p63 else { return plain(value) }
        let digits = String(Int(scaled))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return decimals == 0 ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    /// The shortest decimal that gives the value back: `0.001`, `64`, `1e-05`.
    package static func shortest(_ value: Double) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A probability as a percentage that is never rounded to certainty: `> 99.99 %`.
    package static func certainty(_ probability: Double) -> String {
        probability > 0.99995 && probability < 1 ? "> 99.99\u{a0}%" : percentage(probability)
    }

    /// The same digits without an exponent, however many zeros that takes: `0.00001`.
    package static func plain(_ value: Double) -> String {
        guard value.isFinite else { return decimal(value, decimals: 0) }
        let parts = shortest(value).split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return shortest(value) }
        let sign = parts[0].hasPrefix("-") ? "-" : ""
        let digits = parts[0].filter(\.isNumber)
        let whole = parts[0].drop { $0 == "-" }.prefix { $0 != "." }.count
        let point = whole + exponent
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        return sign + digits + String(repeating: "0", count: max(0, point - digits.count))
    }

    /// A fraction as a percentage: `98.85 %`, the space not to be broken.
    package static func percentage(_ fraction: Double, decimals: Int = 2) -> String {
        decimal(fraction * 100, decimals: decimals) + "\u{a0}%"
    }
}
