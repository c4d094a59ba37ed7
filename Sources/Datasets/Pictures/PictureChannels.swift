import Images

extension Image {
    /// The same picture with one channel or three: gray becomes equal red, green and blue; colors become gray by their
    /// brightness (ITU-R BT.601), to the bit as Pillow's `convert("L")`.
    package func withChannels(_ count: Int) -> Image {
        guard count != channels else { return self }
        let area = rows * columns
        guard channels == 3 else {
            return Image(
                ImageShape(channels: count, rows: rows, columns: columns),
                pixels: Array(repeatElement(pixels, count: count).joined()))
        }
        let gray = (0..<area).map { pixel in
            let (red, green, blue) = (Int(pixels[pixel]), Int(pixels[area + pixel]), Int(pixels[2 * area + pixel]))
            return UInt8((red * 19_595 + green * 38_470 + blue * 7_471 + 0x8000) >> 16)
        }
        return Image(ImageShape(rows: rows, columns: columns), pixels: gray)
    }
}
