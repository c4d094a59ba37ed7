import Foundation

/// The files that one run puts in place together.
///
/// Each is first written whole beside its place, so that a full disk, a folder that may not be written or a file that is
/// in the way costs nothing that existed; then all are renamed in quick succession. A kill between two renames leaves
/// whole files, some old and some new. Until the set is released it holds a lock on its folder that keeps other sets out.
package final class OutputSet {
    private enum Step {
        case replace(StagedFile)
        case remove(String)
    }

    private let root: URL
    private let lock: DirectoryLock
    private var folders = DirectoryCreation()
    private var tidied: Set<String> = []
    private var steps: [Step] = []

    /// Makes the folder if it is missing, and locks it.
    ///
    /// - Parameter waiting: how long another run that writes into the folder may take until `locked` is thrown. A moment
    ///   is always right: a child process holds a lock of this one until it starts its own program.
    package init(directory: URL, waiting: Duration = .seconds(1)) throws(FileWriteError) {
        root = directory.absoluteURL
        var folders = DirectoryCreation()
        try folders.ensure(root.path)
        self.folders = folders
        lock = try DirectoryLock(directory: root.path, waiting: waiting)
    }

    deinit { discard() }

    /// Stages a file. One that already has this content stays untouched, its date too.
    ///
    /// - Parameter path: relative to the folder; folders on the way are made.
    package func write(_ contents: Data, to path: String) throws(FileWriteError) {
        let target = try prepare(path)
        if holds(target, contents) { return }
        steps.append(.replace(try StagedFile(contents, target: target)))
    }

    /// Stages the removal of a file that earlier runs may have left; there may be none.
    package func remove(_ path: String) throws(FileWriteError) {
        let target = root.appending(path: path).path
        guard let existing = status(of: target) else { return }
        if existing.isDirectory { throw .isDirectory(path: target) }
        let directory = URL(filePath: target).deletingLastPathComponent().path
        guard access(directory, W_OK) == 0 else { throw .cannotCreate(path: target, reason: lastErrorReason()) }
        steps.append(.remove(target))
    }

    /// Removes what killed runs left half written in folders of the set, each relative to it, and in those directly below.
    package func removeAbandonedFiles(in folders: [String]) {
        for folder in folders {
            let path = root.appending(path: folder, directoryHint: .isDirectory).path
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            for directory in [path] + names.map({ "\(path)/\($0)" }) where status(of: directory)?.isDirectory == true {
                TemporaryFiles.removeAbandoned(in: directory)
            }
        }
    }

    /// Takes away what is staged, and the folders that were made for it.
    package func discard() {
        // Staged files go first, so that the folders are empty.
        steps = []
        folders.undo()
    }

    /// Puts every staged file in its place, in the order of staging, and forgets them.
    ///
    /// - Returns: the absolute paths that changed.
    @discardableResult
    package func publish() throws(FileWriteError) -> [String] {
        defer { steps = [] }
        var changed: [String] = []
        for step in steps {
            let (path, failure) = perform(step)
            if let failure { throw .cannotPublish(path: path, reason: failure, done: changed.count, all: steps.count) }
            changed.append(path)
        }
        for directory in Set(changed.map { URL(filePath: $0).deletingLastPathComponent().path }) {
            synchronize(directory: directory)
        }
        return changed
    }

    private func perform(_ step: Step) -> (path: String, failure: String?) {
        switch step {
        case .replace(let file): (file.target, file.publish())
        case .remove(let path): (path, unlink(path) == 0 || errno == ENOENT ? nil : lastErrorReason())
        }
    }

    /// The absolute path with its folder made and tidied.
    private func prepare(_ path: String) throws(FileWriteError) -> String {
        let target = resolvingLink(root.appending(path: path, directoryHint: .notDirectory).path)
        let directory = URL(filePath: target).deletingLastPathComponent().path
        try folders.ensure(directory)
        if tidied.insert(directory).inserted { TemporaryFiles.removeAbandoned(in: directory) }
        return target
    }
}
