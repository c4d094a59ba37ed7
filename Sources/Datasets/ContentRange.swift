/// The `Content-Range` of a partial answer (RFC 9110, 14.4): `bytes 100-199/200`.
package struct ContentRange: Equatable {
    package let start: Int
    package let end: Int
    package let total: Int

    /// `nil` unless it is a range of bytes that reaches to the end of a file of known length.
    package init?(_ text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
        let numbers = words[1].split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }.map { Int($0) }
        guard numbers.count == 3, let start = numbers[0], let end = numbers[1], let total = numbers[2],
            0 <= start, start <= end, end < total, end == total - 1
        else { return nil }
        (self.start, self.end, self.total) = (start, end, total)
    }
}
