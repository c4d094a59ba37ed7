import CJPEG
import CPNG
import Images

/// Reads PNG and JPEG files of any kind as 8-bit images.
///
/// The result has one channel where red, green and blue are equal in every pixel, else three. What is translucent is laid
/// over black, or over another gray. Sixteen bits become eight. Like Pillow, it follows neither the orientation that a
/// camera noted (EXIF) nor what a file says of its colors' profile and gamma.
package enum Picture {
    /// A picture of more pixels is not decoded: a few bytes may claim gigabytes.
    package static let pixelLimit = 1 << 26

    /// - Parameter ground: the level over which translucent pixels are laid
    package static func decode(_ bytes: [UInt8], over ground: UInt8 = 0) throws(PictureFault) -> Image {
        if bytes.starts(with: pngSignature) { return try decodePNG(essentials(of: bytes), over: ground) }
        if bytes.starts(with: [0xff, 0xd8, 0xff]) { return try decodeJPEG(bytes) }
        throw bytes.isEmpty ? .empty : .otherFormat
    }

    private static let pngSignature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    /// A PNG file without the chunks that only describe it; from the first place on that is no chunk, as it is.
    private static func essentials(of bytes: [UInt8]) -> [UInt8] {
        var result = pngSignature
        var position = pngSignature.count
        while bytes.count - position >= 12 {
            let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
            let type = String(decoding: bytes[position + 4..<position + 8], as: UTF8.self)
            guard length <= bytes.count - position - 12 else { break }
            let end = position + 12 + length
            if ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"].contains(type) { result += bytes[position..<end] }
            position = end
            if type == "IEND" { return result }
        }
        return result + bytes[position...]
    }

    private static func decodePNG(_ bytes: [UInt8], over ground: UInt8) throws(PictureFault) -> Image {
        var (width, height): (UInt32, UInt32) = (0, 0)
        try check(length: 64) { cpng_read_size(bytes, bytes.count, &width, &height, $0) }
        let area = try verifiedArea(width, height)
        var pixels = [UInt8](repeating: 0, count: 4 * area)
        try check(length: 64) { cpng_read_pixels(bytes, bytes.count, &pixels, $0) }
        return image(pixels, stride: 4, rows: Int(height), columns: Int(width), over: ground)
    }

    private static func decodeJPEG(_ bytes: [UInt8]) throws(PictureFault) -> Image {
        var (width, height, components): (UInt32, UInt32, Int32) = (0, 0, 0)
        try check(length: 200) { cjpeg_read(bytes, UInt(bytes.count), &width, &height, &components, nil, $0) }
        guard components == 1 || components == 3 else { throw .printColors }
        let area = try verifiedArea(width, height)
        var pixels = [UInt8](repeating: 0, count: 3 * area)
        try check(length: 200) { cjpeg_read(bytes, UInt(bytes.count), &width, &height, &components, &pixels, $0) }
        return image(pixels, stride: 3, rows: Int(height), columns: Int(width))
    }

    /// Calls a function that gives 0, or something else and a message of less than so many characters.
    private static func check(
        length: Int, _ body: (UnsafeMutablePointer<CChar>) -> Int32
    ) throws(PictureFault) {
        var message = [CChar](repeating: 0, count: length)
        let status = message.withUnsafeMutableBufferPointer { $0.baseAddress.map(body) ?? -1 }
        guard status != 0 else { return }
        throw .damaged(
            reason: String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    private static func verifiedArea(_ width: UInt32, _ height: UInt32) throws(PictureFault) -> Int {
        let area = Int(width) * Int(height)
        guard area <= pixelLimit else { throw .tooLarge(rows: Int(height), columns: Int(width)) }
        return area
    }

    /// From pixels that begin every three or, with alpha, four bytes.
    private static func image(
        _ pixels: [UInt8], stride: Int, rows: Int, columns: Int, over ground: UInt8 = 0
    ) -> Image {
        let area = rows * columns
        var planes = [UInt8](repeating: 0, count: 3 * area)
        var isGray = true
        for pixel in 0..<area {
            let first = pixel * stride
            var (red, green, blue) = (pixels[first], pixels[first + 1], pixels[first + 2])
            if stride == 4, pixels[first + 3] != 255 {
                let alpha = Int(pixels[first + 3])
                func laid(_ value: UInt8) -> UInt8 {
                    UInt8((Int(value) * alpha + Int(ground) * (255 - alpha) + 127) / 255)
                }
                (red, green, blue) = (laid(red), laid(green), laid(blue))
            }
            if red != green || green != blue { isGray = false }
            planes[pixel] = red
            planes[area + pixel] = green
            planes[2 * area + pixel] = blue
        }
        guard isGray else { return Image(ImageShape(channels: 3, rows: rows, columns: columns), pixels: planes) }
        return Image(ImageShape(rows: rows, columns: columns), pixels: Array(planes[..<area]))
    }
}

/// Why a file gives no picture.
package enum PictureFault: Error, Equatable, Sendable {
    case empty
    /// Neither PNG nor JPEG, as its first bytes tell.
    case otherFormat
    /// The library's own words.
    case damaged(reason: String)
    /// More pixels than `Picture.pixelLimit`.
    case tooLarge(rows: Int, columns: Int)
    /// Cyan, magenta, yellow and black, whose look depends on a profile.
    case printColors
    /// The operating system's words.
    case unreadable(reason: String)
}

extension PictureFault: CustomStringConvertible {
    /// What was found, without a full stop.
    package var description: String {
        switch self {
        case .empty: "it is empty"
        case .otherFormat: "it is neither PNG nor JPEG"
        case .damaged(let reason): "it is damaged (\(reason))"
        case .tooLarge(let rows, let columns):
            "it has \(columns) x \(rows) pixels, more than the \(Picture.pixelLimit) that are read"
        case .printColors: "its colors are CMYK, for print; save it as RGB"
        case .unreadable(let reason): reason
        }
    }
}
