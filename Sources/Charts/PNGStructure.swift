import Foundation

/// What a PNG file consists of, read without decoding a pixel.
package struct PNGStructure: Sendable, Equatable {
    package let width: Int
    package let height: Int
    /// The types of chunks in order, repetitions left out.
    package let chunks: [String]
    /// After the last chunk.
    package let trailingBytes: Int

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// `nil` for anything that is no PNG file, or is cut within a chunk.
    package init?(_ png: Data) {
        let bytes = png.startIndex == 0 ? png : Data(png)
        guard bytes.count >= 33, bytes.starts(with: Self.signature) else { return nil }
        func number(_ offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        var (offset, types) = (8, [String]())
        while offset < bytes.count, types.last != "IEND" {
            guard bytes.count - offset >= 12 else { return nil }
            let length = number(offset)
            guard length <= bytes.count - offset - 12 else { return nil }
            let type = String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self)
            if types.last != type { types.append(type) }
            offset += 12 + length
        }
        guard types.first == "IHDR", types.last == "IEND", number(8) == 13 else { return nil }
        (width, height) = (number(16), number(20))
        chunks = types
        trailingBytes = bytes.count - offset
    }
}
