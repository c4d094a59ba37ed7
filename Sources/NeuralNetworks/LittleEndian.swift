import Foundation

extension Data {
    /// The bytes of numbers, the lowest of each first.
    package init(littleEndian values: [some FixedWidthInteger]) {
        self = values.map(\.littleEndian).withUnsafeBytes { Data($0) }
    }

    /// The bytes of floating-point numbers as IEEE 754 has them.
    package init(littleEndian values: [Float]) {
        self.init(littleEndian: values.map(\.bitPattern))
    }

    package init(littleEndian values: [Double]) {
        self.init(littleEndian: values.map(\.bitPattern))
    }
}
