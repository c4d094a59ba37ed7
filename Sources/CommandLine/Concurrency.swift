import Dispatch
import Synchronization

/// The results of `body` for all elements, in their order, computed on all cores. Throws the first element's error.
func concurrently<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ body: @Sendable (Element) throws -> Result
) throws -> [Result] {
    let results = Mutex([Swift.Result<Result, any Error>?](repeating: nil, count: elements.count))
    DispatchQueue.concurrentPerform(iterations: elements.count) { index in
        let result = Swift.Result { try body(elements[index]) }
        results.withLock { $0[index] = result }
    }
    return try results.withLock { $0 }.compactMap { try $0?.get() }
}

/// The result of `body`, beside which another thread runs `other`. Both have ended when it returns or throws.
func running<Result>(_ other: @escaping @Sendable () -> Void, beside body: () throws -> Result) rethrows -> Result {
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) { other() }
    // A program that ends on an error takes the memory of its libraries away, so none may be at work then.
    defer { group.wait() }
    return try body()
}
