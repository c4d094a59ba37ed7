import Foundation
import Reporting

/// A bar with rate and time left, as text: a pure function of what is done and how long it took.
struct ProgressBar {
    let title: String
    let completed: Int
    let total: Int
    /// What is counted: `images`, `MB`.
    let unit: String
    let seconds: Double
    /// What is said at the end of the line.
    var note = ""

    private static let width = 24

    var text: String {
        let fraction = total > 0 ? min(Double(completed) / Double(total), 1) : 1
        let filled = Int(fraction * Double(Self.width) * 8)
        let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][filled % 8]
        let bar = String(repeating: "█", count: filled / 8) + partial
        let padding = String(repeating: " ", count: Self.width - filled / 8 - (partial.isEmpty ? 0 : 1))
        let counts = "\(NumberFormat.count(completed))/\(NumberFormat.count(total))"
        return (["\(Self.padded(title))│\(bar)\(padding)│ \(counts)"] + [rate, left, note].filter { !$0.isEmpty })
            .joined(separator: "  ")
    }

    private var rate: String {
        guard seconds > 0, completed > 0 else { return "" }
        let perSecond = Double(completed) / seconds
        let number =
            perSecond >= 100 ? NumberFormat.count(Int(perSecond)) : NumberFormat.decimal(perSecond, decimals: 1)
        return "\(number) \(unit)/s"
    }

    private var left: String {
        guard seconds > 0, completed > 0, completed < total else { return "" }
        return Self.duration(seconds * Double(total - completed) / Double(completed)) + " left"
    }

    /// `0:07`, `12:40`, `3:05:00`.
    static func duration(_ seconds: Double) -> String {
        let whole = seconds.isFinite ? Int(min(max(seconds, 0), 1e9).rounded()) : 0
        func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
        let (hours, minutes) = (whole / 3600, whole / 60 % 60)
        return hours > 0
            ? "\(hours):\(two(minutes)):\(two(whole % 60))" : "\(minutes):\(two(whole % 60))"
    }

    private static func padded(_ title: String) -> String {
        title + String(repeating: " ", count: max(1, 12 - title.count))
    }
}
