import CProcessor
import Foundation
import Synchronization

/// Threads that share out numbered tasks. Which thread does a task is left to chance; no result may depend on it.
///
/// A training step has two phases of a few hundred microseconds each, so threads are kept between them: one that has
/// nothing to do looks for more work for a moment, bounded lest it hurts on a busy machine, and then sleeps.
final class Workers: Sendable {
    /// At most so many threads work at once, the caller's among them.
    let count: Int
    /// More threads than this, or than the processor has cores, could not work at once and would only need memory.
    private static let most = 32
    private let desk: Desk?
    /// Lets one caller in at a time.
    private let turn = Mutex(())

    init(count wanted: Int) {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let count = min(max(wanted, 1), max(cores, Self.most))
        self.count = count
        guard count > 1 else {
            desk = nil
            return
        }
        let isCrowded = count > cores
        let desk = Desk(helpers: count - 1, patience: isCrowded ? 0 : 4_000)
        self.desk = desk
        for worker in 1..<count {
            Thread.detachNewThread { desk.help(as: worker) }
        }
    }

    deinit {
        desk?.close()
    }

    /// Calls `body` once for every task from 0, together with the number of the worker that does it, and returns when
    /// all are done. No two calls with the same worker overlap.
    func perform(tasks: Int, _ body: @escaping @Sendable (_ task: Int, _ worker: Int) -> Void) {
        guard let desk, tasks > 1 else {
            for task in 0..<tasks { body(task, 0) }
            return
        }
        turn.withLock { _ in desk.share(tasks: tasks, body) }
    }
}

/// Where the caller lays out tasks and helpers find them.
private final class Desk: @unchecked Sendable {
    typealias Body = @Sendable (_ task: Int, _ worker: Int) -> Void

    private let helpers: Int
    /// How often to look again before going to sleep.
    private let patience: Int
    /// Counts what was laid out. The two variables after it are written before it grows and read after, and are not
    /// written again before all helpers have left.
    private let round = Atomic(0)
    private var tasks = 0
    private var body: Body?
    private let nextTask = Atomic(0)
    private let left = Atomic(0)
    private let bell = NSCondition()

    init(helpers: Int, patience: Int) {
        self.helpers = helpers
        self.patience = patience
    }

    /// Lays out tasks, works on them too, and waits until every helper has left.
    func share(tasks: Int, _ body: @escaping Body) {
        self.tasks = tasks
        self.body = body
        nextTask.store(0, ordering: .relaxed)
        left.store(0, ordering: .relaxed)
        advance(round)
        work(as: 0, body)
        wait { left.load(ordering: .acquiring) == helpers }
        self.body = nil
    }

    /// Sends the helpers home.
    func close() {
        body = nil
        advance(round)
    }

    /// A helper's day.
    func help(as worker: Int) {
        var seen = 0
        while true {
            wait { round.load(ordering: .acquiring) != seen }
            seen += 1
            guard let body else { return }
            work(as: worker, body)
            advance(left)
        }
    }

    private func work(as worker: Int, _ body: Body) {
        while true {
            let task = nextTask.wrappingAdd(1, ordering: .relaxed).oldValue
            guard task < tasks else { return }
            body(task, worker)
        }
    }

    private func advance(_ counter: borrowing Atomic<Int>) {
        counter.wrappingAdd(1, ordering: .acquiringAndReleasing)
        // A thread that goes to sleep looks once more while it holds the lock, so it cannot miss this.
        bell.lock()
        bell.broadcast()
        bell.unlock()
    }

    private func wait(until holds: () -> Bool) {
        for _ in 0..<patience {
            if holds() { return }
            cprocessor_pause()
        }
        bell.lock()
        while !holds() { bell.wait() }
        bell.unlock()
    }
}
