/// Memory of fixed size, shared between threads that each write a part of their own.
///
/// Which parts do not meet is decided by the caller (`Trainer`, `Classifier`): groups of images in the first phase of a
/// step, slices of the parameters in the second. It starts where a line of the cache does, so vectors as long as such a
/// line do not reach over two, and lives as long as its arena.
struct Buffer<Element: BitwiseCopyable>: @unchecked Sendable {
    let elements: UnsafeMutableBufferPointer<Element>

    init(repeating value: Element, count: Int, in arena: Arena) {
        elements = arena.allocate(byteCount: count * MemoryLayout<Element>.stride).bindMemory(to: Element.self)
        elements.initialize(repeating: value)
    }

    /// A part to read or write through a span.
    subscript(range: Range<Int>) -> UnsafeMutableBufferPointer<Element> { elements.extracting(range) }
}

/// Owns the memory of buffers. Each has an allocation of its own, so that tools find what reaches beyond it.
final class Arena: @unchecked Sendable {
    private var allocations: [UnsafeMutableRawBufferPointer] = []

    fileprivate func allocate(byteCount: Int) -> UnsafeMutableRawBufferPointer {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 64)
        allocations.append(memory)
        return memory
    }

    deinit {
        for memory in allocations { memory.deallocate() }
    }
}
