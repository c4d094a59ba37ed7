/// The `Content-Range` of a partial answer (RFC 9110, 14.4): `bytes 100-199/200`.
struct ContentRange: Equatable {
    let start: Int
    let end: Int
    let total: Int

    /// `nil` unless it is a range of bytes that reaches to the end of a file of known length.
    init?(_ text: String) {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "/" })
        guard parts.count == 4, parts[0].lowercased() == "bytes", let start = Int(parts[1]), let end = Int(parts[2]),
            let total = Int(parts[3]), 0 <= start, start <= end, end < total, end == total - 1
        else { return nil }
        (self.start, self.end, self.total) = (start, end, total)
    }
}
