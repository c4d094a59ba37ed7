import Foundation

/// What Cairo leaves out of PNG files, after the Portable Network Graphics Specification (W3C, second edition).
package enum PNG {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// Signature, length, type, 13 bytes of header, checksum.
    private static let headerEnd = 8 + 8 + 13 + 4
    /// An image of more pixels is not read: a few bytes may claim gigabytes.
    package static let pixelLimit = 100_000_000

    /// The bytes with a `pHYs` chunk after the header, which tells how large a pixel is meant to be.
    static func settingResolution(of png: Data, dpi: Int) -> Data {
        guard png.count >= headerEnd else { return png }
        let pixelsPerMetre = UInt32((Double(dpi) / 0.0254).rounded())
        let body = Array("pHYs".utf8) + bigEndian(pixelsPerMetre) + bigEndian(pixelsPerMetre) + [1]
        let chunk = bigEndian(9) + body + bigEndian(checksum(body))
        return png.prefix(headerEnd) + chunk + png.dropFirst(headerEnd)
    }

    /// The pixels of a PNG file. Throws a `ChartError` that names the file for anything else, however malicious.
    package static func decode(_ png: Data, named name: String) throws(ChartError) -> Bitmap {
        let bytes = Array(png.prefix(headerEnd))
        guard bytes.count == headerEnd, bytes.starts(with: signature),
            bytes[12..<16].elementsEqual("IHDR".utf8)
        else { throw .notPNG(name: name, bytes: png.count) }
        let width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
        let height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
        guard width.multipliedReportingOverflow(by: height).overflow == false, width * height <= pixelLimit else {
            throw .tooManyPixels(width: width, height: height, limit: pixelLimit, name: name)
        }
        return try Canvas.read(png, name: name)
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// CRC-32 as annex D of the specification has it. Thirteen bytes a file need no table, and no zlib here.
    static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~0) { register, byte in
            (0..<8).reduce(register ^ UInt32(byte)) { value, _ in
                value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
            }
        }
    }
}
