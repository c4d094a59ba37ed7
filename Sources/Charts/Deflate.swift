import CZlib

/// Packs the rows of images of few colors in zlib's format (RFC 1950, RFC 1951).
///
/// zlib itself searches at every byte. Charts consist of stretches of equal bytes and of rows much like the one above;
/// looking there first takes a third of the time, and files are a twentieth smaller.
package struct Deflate {
    /// So many tokens share a code. A figure's text, lines and images follow each other, each with its own frequencies.
    private static let blockSize = 4096
    /// What is shorter gives way to a longer repetition that begins a byte later.
    private static let worthWaiting = 16
    private static let endOfBlock = 256

    /// A byte, or a repetition of earlier ones.
    private enum Token {
        case byte(UInt8)
        case repetition(length: DeflateSymbol, distance: DeflateSymbol)
    }

    private var output = BitWriter()
    private var tokens: [Token] = []

    /// - Parameter rowLength: how far above a byte the one of the row before lies
    package static func packed(_ bytes: [UInt8], rowLength: Int) -> [UInt8] {
        var deflate = Deflate()
        // A window of 32,768 bytes; the checksum of these two bytes is included.
        deflate.output.write(0x9C78, bits: 16)
        deflate.pack(bytes.span.bytes, RepetitionFinder(rowLength: rowLength))
        deflate.writeBlock(isLast: true)
        deflate.output.fillByte()
        // In pieces, for zlib counts in 32 bits.
        let checksum = UInt32(adler32_z(1, bytes, bytes.count))
        for shift in [24, 16, 8, 0] { deflate.output.write(Int(checksum >> shift & 255), bits: 8) }
        return deflate.output.bytes
    }

    private mutating func pack(_ bytes: RawSpan, _ finder: consuming RepetitionFinder) {
        var finder = finder
        var place = 0
        var found = RepetitionFinder.Repetition()
        while place < bytes.byteCount {
            if found.length == 0 { found = finder.longest(at: place, in: bytes) }
            var later = RepetitionFinder.Repetition()
            if found.length < Self.worthWaiting, place + 1 < bytes.byteCount {
                later = finder.longest(at: place + 1, in: bytes)
            }
            if found.length > 0, found.length >= later.length {
                append(.repetition(length: .ofLength(found.length), distance: .ofDistance(found.distance)))
                finder.take(found)
                place += found.length
                found = RepetitionFinder.Repetition()
            } else {
                append(.byte(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self)))
                place += 1
                found = later
            }
        }
    }

    private mutating func append(_ token: Token) {
        tokens.append(token)
        if tokens.count == Self.blockSize { writeBlock(isLast: false) }
    }

    // MARK: - Blocks

    private mutating func writeBlock(isLast: Bool) {
        var literals = [Int](repeating: 0, count: 286)
        var distances = [Int](repeating: 0, count: 30)
        for token in tokens {
            switch token {
            case .byte(let byte): literals[Int(byte)] += 1
            case .repetition(let length, let distance):
                literals[length.number] += 1
                distances[distance.number] += 1
            }
        }
        literals[Self.endOfBlock] = 1
        if distances.allSatisfy({ $0 == 0 }) { distances[0] = 1 }
        let (literalCode, distanceCode) = (
            HuffmanCode(counts: literals, limit: 15), HuffmanCode(counts: distances, limit: 15)
        )
        output.write(isLast ? 1 : 0, bits: 1)
        output.write(2, bits: 2)
        writeLengths(literalCode, distanceCode)
        for token in tokens {
            switch token {
            case .byte(let byte): output.write(Int(byte), in: literalCode)
            case .repetition(let length, let distance):
                output.write(length, in: literalCode)
                output.write(distance, in: distanceCode)
            }
        }
        output.write(Self.endOfBlock, in: literalCode)
        tokens.removeAll(keepingCapacity: true)
    }

    /// The lengths of both codes' words, themselves in a code.
    private mutating func writeLengths(_ literalCode: HuffmanCode, _ distanceCode: HuffmanCode) {
        let used = [literalCode, distanceCode].map { code in
            code.lengths.prefix((code.lengths.lastIndex { $0 > 0 } ?? 0) + 1)
        }
        let symbols = Self.symbols(ofLengths: used[0] + used[1])
        var counts = [Int](repeating: 0, count: 19)
        for symbol in symbols { counts[symbol.number] += 1 }
        let code = HuffmanCode(counts: counts, limit: 7)
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].map { code.lengths[$0] }
        let ordered = order.prefix(max(4, (order.lastIndex { $0 > 0 } ?? 0) + 1))
        output.write(used[0].count - 257, bits: 5)
        output.write(used[1].count - 1, bits: 5)
        output.write(ordered.count - 4, bits: 4)
        for length in ordered { output.write(Int(length), bits: 3) }
        for symbol in symbols { output.write(symbol, in: code) }
    }

    /// Each length as it is, other than stretches of zeros.
    private static func symbols(ofLengths lengths: ArraySlice<UInt8>) -> [DeflateSymbol] {
        var symbols: [DeflateSymbol] = []
        var rest = lengths
        while let length = rest.first {
            let zeros = rest.prefix(138).prefix { $0 == 0 }.count
            switch zeros {
            case 11...: symbols.append(DeflateSymbol(number: 18, extra: zeros - 11, extraBits: 7))
            case 3...: symbols.append(DeflateSymbol(number: 17, extra: zeros - 3, extraBits: 3))
            default: symbols.append(DeflateSymbol(number: Int(length)))
            }
            rest = rest.dropFirst(zeros >= 3 ? zeros : 1)
        }
        return symbols
    }
}

