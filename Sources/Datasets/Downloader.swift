import DurableFiles
import Foundation

/// Fetches files whose content is known beforehand from the first mirror that has them.
///
/// A file appears in its folder only when its uncompressed content has the expected SHA-256. What arrived before a
/// failure is kept and continued. Of several processes that want the same file one fetches it and the others wait.
package struct Downloader {
    /// How much of a file has arrived; `total` is `nil` where the mirror does not tell.
    package struct Progress: Equatable, Sendable {
        package let file: String
        package let bytes: Int
        package let total: Int?

        package init(file: String, bytes: Int, total: Int?) {
            self.file = file
            self.bytes = bytes
            self.total = total
        }
    }

    private let mirrors: [URL]
    private let policy: DownloadPolicy
    private let progress: (Progress) -> Void
    private let sleep: (Duration) -> Void

    /// - Parameters:
    ///   - mirrors: folders that hold each file as `NAME.gz`, asked in turn.
    ///   - progress: called on the caller's thread.
    ///   - sleep: how to pass the time between attempts.
    package init(
        mirrors: [URL], policy: DownloadPolicy = DownloadPolicy(),
        progress: @escaping (Progress) -> Void = { _ in },
        sleep: @escaping (Duration) -> Void = { Thread.sleep(forTimeInterval: $0 / .seconds(1)) }
    ) {
        self.mirrors = mirrors
        self.policy = policy
        self.progress = progress
        self.sleep = sleep
    }

    /// Blocks until `directory` has a good `NAME.gz`. One that is there already is kept, and no network used.
    package func download(_ file: MNIST.File, into directory: URL) throws(DatasetError) {
        let destination = directory.appending(path: file.name + ".gz")
        let lock = try lock(directory)
        // Keeps the lock to the end: the optimizer may release what is not used any more.
        defer { withExtendedLifetime(lock) {} }
        if verify(file, at: destination) == nil { return }
        var attempts: [MirrorAttempt] = []
        for mirror in mirrors {
            let address = MirrorList.address(of: file.name + ".gz", at: mirror)
            guard let reason = try fetch(file, from: address, into: destination) else { return }
            attempts.append(MirrorAttempt(url: MirrorList.withoutSecrets(address.absoluteString), reason: reason))
        }
        throw .noMirror(file: file.name, attempts: attempts)
    }

    /// All that one mirror is worth; returns why it failed, if it did.
    private func fetch(_ file: MNIST.File, from address: URL, into destination: URL) throws(DatasetError) -> String? {
        let partial = PartialDownload(of: file, from: address, in: destination.deletingLastPathComponent())
        if let existing = partial.existing(), verify(file, at: existing.location) == nil {
            // All had arrived when an earlier run was killed.
            try adopt(existing.location, as: destination, partial)
            return nil
        }
        var reason = ""
        for attempt in 0...policy.delays.count {
            if attempt > 0 { sleep(policy.delays[attempt - 1]) }
            let location: URL
            do throws(TransferFailure) {
                location = try transfer(file, from: address, partial)
            } catch {
                switch error {
                case .writing(let error):
                    // On a full disk what arrived would only be in the way.
                    partial.discard()
                    throw .writing(error)
                case .lasting(let text): return text
                case .passing(let text): reason = text
                case .discontinuous(let text):
                    partial.discard()
                    reason = text
                }
                continue
            }
            try adopt(location, as: destination, partial)
            return nil
        }
        return "\(reason) (\(policy.delays.count + 1) attempts)"
    }

    /// One request and the proof that it brought the right content.
    private func transfer(
        _ file: MNIST.File, from address: URL, _ partial: PartialDownload
    ) throws(TransferFailure) -> URL {
        let continued = partial.existing() != nil
        // Compression cannot add more than a few bytes in every block, so a larger file is none of ours.
        let limit = file.size + file.size / 1000 + 1024
        let request = Transfer(into: partial, limit: limit, policy: policy) { [progress] bytes, total in
            progress(Progress(file: file.name, bytes: bytes, total: total))
        }
        let location = try request.run(from: address)
        guard let fault = verify(file, at: location) else { return location }
        partial.discard()
        throw continued ? .discontinuous(fault) : .lasting(fault)
    }

    private func adopt(_ location: URL, as destination: URL, _ partial: PartialDownload) throws(DatasetError) {
        do throws(FileWriteError) {
            try DurableFile.adopt(location, as: destination)
        } catch {
            throw .writing(error)
        }
        partial.discardAll()
    }

    /// What is wrong with a copy, if anything is.
    private func verify(_ file: MNIST.File, at location: URL) -> String? {
        do throws(DatasetError) {
            let hash = try IDXFile(file.content, file: location).hash
            return hash == file.hash ? nil : "it sent other content (SHA-256 \(hash), expected \(file.hash))"
        } catch {
            switch error {
            case .malformed(_, let fault): return "it sent other content (\(fault))"
            case .corruptGzip(_, let fault): return "it sent a damaged file (\(fault))"
            default: return error.description
            }
        }
    }

    /// Keeps other processes out of the folder, which is made if it is missing.
    private func lock(_ directory: URL) throws(DatasetError) -> DirectoryLock {
        do throws(FileWriteError) {
            try DurableFile.createDirectory(directory)
            return try DirectoryLock(directory: directory.path, waiting: policy.lockTimeout)
        } catch {
            throw .writing(error)
        }
    }
}
