/// Why something cannot be drawn or read back.
package enum ChartError: Error, Equatable, CustomStringConvertible {
    /// The drawing library gave up while making what is named.
    case cairo(status: String, making: String)
    /// The family is not installed: a substitute of another width was found.
    case missingFont(family: String, package: String)
    /// An extent of a drawing that no image can have, in pixels.
    case invalidSize(width: Int, height: Int, largest: Int, making: String)
    /// A resolution outside what a PNG is drawn at.
    case invalidResolution(dpi: Int, allowed: ClosedRange<Int>, making: String)
    /// There is no memory for the file.
    case outOfMemory(making: String)
    /// The bytes do not start as a PNG does.
    case notPNG(name: String, bytes: Int)
    /// What follows the header is not whole; `reason` is libpng's wording.
    case damagedPNG(name: String, reason: String)
    /// The image is larger than any that is read.
    case tooManyPixels(width: Int, height: Int, limit: Int, name: String)

    package var description: String {
        switch self {
        case .cairo(let status, let making):
            "\(making) could not be drawn: Cairo reports \"\(status)\""
        case .missingFont(let family, let package):
            "The font \(family) is not installed; install \(package)"
        case .invalidSize(let width, let height, let largest, let making):
            "\(making) would be \(width) x \(height) pixels; each side must be 1 to \(largest): choose a lower resolution"
        case .invalidResolution(let dpi, let allowed, let making):
            "\(making) cannot be drawn at \(dpi) dpi; choose \(allowed.lowerBound) to \(allowed.upperBound)"
        case .outOfMemory(let making):
            "There is not enough memory to write \(making); choose a lower resolution"
        case .notPNG(let name, let bytes):
            "\(name) is not a PNG file: its \(bytes) bytes do not start with a PNG header; draw it again"
        case .damagedPNG(let name, let reason):
            "\(name) is a damaged PNG file: libpng reports \"\(reason)\"; draw it again"
        case .tooManyPixels(let width, let height, let limit, let name):
            "\(name) claims \(width) x \(height) pixels, more than the \(limit) that are read; draw it again"
        }
    }
}
