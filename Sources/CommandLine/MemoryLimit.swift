import Datasets
import Foundation

/// The limit that `ulimit -v` or a job's settings put on the memory of this process.
enum MemoryLimit {
    /// What a command takes that reads data and trains, without the data, and what each thread adds.
    private static let needed = 230 << 20
    private static let neededByThread = 10 << 20

    /// What reading and preparing MNIST takes.
    static let neededByMNIST = 170 << 20

    /// Throws where a command that holds a data set would not fit: memory that cannot be had ends the process by a signal,
    /// without a word.
    ///
    /// - Parameter bytes: what the data take
    static func requireRoom(threads: Int, bytes: Int) throws(Failure) {
        #if os(Linux)
            var limit = rlimit()
            guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return }
            let bytes = needed + threads * neededByThread + bytes
            guard limit.rlim_cur < bytes else { return }
            throw Failure(
                "the memory of this process is limited to \(limit.rlim_cur >> 20) MiB, and with \(threads) threads and these "
                    + "data it needs \(bytes >> 20) MiB: raise the limit (ulimit -v), or use fewer --threads", .noMemory
            )
        #endif
    }

    /// What reading the files of a folder takes, each uncompressed: their bytes, and those that become images of them.
    static func neededByFiles(of folder: String) -> Int {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.reduce(0) { sum, name in
            guard let handle = FileHandle(forReadingAtPath: folder + "/" + name) else { return sum }
            defer { try? handle.close() }
            var status = stat()
            guard fstat(handle.fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return sum }
            var bytes = Int(status.st_size)
            // Gzip ends with the size of what is inside.
            if name.hasSuffix(".gz"), bytes > 18, (try? handle.seek(toOffset: UInt64(bytes - 4))) != nil,
                let end = try? handle.read(upToCount: 4), end.count == 4
            {
                bytes = end.reversed().reduce(0) { $0 << 8 | Int($1) }
            }
            return sum + 2 * bytes
        }
    }
}

extension Dataset {
    /// What the images take, and copies of them in the size that the network sees.
    func memoryNeeded(pixelSize: Int) -> Int {
        let images = training.count + test.count
        let shape = training.images.shape
        return images * (2 * shape.count + shape.channels * pixelSize * pixelSize)
    }
}
