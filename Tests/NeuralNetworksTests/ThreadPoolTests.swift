import Foundation
import NeuralNetworks
import Synchronization
import Testing

struct ThreadPoolTests {
    /// Atomic numbers, one for each task or worker.
    private final class Counters: Sendable {
        private let values: Mutex<[Int]>

        init(_ count: Int) { values = Mutex(Array(repeating: 0, count: count)) }

        func add(_ value: Int, to index: Int) -> Int {
            values.withLock { values in
                values[index] += value
                return values[index]
            }
        }

        var all: [Int] { values.withLock { $0 } }
    }

    @Test(
        "Every task runs once, by a worker that runs nothing else meanwhile", arguments: [1, 2, 3, 7, 40],
        [0, 1, 2, 3, 16, 1_000])
    func everyTask(threads: Int, tasks: Int) {
        let pool = ThreadPool(count: threads)
        let (runs, busy, overlaps) = (Counters(tasks), Counters(pool.count), Counters(1))
        pool.perform(tasks: tasks) { task, worker in
            if busy.add(1, to: worker) > 1 { _ = overlaps.add(1, to: 0) }
            _ = runs.add(1, to: task)
            _ = busy.add(-1, to: worker)
        }
        #expect(runs.all == Array(repeating: 1, count: tasks))
        #expect(overlaps.all == [0])
        #expect(pool.count <= max(threads, 1))
    }

    @Test("What tasks wrote is there when the call returns, call after call", arguments: [1, 2, 5])
    func repeatedCalls(threads: Int) {
        let pool = ThreadPool(count: threads)
        let sum = Counters(1)
        for call in 1...2_000 {
            pool.perform(tasks: 3) { task, _ in _ = sum.add(task + 1, to: 0) }
            guard sum.all == [6 * call] else {
                Issue.record("\(sum.all) after call \(call)")
                return
            }
        }
    }

    @Test("Workers that went to sleep wake up for the next call")
    func sleeping() {
        let pool = ThreadPool(count: 3)
        for _ in 0..<3 {
            // Both tasks end only when both have begun, on two threads.
            let begun = Counters(1)
            pool.perform(tasks: 2) { _, _ in
                _ = begun.add(1, to: 0)
                while begun.all[0] < 2 { Thread.sleep(forTimeInterval: 0.0001) }
            }
            #expect(begun.all == [2])
            Thread.sleep(forTimeInterval: 0.03)
        }
    }

    @Test("Calls from several threads at once all get their tasks done")
    func callers() {
        let pool = ThreadPool(count: 4)
        let runs = Counters(8)
        DispatchQueue.concurrentPerform(iterations: 8) { caller in
            for _ in 0..<50 { pool.perform(tasks: 5) { _, _ in _ = runs.add(1, to: caller) } }
        }
        #expect(runs.all == Array(repeating: 250, count: 8))
    }

    @Test("Where no more threads can be made, those there are do all tasks", arguments: [0, 1, 3])
    func fewerThreads(possible: Int) {
        var made = 0
        let pool = ThreadPool(count: 6) { body in
            guard made < possible else { return false }
            made += 1
            return PosixThread.start(body)
        }
        #expect(pool.count == possible + 1)
        let runs = Counters(100)
        for _ in 0..<3 { pool.perform(tasks: 100) { task, _ in _ = runs.add(1, to: task) } }
        #expect(runs.all == Array(repeating: 3, count: 100))
    }

    @Test("A pool that is no longer used ends its threads")
    func ending() {
        let ended = DispatchSemaphore(value: 0)
        do {
            let pool = ThreadPool(count: 4) { body in
                PosixThread.start {
                    body()
                    ended.signal()
                }
            }
            pool.perform(tasks: 9) { _, _ in }
        }
        for _ in 0..<3 { #expect(ended.wait(timeout: .now() + 60) == .success) }
    }
}
