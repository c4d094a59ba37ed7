/// Why a file could not be put in its place; `description` puts it into a sentence.
package enum FileWriteError: Error, Equatable, Sendable {
    /// A folder or the new file beside its place could not be made; `reason` is the operating system's wording.
    case cannotCreate(path: String, reason: String)
    /// Writing or flushing failed, before anything was put in its place.
    case cannotWrite(path: String, reason: String)
    /// A finished file could not be put in its place, or a stale one removed, after `done` of `all` were.
    case cannotPublish(path: String, reason: String, done: Int, all: Int)
    /// A folder stands where the file should be.
    case isDirectory(path: String)
    /// Something else than a folder stands where a folder should be.
    case notDirectory(path: String)
    /// A pipe or a device stands where the file should be.
    case notFile(path: String)
    /// Another process is writing into the same folder.
    case locked(path: String)
}

extension FileWriteError: CustomStringConvertible {
    /// One sentence: what, where, and what to do.
    package var description: String {
        switch self {
        case .cannotCreate(let path, let reason):
            "Cannot create \(path): \(reason); nothing was changed: see to it that you may write there, or choose another "
                + "folder."
        case .cannotWrite(let path, let reason):
            "Cannot write \(path): \(reason); what was there before is unchanged: make room or choose another folder, and "
                + "run again."
        case .cannotPublish(let path, let reason, let done, let all):
            "Cannot replace \(path): \(reason); \(done) of \(all) files are new and the others as they were, each whole: "
                + "remove the cause and run again."
        case .isDirectory(let path):
            "Cannot write \(path) because a folder stands there; nothing was changed: move it away and run again."
        case .notDirectory(let path):
            "Cannot write into \(path) because it is not a folder; nothing was changed: move it away and run again."
        case .notFile(let path):
            "Cannot replace \(path) because it is a pipe or a device; nothing was changed: move it away and run again."
        case .locked(let path):
            "Another run is writing into \(path); nothing was changed: wait for it to end, or choose another folder."
        }
    }
}
