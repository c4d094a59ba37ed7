import Foundation

/// The names under which files are written before they take their place, and what became of those of killed runs.
enum TemporaryFiles {
    private static let suffix = ".lenet-tmp"

    /// A hidden name in the same folder, so that renaming stays within one file system.
    static func path(beside target: String) -> String {
        let unique = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        return URL(filePath: target).deletingLastPathComponent().appending(path: ".\(unique)\(suffix)").path
    }

    /// Removes what killed runs left in a folder. A file that is still being written is locked by its writer and stays.
    static func removeAbandoned(in directory: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        for name in names where name.hasPrefix(".") && name.hasSuffix(suffix) {
            let path = directory + "/" + name
            let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
            close(descriptor)
        }
    }
}
