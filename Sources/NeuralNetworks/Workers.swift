import Dispatch
import Synchronization

/// Threads that share out numbered tasks. Which thread does a task is left to chance; no result may depend on it.
struct Workers: Sendable {
    /// At most so many threads work at once.
    let count: Int

    func limited(to most: Int) -> Workers { Workers(count: min(count, most)) }

    /// Calls `body` once for every task from 0, together with the number of the worker that does it, and returns when
    /// all are done. No two calls with the same worker overlap.
    func perform(tasks: Int, _ body: @Sendable (_ task: Int, _ worker: Int) -> Void) {
        let workers = min(count, tasks)
        guard workers > 1 else {
            for task in 0..<tasks { body(task, 0) }
            return
        }
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            while true {
                let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard task < tasks else { return }
                body(task, worker)
            }
        }
    }
}
