import CDeflate
import CPNG
import Foundation

/// PNG files of at most 256 colors, packed by libdeflate, and any PNG read back by libpng. This is the one file of the
/// module that speaks to them.
package enum PNG {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// An image of more pixels is not read: a few bytes may claim gigabytes.
    package static let pixelLimit = 100_000_000

    /// A file that says that it is meant to be shown at `dpi`; `nil` where there is no memory for it.
    static func encoded(_ image: PixelRuns, _ palette: Palette, dpi: Int) -> Data? {
        guard let packed = packed(scanlines(image, palette)) else { return nil }
        let pixelsPerMeter = UInt32((Double(dpi) / 0.0254).rounded())
        var file = signature
        append("IHDR", bytes(UInt32(image.width)) + bytes(UInt32(image.rows.count)) + [8, 3, 0, 0, 0], to: &file)
        append("PLTE", palette.colors.flatMap { bytes($0).dropFirst() }, to: &file)
        append("pHYs", bytes(pixelsPerMeter) + bytes(pixelsPerMeter) + [1], to: &file)
        append("IDAT", packed, to: &file)
        append("IEND", [], to: &file)
        return Data(file)
    }

    private static func bytes(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> (24 - 8 * $0) & 255) } }

    private static func append(_ type: String, _ content: [UInt8], to file: inout [UInt8]) {
        let chunk = type.utf8 + content
        file += bytes(UInt32(content.count)) + chunk + bytes(libdeflate_crc32(0, chunk, chunk.count))
    }

    /// Rows of indices, each after the number of its filter: one that repeats the row above is stored as the difference
    /// from it, which is zero throughout, any other as it is.
    private static func scanlines(_ image: PixelRuns, _ palette: Palette) -> [UInt8] {
        let (none, up): (UInt8, UInt8) = (0, 2)
        var scanlines: [UInt8] = []
        scanlines.reserveCapacity(image.rows.count * (image.width + 1))
        for row in image.rows {
            scanlines.append(row.isEmpty ? up : none)
            if row.isEmpty { scanlines.append(contentsOf: repeatElement(0, count: image.width)) }
            for run in image.runs[row] {
                scanlines.append(contentsOf: repeatElement(palette.indices[Int(run.color)], count: Int(run.length)))
            }
        }
        return scanlines
    }

    private static func packed(_ bytes: [UInt8]) -> [UInt8]? {
        guard let compressor = libdeflate_alloc_compressor(6) else { return nil }
        defer { libdeflate_free_compressor(compressor) }
        let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            count = libdeflate_zlib_compress(compressor, bytes, bytes.count, buffer.baseAddress, buffer.count)
        }
    }

    /// The pixels of a PNG file. Throws a `ChartError` that names the file for anything else, however malicious.
    package static func decode(_ png: Data, named name: String) throws(ChartError) -> Bitmap {
        let bytes = Array(png)
        var (width, height): (UInt32, UInt32) = (0, 0)
        var message = [CChar](repeating: 0, count: 64)
        guard bytes.starts(with: signature), cpng_read_size(bytes, bytes.count, &width, &height, &message) == 0 else {
            throw .notPNG(name: name, bytes: png.count)
        }
        let area = Int(width) * Int(height)
        guard area <= pixelLimit else {
            throw .tooManyPixels(width: Int(width), height: Int(height), limit: pixelLimit, name: name)
        }
        var pixels = [UInt8](repeating: 0, count: 4 * area)
        guard cpng_read_pixels(bytes, bytes.count, &pixels, &message) == 0 else {
            throw .damagedPNG(
                name: name,
                reason: String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
        }
        return Bitmap(width: Int(width), height: Int(height), pixels: pixels)
    }
}
