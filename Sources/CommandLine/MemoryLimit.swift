import Foundation

/// The limit that `ulimit -v` or a job's settings put on the memory of this process.
enum MemoryLimit {
    /// What training on MNIST takes, with room for libraries, and what each thread adds.
    private static let needed = 400 << 20
    private static let neededByThread = 10 << 20

    /// Throws where a command that holds a data set would not fit: memory that cannot be had ends the process by a signal,
    /// without a word.
    static func requireRoom(threads: Int) throws(Failure) {
        #if os(Linux)
            var limit = rlimit()
            guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return }
            let bytes = needed + threads * neededByThread
            guard limit.rlim_cur < bytes else { return }
            throw Failure(
                "the memory of this process is limited to \(limit.rlim_cur >> 20) MiB, and with \(threads) threads it needs "
                    + "\(bytes >> 20) MiB: raise the limit (ulimit -v), or use fewer --threads", .noMemory)
        #endif
    }
}
