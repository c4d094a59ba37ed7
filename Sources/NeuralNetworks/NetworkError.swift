/// Why a network cannot be made.
package enum NetworkError: Error, Equatable {
    /// Convolutions and poolings would leave nothing.
    case imageTooSmall(pixelSize: Int, smallest: Int)
    /// A size that must be at least 1, or a class count that labels of one byte cannot name.
    case sizeOutOfRange(name: String, value: Int, allowed: ClosedRange<Int>)
}

extension NetworkError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .imageTooSmall(let pixelSize, let smallest):
            """
            images of \(pixelSize)x\(pixelSize) pixels are too small for LeNet-5, whose convolutions and poolings would \
            leave nothing of them; the smallest is \(smallest)x\(smallest)
            """
        case .sizeOutOfRange(let name, let value, let allowed):
            "LeNet-5 cannot have \(value) \(name); allowed are \(allowed.lowerBound) to \(allowed.upperBound)"
        }
    }
}
