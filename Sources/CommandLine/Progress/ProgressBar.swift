import Foundation
import RunRecords

/// A bar with rate and time left, as text: a pure function of what is done, how long it took and how wide the terminal is.
package struct ProgressBar {
    package var title: String
    package var completed: Int
    package var total: Int
    /// What is counted: `images`, `KiB`.
    package var unit: String
    package var seconds: Double
    /// Seconds still needed; `nil` to derive them from the rate.
    package var secondsLeft: Double?
    /// What is said at the end of the line.
    package var note = ""

    package init(
        title: String, completed: Int, total: Int, unit: String, seconds: Double, secondsLeft: Double? = nil,
        note: String = ""
    ) {
        self.title = title
        self.completed = completed
        self.total = total
        self.unit = unit
        self.seconds = seconds
        self.secondsLeft = secondsLeft
        self.note = note
    }

    /// One line that is shorter than the terminal is wide. Where it has no room for everything, the bar becomes shorter,
    /// then the note, the rate, the counts and the time left are left out in turn.
    package func text(columns: Int) -> String {
        let room = columns - 1 - Self.titleWidth - 2
        let head = title + String(repeating: " ", count: max(1, Self.titleWidth - title.count))
        let selections = [
            [counts, rate, left, note], [counts, rate, left], [counts, left], [percentage, left], [left], [],
        ]
        for details in selections {
            let tail = details.filter { !$0.isEmpty }.map { "  " + $0 }.joined()
            let width = min(room - tail.count, 24)
            if width >= 8 { return "\(head)│\(bar(width))│\(tail)" }
        }
        return String(head.prefix(max(columns - 1, 0)))
    }

    private static let titleWidth = 11

    private var fraction: Double { total > 0 ? min(Double(completed) / Double(total), 1) : 1 }

    private func bar(_ width: Int) -> String {
        let filled = Int(fraction * Double(width) * 8)
        let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][filled % 8]
        let full = String(repeating: "█", count: filled / 8) + partial
        return full + String(repeating: " ", count: width - full.count)
    }

    /// As wide from the first image to the last.
    private var counts: String {
        let total = NumberFormat.count(total)
        let done = NumberFormat.count(completed)
        return String(repeating: " ", count: max(0, total.count - done.count)) + "\(done)/\(total)"
    }

    private var percentage: String { NumberFormat.percentage(fraction, decimals: 0) }

    private var rate: String {
        guard seconds > 0, completed > 0 else { return "" }
        let perSecond = Double(completed) / seconds
        let number =
            perSecond >= 100 ? NumberFormat.count(Int(perSecond)) : NumberFormat.decimal(perSecond, decimals: 1)
        return "\(number) \(unit)/s"
    }

    private var left: String {
        if let secondsLeft { return Self.duration(secondsLeft) + " left" }
        guard seconds > 0, completed > 0, completed < total else { return "" }
        return Self.duration(seconds * Double(total - completed) / Double(completed)) + " left"
    }

    /// `0:07`, `12:40`, `3:05:00`.
    package static func duration(_ seconds: Double) -> String {
        let whole = seconds.isFinite ? Int(min(max(seconds, 0), 1e9).rounded()) : 0
        func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
        let (hours, minutes) = (whole / 3600, whole / 60 % 60)
        return hours > 0
            ? "\(hours):\(two(minutes)):\(two(whole % 60))" : "\(minutes):\(two(whole % 60))"
    }
}
