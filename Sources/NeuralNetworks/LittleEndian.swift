import Foundation

extension Data {
    /// The bytes of numbers, the lowest of each first.
    package init(littleEndian values: some Collection<some FixedWidthInteger>) {
        self.init()
        for value in values { Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) } }
    }

    /// The bytes of floating-point numbers as IEEE 754 has them.
    package init(littleEndian values: some Collection<Float>) {
        self.init(littleEndian: values.lazy.map(\.bitPattern))
    }

    package init(littleEndian values: some Collection<Double>) {
        self.init(littleEndian: values.lazy.map(\.bitPattern))
    }
}
