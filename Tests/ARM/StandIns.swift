// What takes the place of threads, Foundation and Dispatch in Embedded Swift, under their names. One thread does all.

package final class ThreadPool: Sendable {
    package let count = 1

    package init(count wanted: Int) {}

    package func perform(tasks: Int, _ body: @escaping @Sendable (_ task: Int, _ worker: Int) -> Void) {
        for task in 0..<tasks { body(task, 0) }
    }
}

package struct ProcessInfo {
    package static var processInfo: ProcessInfo { ProcessInfo() }
    package var activeProcessorCount: Int { 1 }
}

package enum DispatchQueue {
    package static func concurrentPerform(iterations: Int, execute work: (Int) -> Void) {
        for iteration in 0..<iterations { work(iteration) }
    }
}

/// The settings that `RandomWarps` reads.
package struct Configuration {
    package var (seed, pixelSize) = (UInt64(42), 32)
    package var (rotation, scaling, aspect) = (9.0, 0.09, 0.045)
    package var (shear, shift, elastic) = (0.11, 0.054, 0.0234)
    package var isAugmented: Bool { true }
}
