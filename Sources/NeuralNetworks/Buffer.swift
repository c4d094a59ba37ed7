/// Memory of fixed size, shared between threads that each write a part of their own.
///
/// Which parts do not meet is decided by the caller (`BatchNetwork` alone): groups of images in the first phase of a
/// step, rows of weights in the second.
final class Buffer<Element: BitwiseCopyable>: @unchecked Sendable {
    let elements: UnsafeMutableBufferPointer<Element>

    init(repeating value: Element, count: Int) {
        elements = .allocate(capacity: count)
        elements.initialize(repeating: value)
    }

    deinit {
        elements.deallocate()
    }

    /// A part to read or write through a span.
    subscript(range: Range<Int>) -> UnsafeMutableBufferPointer<Element> { elements.extracting(range) }
}
