import RunRecords

/// English around numbers that are known only when the record is read.
package enum Prose {
    /// A count with its noun in singular or plural: `1 image`, `54,000 images`.
    package static func count(_ value: Int, _ singular: String, _ plural: String? = nil) -> String {
        NumberFormat.count(value) + " " + noun(value, singular, plural)
    }

    package static func noun(_ value: Int, _ singular: String, _ plural: String? = nil) -> String {
        value == 1 ? singular : plural ?? singular + "s"
    }

    /// `a` or `an`, as a word asks for.
    package static func article(_ word: String) -> String {
        word.first.map { "aeiouAEIOU8".contains($0) } == true ? "an" : "a"
    }

    /// How often: `once`, `twice`, `8 times`.
    package static func times(_ value: Int) -> String {
        switch value {
        case 1: "once"
        case 2: "twice"
        default: NumberFormat.count(value) + " times"
        }
    }

    /// `4`, `4 and 9`, `4, 7 and 9`.
    package static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// How far apart two fractions are as they are shown in percent, so that a reader who subtracts finds the same:
    /// `0.71 percentage points`.
    package static func points(between first: Double, and second: Double) -> String {
        let hundredths = [first, second].map { ($0 * 100 * 100).rounded() }
        guard hundredths[0] != hundredths[1] else { return "less than 0.01 percentage points" }
        return points((hundredths[0] - hundredths[1]) / 10_000)
    }

    /// The difference between two fractions: `0.71 percentage points`, without its sign.
    package static func points(_ difference: Double) -> String {
        let value = NumberFormat.decimal(difference.magnitude * 100, decimals: 2)
        return "\(value) percentage \(value == "1.00" ? "point" : "points")"
    }
}
