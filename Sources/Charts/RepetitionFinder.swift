/// Finds where bytes repeat earlier ones, for `Deflate`.
///
/// Searched are the byte before, the row above, the latest distance, and the latest places that begin with the same four
/// bytes. Places within a stretch of equal bytes are not remembered, other than its end: there is nothing to be found that
/// the byte before does not give.
struct RepetitionFinder {
    struct Repetition {
        var length = 0
        var distance = 0
    }

    /// The format's own limits.
    static let lengths = 3...258
    private static let window = 1 << 15
    /// So many places are tried; more make files hardly smaller.
    private static let tries = 4
    /// A length at which no longer one is looked for.
    private static let enough = 64
    private static let hashBits = 13

    private let rowLength: Int
    private var latestDistance = 1
    /// The latest place with each hash of four bytes, and for each place in the window the one before with the same hash.
    private var latest = [Int32](repeating: -1, count: 1 << hashBits)
    private var previous = [Int32](repeating: -1, count: window)
    private var remembered = 0

    init(rowLength: Int) { self.rowLength = rowLength }

    /// The longest repetition found that begins at a place; of length 0 where there is none. Places must grow from call to
    /// call.
    mutating func longest(at place: Int, in bytes: RawSpan) -> Repetition {
        remember(upTo: place, in: bytes)
        let limit = min(bytes.byteCount - place, Self.lengths.upperBound)
        var best = Repetition()
        for (distance, least) in [(1, 3), (rowLength, 4), (latestDistance, 3)]
        where distance <= min(place, Self.window) && best.length < limit {
            let length = Self.equal(place, place - distance, limit, bytes)
            if length >= least, length > best.length { best = Repetition(length: length, distance: distance) }
        }
        guard best.length < min(limit, Self.enough), bytes.byteCount - place >= 4 else { return best }
        var candidate = Int(latest[Self.hash(place, bytes)])
        var tries = Self.tries
        while candidate >= 0, place - candidate <= Self.window, tries > 0 {
            let length = Self.equal(place, candidate, limit, bytes)
            if length >= 4, length > best.length {
                best = Repetition(length: length, distance: place - candidate)
            }
            let next = Int(previous[candidate & (Self.window - 1)])
            candidate = next < candidate ? next : -1
            tries -= 1
        }
        return best
    }

    /// Notes which repetition was taken: its distance is likely to come again.
    mutating func take(_ repetition: Repetition) { latestDistance = repetition.distance }

    private mutating func remember(upTo end: Int, in bytes: RawSpan) {
        var place = remembered
        while place < end, place + 4 <= bytes.byteCount {
            let stretch = Self.equal(place + 1, place, min(end - place, bytes.byteCount - place - 1), bytes)
            if stretch > 3 { place += stretch - 3 }
            let hash = Self.hash(place, bytes)
            previous[place & (Self.window - 1)] = latest[hash]
            latest[hash] = Int32(place)
            place += 1
        }
        remembered = end
    }

    /// How many bytes are equal from two places on, at most `limit`, which must not lead beyond the end.
    private static func equal(_ one: Int, _ other: Int, _ limit: Int, _ bytes: RawSpan) -> Int {
        var count = 0
        while count + 8 <= limit {
            let first = bytes.unsafeLoadUnaligned(fromByteOffset: one + count, as: UInt64.self)
            let second = bytes.unsafeLoadUnaligned(fromByteOffset: other + count, as: UInt64.self)
            let difference = UInt64(littleEndian: first ^ second)
            if difference != 0 { return count + difference.trailingZeroBitCount / 8 }
            count += 8
        }
        while count < limit {
            let first = bytes.unsafeLoadUnaligned(fromByteOffset: one + count, as: UInt8.self)
            guard first == bytes.unsafeLoadUnaligned(fromByteOffset: other + count, as: UInt8.self) else { break }
            count += 1
        }
        return count
    }

    private static func hash(_ place: Int, _ bytes: RawSpan) -> Int {
        // In the same order of bytes everywhere, so that files are the same.
        let word = UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self))
        return Int((word &* 0x9E37_79B1) >> (32 - UInt32(hashBits)))
    }
}
