import CProcessor
import Foundation
import Synchronization

/// Threads that share out numbered tasks. Which thread runs a task is left to chance; no result may depend on it.
///
/// A training step has two phases of a few hundred microseconds each, so threads are kept between them: one without work
/// polls for more for a moment, which is bounded so that it does no harm on a busy machine, and then sleeps.
package final class ThreadPool: Sendable {
    /// At most so many threads work at once, the caller's among them.
    package let count: Int
    /// More threads than this, or than the processor has cores, could not work at once and would only need memory.
    private static let largest = 32
    private let queue: TaskQueue?
    /// Lets one caller in at a time.
    private let caller = Mutex(())

    /// Fewer threads than wanted where the system makes no more of them; then the pool works with those there are.
    ///
    /// - Parameter start: starts a thread, and returns whether there is one
    package init(
        count wanted: Int, start: (@escaping @Sendable () -> Void) -> Bool = { PosixThread.start($0) }
    ) {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let wanted = min(max(wanted, 1), max(cores, Self.largest))
        let queue = TaskQueue(polls: wanted > cores ? 0 : 4_000)
        var threads = 1
        while threads < wanted {
            let worker = threads
            guard start({ queue.runTasks(as: worker) }) else { break }
            threads += 1
        }
        count = threads
        queue.otherWorkers = threads - 1
        self.queue = threads > 1 ? queue : nil
    }

    deinit {
        queue?.close()
    }

    /// Calls `body` once for every task from 0, together with the number of the worker that runs it, and returns when
    /// all are done. No two calls with the same worker overlap.
    package func perform(tasks: Int, _ body: @escaping @Sendable (_ task: Int, _ worker: Int) -> Void) {
        guard let queue, tasks > 1 else {
            for task in 0..<tasks { body(task, 0) }
            return
        }
        caller.withLock { _ in queue.perform(tasks: tasks, body) }
    }
}

/// The tasks of one call of `perform` at a time, and the threads that wait for them.
private final class TaskQueue: @unchecked Sendable {
    typealias Body = @Sendable (_ task: Int, _ worker: Int) -> Void

    /// Threads beside the caller's; set before the first call, and read by callers alone.
    var otherWorkers = 0
    /// How often to look again before going to sleep.
    private let polls: Int
    /// Counts calls. The two variables after it are written before it grows and read after, and are not written again
    /// before all workers have finished.
    private let generation = Atomic(0)
    private var tasks = 0
    private var body: Body?
    private let nextTask = Atomic(0)
    /// Other workers that are through with this call.
    private let finished = Atomic(0)
    private let condition = NSCondition()

    init(polls: Int) {
        self.polls = polls
    }

    /// Hands out tasks, runs some of them too, and waits until every worker has finished.
    func perform(tasks: Int, _ body: @escaping Body) {
        self.tasks = tasks
        self.body = body
        nextTask.store(0, ordering: .relaxed)
        finished.store(0, ordering: .relaxed)
        increment(generation)
        runTasks(as: 0, body)
        wait { finished.load(ordering: .acquiring) == otherWorkers }
        self.body = nil
    }

    /// Ends the threads of all workers.
    func close() {
        body = nil
        increment(generation)
    }

    /// What a worker's thread does: it runs tasks of one call after the other until the queue is closed.
    func runTasks(as worker: Int) {
        var seen = 0
        while true {
            wait { generation.load(ordering: .acquiring) != seen }
            seen += 1
            guard let body else { return }
            runTasks(as: worker, body)
            increment(finished)
        }
    }

    private func runTasks(as worker: Int, _ body: Body) {
        while true {
            let task = nextTask.wrappingAdd(1, ordering: .relaxed).oldValue
            guard task < tasks else { return }
            body(task, worker)
        }
    }

    private func increment(_ counter: borrowing Atomic<Int>) {
        counter.wrappingAdd(1, ordering: .acquiringAndReleasing)
        // A thread that goes to sleep looks once more while it holds the lock, so it cannot miss this.
        condition.lock()
        condition.broadcast()
        condition.unlock()
    }

    private func wait(until holds: () -> Bool) {
        for _ in 0..<polls {
            if holds() { return }
            cprocessor_pause()
        }
        condition.lock()
        while !holds() { condition.wait() }
        condition.unlock()
    }
}