/// A symbol of a code, and the bits that follow its word. Small, for a block has thousands.
private struct DeflateSymbol {
    private let symbol: UInt16
    private let following: UInt16
    private let followingCount: UInt8

    var number: Int { Int(symbol) }
    var extra: Int { Int(following) }
    var extraBits: Int { Int(followingCount) }

    static func ofLength(_ length: Int) -> DeflateSymbol {
        if length == RepetitionFinder.lengths.upperBound { return DeflateSymbol(number: 285) }
        return DeflateSymbol(length - RepetitionFinder.lengths.lowerBound, leadingBits: 2, first: 257)
    }

    static func ofDistance(_ distance: Int) -> DeflateSymbol {
        DeflateSymbol(distance - 1, leadingBits: 1, first: 0)
    }

    /// A number whose symbol tells its magnitude and so many bits after the highest; the rest follow.
    private init(_ value: Int, leadingBits: Int, first: Int) {
        let magnitude = Int.bitWidth - 1 - value.leadingZeroBitCount
        let rest = max(0, magnitude - leadingBits)
        self.init(
            number: first + (rest << leadingBits) + (value >> rest), extra: value & ((1 << rest) - 1), extraBits: rest)
    }

    init(number: Int, extra: Int = 0, extraBits: Int = 0) {
        (symbol, following, followingCount) = (UInt16(number), UInt16(extra), UInt8(extraBits))
    }
}

/// Bytes filled from their lowest bit.
private struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var count = 0

    /// - Parameter bits: at most 16
    mutating func write(_ value: Int, bits: Int) {
        pending |= UInt64(value) << UInt64(count)
        count += bits
        while count >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            count -= 8
        }
    }

    mutating func write(_ number: Int, in code: HuffmanCode) {
        write(Int(code.words[number]), bits: Int(code.lengths[number]))
    }

    mutating func write(_ symbol: DeflateSymbol, in code: HuffmanCode) {
        write(symbol.number, in: code)
        write(symbol.extra, bits: symbol.extraBits)
    }

    /// Zeros to the end of the byte that has begun.
    mutating func fillByte() { write(0, bits: (8 - count) % 8) }
}
