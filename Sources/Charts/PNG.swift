import Foundation

/// What Cairo leaves out of PNG files, after the Portable Network Graphics Specification (W3C, second edition).
package enum PNG {
    private static let signature = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    /// Signature, length, type, 13 bytes of header, checksum.
    private static let headerEnd = 8 + 8 + 13 + 4
    /// Where the header tells how samples are to be understood, and the type for which they are palette indices.
    private static let colorType = (offset: 17, palette: 3 as UInt8)
    /// An image of more pixels is not read: a few bytes may claim gigabytes.
    package static let pixelLimit = 100_000_000

    /// A grey PNG of 8 bits a pixel, as Cairo writes it, with its greys taken as places in a palette of 0xRRGGBB and
    /// with its resolution. The two kinds of image store their samples alike, so that Cairo's compressed pixels stand
    /// as they are; only the header changes, and `PLTE` and `pHYs` precede the pixels.
    static func indexed(_ grey: Data, palette: [UInt32], dpi: Int) -> Data {
        let chunks = chunks(of: grey)
        guard var header = chunks.first?.body, header.count == 13 else { return grey }
        header[header.startIndex + colorType.offset - 8] = colorType.palette
        let pixelsPerMetre = bigEndian(UInt32((Double(dpi) / 0.0254).rounded()))
        var file = signature
        append("IHDR", header, to: &file)
        append("PLTE", Data(palette.flatMap { bigEndian($0).dropFirst() }), to: &file)
        append("pHYs", Data(pixelsPerMetre + pixelsPerMetre + [1]), to: &file)
        for chunk in chunks where chunk.type == "IDAT" { append("IDAT", chunk.body, to: &file) }
        append("IEND", Data(), to: &file)
        return file
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

    private static func chunks(of file: Data) -> [(type: String, body: Data)] {
        var chunks: [(type: String, body: Data)] = []
        var rest = file.dropFirst(signature.count)
        while rest.count >= 12 {
            let length = number(rest.prefix(4))
            guard rest.count >= 12 + length else { break }
            let type = String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self)
            chunks.append((type, Data(rest.dropFirst(8).prefix(length))))
            rest = rest.dropFirst(12 + length)
        }
        return chunks
    }

    private static func append(_ type: String, _ body: Data, to file: inout Data) {
        let content = Data(type.utf8) + body
        file += bigEndian(UInt32(body.count)) + content + bigEndian(Checksum.crc32(content))
    }

    private static func number(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
