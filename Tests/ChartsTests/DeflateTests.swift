import CZlib
import Charts
import Testing

@Suite struct DeflateTests {
    /// What zlib makes of packed bytes; `nil` where it finds a fault, be it in the checksum.
    private func unpacked(_ packed: [UInt8], count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count + 1)
        var size = UInt(bytes.count)
        guard uncompress(&bytes, &size, packed, UInt(packed.count)) == Z_OK else { return nil }
        return Array(bytes.prefix(Int(size)))
    }

    private func expectRoundTrip(_ bytes: [UInt8], rowLength: Int, _ place: SourceLocation = #_sourceLocation) {
        let packed = Deflate.packed(bytes, rowLength: rowLength)
        #expect(unpacked(packed, count: bytes.count) == bytes, sourceLocation: place)
    }

    /// The same for each run.
    private func noise(_ count: Int, below bound: UInt8) -> [UInt8] {
        var state: UInt32 = 1
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24) % bound
        }
    }

    @Test func `Zlib reads bytes that never repeat, or always`() {
        for count in [0, 1, 2, 3, 4, 5, 257, 258, 259, 260, 261, 517, 100_000] {
            expectRoundTrip([UInt8](repeating: 7, count: count), rowLength: 10)
            expectRoundTrip(noise(count, below: 255), rowLength: 10)
        }
    }

    @Test(arguments: [1, 2, 3, 5, 17, 100])
    func `Zlib reads noise of few values, in which short repetitions abound`(bound: UInt8) {
        for rowLength in [1, 2, 100, 1_000_000] { expectRoundTrip(noise(50_000, below: bound), rowLength: rowLength) }
    }

    @Test func `Zlib reads repetitions of every length`() {
        for length in 3...260 {
            let phrase = noise(length, below: 255)
            expectRoundTrip(phrase + [255] + phrase, rowLength: 1000)
        }
    }

    /// The format reaches back 32,768 bytes; where the search went further, zlib would refuse the file.
    @Test(arguments: [32_766, 32_767, 32_768, 32_769, 32_770, 65_536])
    func `Zlib reads repetitions as far back as there are any`(distance: Int) {
        let phrase = noise(distance, below: 251)
        expectRoundTrip(phrase + phrase, rowLength: distance)
        let start = Array(phrase.prefix(200))
        expectRoundTrip(start + [UInt8](repeating: 253, count: distance - 200) + start, rowLength: 1)
    }

    /// Rows as in a chart: most repeat the one before but for an edge that moves.
    @Test func `Files are smaller than those of zlib`() {
        let values = noise(400, below: 40)
        let rows = (0..<400).flatMap { y -> [UInt8] in
            var row = [UInt8](repeating: 0, count: 1000)
            for x in 0..<20 {
                row[40 * x + y / 8 % 30] = values[(x + y) % 400]
                row[40 * x + y / 8 % 30 + 1] = 200
            }
            return row
        }
        expectRoundTrip(rows, rowLength: 1000)
        var size = compressBound(UInt(rows.count))
        var zlib = [UInt8](repeating: 0, count: Int(size))
        #expect(compress2(&zlib, &size, rows, UInt(rows.count), 6) == Z_OK)
        let count = Deflate.packed(rows, rowLength: 1000).count
        #expect(count < Int(size), "\(count) and \(size) bytes")
    }
}
