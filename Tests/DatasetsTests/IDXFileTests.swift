import Datasets
import Foundation
import Testing

@Suite("An IDX file")
struct IDXFileTests {
    private let images = IDXFile.encode(Array(0..<24), sizes: [2, 3, 4])
    private let labels = IDXFile.encode([7, 0, 9], sizes: [3])

    private func read(_ content: IDXFile.Content, _ bytes: [UInt8]) throws -> IDXFile {
        try IDXFile(content, source: ByteSource(path: "file", bytes: bytes))
    }

    private func expect(
        _ fault: IDXFault, _ content: IDXFile.Content, _ bytes: [UInt8],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: DatasetError.malformed(path: "file", fault: fault), sourceLocation: sourceLocation) {
            try read(content, bytes)
        }
    }

    @Test("gives its sizes, its elements and the hash of its content")
    func reads() throws {
        let file = try read(.images, images)
        #expect(file.sizes == [2, 3, 4])
        #expect(file.elements == Array(0..<24))
        // python: hashlib.sha256(bytes([0,0,8,3, 0,0,0,2, 0,0,0,3, 0,0,0,4]) + bytes(range(24))).hexdigest()
        #expect(file.hash == "a51c98759421959402851916f9b92885907c60a39b5a4ffeb856ea22cd940c51")
        #expect(try read(.labels, labels).elements == [7, 0, 9])
    }

    @Test("is the same compressed")
    func compressed() throws {
        let file = try read(.images, Samples.gzip(images))
        #expect(file.elements == Array(0..<24))
        #expect(try file.hash == read(.images, images).hash)
    }

    @Test("begins with two zero bytes")
    func magic() {
        expect(.magic(found: [0x50, 0x4b]), .images, [0x50, 0x4b, 3, 4] + [UInt8](repeating: 0, count: 30))
        expect(.magic(found: [0, 1]), .labels, [0, 1] + labels.dropFirst(2))
    }

    @Test("holds unsigned bytes")
    func elementType() {
        expect(.elementType(found: 0x0d), .labels, [0, 0, 0x0d] + labels.dropFirst(3))
    }

    @Test("has three or four dimensions for images and one for labels")
    func dimensions() {
        expect(.dimensions(expected: [3, 4], found: 1), .images, labels + [UInt8](repeating: 0, count: 20))
        expect(.dimensions(expected: [1], found: 3), .labels, images)
        expect(.dimensions(expected: [1], found: 255), .labels, [0, 0, 8, 255, 0, 0, 0, 1, 5])
    }

    @Test("has no dimension of size 0", arguments: 0..<3)
    func zero(index: Int) {
        var sizes = [2, 3, 4]
        sizes[index] = 0
        expect(.zeroSize(dimension: index, offset: 4 + 4 * index), .images, IDXFile.encode([], sizes: sizes))
    }

    @Test("may not state sizes whose product overflows or is beyond reason")
    func overflow() {
        let huge = 0xffff_ffff
        expect(.tooLarge(sizes: [huge, huge, huge]), .images, IDXFile.encode([1], sizes: [huge, huge, huge]))
        expect(.tooLarge(sizes: [65537, 65536, 1]), .images, IDXFile.encode([1], sizes: [65537, 65536, 1]))
    }

    @Test("is as long as its header states, and no length is believed before it is seen")
    func lengths() {
        expect(.tooShort(expected: 40, found: 39), .images, images.dropLast())
        expect(.tooShort(expected: 0x1_0000_0007, found: 9), .labels, IDXFile.encode([1], sizes: [0xffff_ffff]))
        expect(.tooLong(expected: 40, found: 42), .images, images + [1, 2])
        for length in 0..<4 { expect(.tooShort(expected: 16, found: length), .images, Array(images.prefix(length))) }
        for length in 4..<16 { expect(.tooShort(expected: 16, found: length), .images, Array(images.prefix(length))) }
    }

    @Test("is as long as its header states when compressed, too")
    func compressedLengths() throws {
        expect(.tooShort(expected: 40, found: 39), .images, try Samples.gzip(images.dropLast()))
        expect(
            .tooShort(expected: 0x1_0000_0007, found: 9), .labels,
            try Samples.gzip(IDXFile.encode([1], sizes: [0xffff_ffff])))
        expect(.tooLong(expected: 40, found: nil), .images, try Samples.gzip(images + [1]))
        expect(.tooShort(expected: 16, found: 5), .images, try Samples.gzip(Array(images.prefix(5))))
        expect(.tooShort(expected: 16, found: 0), .images, try Samples.gzip([]))
    }

    @Test("stops a bomb at the size that the header states")
    func bomb() throws {
        // 20 MB of zeros in 20 kB behind a header that promises 3 labels.
        let bomb = try Samples.gzip(labels + [UInt8](repeating: 0, count: 20_000_000))
        #expect(bomb.count < 30_000)
        expect(.tooLong(expected: 11, found: nil), .labels, bomb)
    }
}
