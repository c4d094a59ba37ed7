import DurableFiles
import Foundation
import RunRecords

/// A folder of runs that have ended, each a file named by its identity. Folders merge by being copied together, and any
/// number of processes may share one.
package struct RunStore: Sendable {
    package let directory: URL

    package init(directory: URL) {
        self.directory = directory
    }

    private struct Entry: Codable {
        let identity: RunIdentity
        let outcome: RunOutcome
    }

    /// The outcome of a run; `nil` where it is not here, or its file is damaged, so that it must be made again.
    package func outcome(of identity: RunIdentity) -> RunOutcome? {
        guard let data = try? Data(contentsOf: file(identity)),
            let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.identity == identity
        else { return nil }
        return entry.outcome
    }

    /// Keeps the outcome of a run. It is there whole or not at all, whenever the process is killed.
    package func keep(_ outcome: RunOutcome, of identity: RunIdentity) throws(FileWriteError) {
        guard let data = RunIdentity.encoded(Entry(identity: identity, outcome: outcome)) else { return }
        try DurableFile.replace(file(identity), with: data)
    }

    /// In folders by the first two digits, so that none has too many.
    private func file(_ identity: RunIdentity) -> URL {
        let hash = identity.hash
        return directory.appending(path: "\(hash.prefix(2))/\(hash).json", directoryHint: .notDirectory)
    }
}
