import CPNG
import Foundation

/// PNG files of at most 256 colors, and any PNG read back, by libpng. This is the one file of the module that speaks to it.
package enum PNG {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// An image of more pixels is not read: a few bytes may claim gigabytes.
    package static let pixelLimit = 100_000_000

    /// A file with a palette of 0xRRGGBB and for each pixel the index of its color, row after row; it says that it is
    /// meant to be shown at `dpi`. `nil` where there is no memory for it.
    static func encoded(indices: [UInt8], width: Int, height: Int, palette: [UInt32], dpi: Int) -> Data? {
        let colors = palette.map { color in
            png_color(
                red: png_byte(color >> 16 & 255), green: png_byte(color >> 8 & 255), blue: png_byte(color & 255))
        }
        let pixelsPerMeter = UInt32((Double(dpi) / 0.0254).rounded())
        let file = cpng_write_indexed(
            indices, UInt32(width), UInt32(height), colors, Int32(colors.count), pixelsPerMeter)
        guard let bytes = file.bytes else { return nil }
        defer { free(bytes) }
        return Data(bytes: bytes, count: file.count)
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
