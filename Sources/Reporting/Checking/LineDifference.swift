import Foundation

/// Texts compared line by line, so that a check can name the line in which they differ.
enum LineDifference {
    /// More differing lines than these are counted, not shown.
    private static let limit = 10
    private static let width = 56

    /// One row that says `agreement`, or a row for each differing line; where lines were added or removed, for the
    /// first alone. `stated` is `nil` where the file is missing.
    static func rows(_ subject: String, stated: Data?, found: Data, agreement: String) -> [CheckRow] {
        guard let stated else {
            return [CheckRow(subject: subject, stated: "a file", found: "missing", agrees: false)]
        }
        guard stated != found else { return [CheckRow(subject, stated: agreement, found: agreement)] }
        let (left, right) = (lines(stated), lines(found))
        let common = min(left.count, right.count)
        let places = (0..<common).filter { left[$0] != right[$0] }
        guard left.count == right.count else {
            let place = places.first ?? common
            let count = CheckRow("\(subject), number of lines", stated: "\(left.count)", found: "\(right.count)")
            return [row(subject, place, left, right), count]
        }
        let shown = places.prefix(limit).map { row(subject, $0, left, right) }
        let rest = places.count - shown.count
        guard rest > 0 else { return shown }
        return shown + [
            CheckRow(
                subject: subject, stated: "\(Prose.count(rest, "further line"))", found: "other content", agrees: false)
        ]
    }

    /// The first line that differs, from 0.
    static func first(_ stated: Data, _ found: Data) -> Int? {
        guard stated != found else { return nil }
        let (left, right) = (lines(stated), lines(found))
        return (0..<min(left.count, right.count)).first { left[$0] != right[$0] } ?? min(left.count, right.count)
    }

    private static func lines(_ data: Data) -> [Data] {
        data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    private static func row(_ subject: String, _ place: Int, _ left: [Data], _ right: [Data]) -> CheckRow {
        let stated = place < left.count ? left[place] : nil
        let found = place < right.count ? right[place] : nil
        // Cut both lines at the same place, shortly before they part.
        let common = zip(stated ?? Data(), found ?? Data()).prefix { $0 == $1 }.count
        return CheckRow(
            subject: "\(subject), line \(place + 1)", stated: excerpt(stated, around: common),
            found: excerpt(found, around: common), agrees: false)
    }

    private static func excerpt(_ line: Data?, around byte: Int) -> String {
        guard let line else { return "no such line" }
        let start = line.count <= width ? 0 : max(0, byte - width / 3)
        let text = String(decoding: line.dropFirst(start).prefix(width), as: UTF8.self)
        let shown = text.unicodeScalars.filter { $0 != "\u{fffd}" }.reduce(into: "") { output, scalar in
            output += scalar == "\r" ? "\\r" : scalar.value < 0x20 ? " " : String(scalar)
        }
        let head = start > 0 ? "…" : ""
        return shown.isEmpty ? "an empty line" : head + shown + (start + width < line.count ? "…" : "")
    }
}
