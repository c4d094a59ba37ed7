/// Memory of fixed size, shared between threads that each write a part of their own.
///
/// Which parts do not meet is decided by the caller (`Trainer`, `Classifier`): groups of images in the first phase of a
/// step, rows of weights in the second. It starts where a line of the cache does, so vectors as long as such a line
/// do not reach over two.
final class Buffer<Element: BitwiseCopyable>: @unchecked Sendable {
    let elements: UnsafeMutableBufferPointer<Element>

    init(repeating value: Element, count: Int) {
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: count * MemoryLayout<Element>.stride, alignment: 64)
        elements = memory.bindMemory(to: Element.self)
        elements.initialize(repeating: value)
    }

    deinit {
        elements.deallocate()
    }

    /// A part to read or write through a span.
    subscript(range: Range<Int>) -> UnsafeMutableBufferPointer<Element> { elements.extracting(range) }
}
