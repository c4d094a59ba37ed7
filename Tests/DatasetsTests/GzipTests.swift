import ContentHashing
import Datasets
import Foundation
import Testing

@Suite("A gzip file")
struct GzipTests {
    /// Sound files that are no larger than their content are read in a way of their own.
    enum Content: CaseIterable {
        /// Its file is larger than itself.
        case few
        case repetitive
        /// Its file is larger than any buffer.
        case noise

        static let small = [few, repetitive]

        var bytes: [UInt8] {
            switch self {
            case .few: IDXFile.encode([1, 2, 3], sizes: [3])
            case .repetitive: IDXFile.encode((0..<10).flatMap { _ in [UInt8](0..<100) }, sizes: [1000])
            case .noise: IDXFile.encode(Samples.noise(600_000), sizes: [600_000])
            }
        }
    }

    private func read(_ bytes: [UInt8]) throws -> [UInt8] {
        try IDXFile(.labels, source: ByteSource(path: "file.gz", bytes: bytes)).elements
    }

    private func fault(_ bytes: [UInt8]) -> GzipFault? {
        do {
            _ = try read(bytes)
        } catch DatasetError.corruptGzip("file.gz", let fault) {
            return fault
        } catch {
            Issue.record(error)
        }
        return nil
    }

    @Test("is read whole, also larger than any buffer", arguments: Content.allCases)
    func reads(content: Content) throws {
        let file = try IDXFile(.labels, source: ByteSource(path: "file.gz", bytes: Samples.gzip(content.bytes)))
        #expect(file.elements == Array(content.bytes.dropFirst(8)))
        #expect(file.hash == ContentHash.sha256(content.bytes))
    }

    @Test("made by gzip itself is read")
    func foreign() throws {
        // python: gzip.compress(bytes([0,0,8,1, 0,0,0,3, 7,0,9]), mtime=1234567890), with a file name inserted.
        let bytes: [UInt8] = [
            31, 139, 8, 8, 210, 2, 150, 73, 2, 255, 110, 97, 109, 101, 0, 99, 96, 224, 96, 100, 96, 96, 96, 102, 103,
            224,
            4, 0, 165, 18, 211, 114, 11, 0, 0, 0,
        ]
        #expect(try read(bytes) == [7, 0, 9])
    }

    @Test("may have several members, as one content", arguments: Content.allCases)
    func members(content: Content) throws {
        let contents = content.bytes
        let cut = contents.count / 3
        let members =
            try Samples.gzip(Array(contents.prefix(cut))) + Samples.gzip([])
            + Samples.gzip(Array(contents.dropFirst(cut)))
        #expect(try read(members) == Array(contents.dropFirst(8)))
    }

    @Test("that ends early is refused wherever it ends", arguments: Content.small)
    func truncated(content: Content) throws {
        let whole = try Samples.gzip(content.bytes)
        for length in 2..<whole.count {
            #expect(fault(Array(whole.prefix(length))) == .truncated(offset: length))
        }
        let second = try whole + Samples.gzip([])
        for length in (whole.count + 1)..<second.count {
            #expect(fault(Array(second.prefix(length))) == .truncated(offset: length))
        }
    }

    @Test("with a wrong checksum or length is refused", arguments: Content.small)
    func checksum(content: Content) throws {
        let whole = try Samples.gzip(content.bytes)
        for offset in 1...8 {
            var damaged = whole
            damaged[damaged.count - offset] ^= 0x10
            guard case .checksum = fault(damaged) else {
                Issue.record("byte \(offset) from the end was not noticed")
                continue
            }
        }
    }

    @Test("with something behind its content is refused", arguments: Content.small)
    func trailing(content: Content) throws {
        let whole = try Samples.gzip(content.bytes)
        #expect(fault(whole + [0]) == .trailingBytes(offset: whole.count))
        #expect(fault(whole + Array("more".utf8)) == .trailingBytes(offset: whole.count))
        #expect(
            fault(whole + [0x1f, 0x8c, 8, 0]) == .corrupt(reason: "incorrect header check", offset: whole.count + 2))
    }

    @Test("with any bit of its body damaged is refused or has the same content", arguments: Content.small)
    func bits(content: Content) throws {
        let contents = content.bytes
        let whole = try Samples.gzip(contents)
        var refused = 0
        // The header's date, flags and system are no content: begin behind them.
        for bit in (10 * 8)..<(whole.count * 8) {
            var damaged = whole
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            do {
                #expect(try read(damaged) == Array(contents.dropFirst(8)), "bit \(bit)")
            } catch is DatasetError {
                refused += 1
            }
        }
        // Only the bits that fill the last byte of the compressed data mean nothing.
        #expect(refused >= (whole.count - 10) * 8 - 7)
    }

    @Test("written here has no date, name or system, and the same bytes every time", arguments: Content.small)
    func deterministic(content: Content) throws {
        let contents = content.bytes
        let first = try Samples.gzip(contents)
        #expect(Array(first.prefix(10)) == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])
        #expect(try Samples.gzip(contents) == first)
    }
}
