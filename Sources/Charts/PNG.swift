import Foundation

/// PNG files of at most 256 colors, and any PNG read back. After the Portable Network Graphics Specification (W3C,
/// second edition).
package enum PNG {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// Signature, length, type, 13 bytes of header, checksum.
    private static let headerEnd = 8 + 8 + 13 + 4
    /// An image of more pixels is not read: a few bytes may claim gigabytes.
    package static let pixelLimit = 100_000_000

    /// A file with a palette of 0xRRGGBB and for each pixel the index of its color, row after row; it says that it is
    /// meant to be shown at `dpi`. `nil` where there is no memory for it.
    static func encoded(indices: [UInt8], width: Int, height: Int, palette: [UInt32], dpi: Int) -> Data? {
        guard let pixels = Zlib.compressed(filtered(indices, width: width, height: height)) else { return nil }
        let pixelsPerMeter = bigEndian(UInt32((Double(dpi) / 0.0254).rounded()))
        // 8 bits a pixel, indices of a palette, deflate, filters of the standard, not interlaced.
        let header = bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, 3, 0, 0, 0]
        let chunks: [(String, [UInt8])] = [
            ("IHDR", header), ("PLTE", palette.flatMap { bigEndian($0).dropFirst() }),
            ("pHYs", pixelsPerMeter + pixelsPerMeter + [1]), ("IDAT", pixels), ("IEND", []),
        ]
        return chunks.reduce(into: Data(signature)) { file, chunk in
            let content = Array(chunk.0.utf8) + chunk.1
            file += bigEndian(UInt32(chunk.1.count)) + content + bigEndian(Zlib.checksum(content))
        }
    }

    /// Rows as they are stored, each after the number of its filter: a row that repeats the one above as the
    /// difference from it, which is zero throughout, any other as it is.
    private static func filtered(_ indices: [UInt8], width: Int, height: Int) -> [UInt8] {
        var stored: [UInt8] = []
        stored.reserveCapacity((width + 1) * height)
        for y in 0..<height {
            let row = indices[y * width..<(y + 1) * width]
            if y > 0, row.elementsEqual(indices[(y - 1) * width..<y * width]) {
                stored += [2] + [UInt8](repeating: 0, count: width)
            } else {
                stored += [0] + row
            }
        }
        return stored
    }

    /// The pixels of a PNG file. Throws a `ChartError` that names the file for anything else, however malicious.
    package static func decode(_ png: Data, named name: String) throws(ChartError) -> Bitmap {
        let bytes = Array(png.prefix(headerEnd))
        guard bytes.count == headerEnd, bytes.starts(with: signature), bytes[12..<16].elementsEqual("IHDR".utf8)
        else { throw .notPNG(name: name, bytes: png.count) }
        let width = number(bytes[16..<20])
        let height = number(bytes[20..<24])
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        guard !overflow, pixels <= pixelLimit else {
            throw .tooManyPixels(width: width, height: height, limit: pixelLimit, name: name)
        }
        return try Canvas.read(png, name: name)
    }

    private static func number(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
