import Foundation

/// One file that is replaced whole: a reader, a kill or a loss of power finds the old content or the new one.
package enum DurableFile {
    /// Writes beside the place, flushes, and renames. Missing folders are made; an existing file's permissions are kept,
    /// and a file that already has this content stays untouched. A pipe or a device is written to instead.
    package static func replace(_ file: URL, with contents: Data) throws(FileWriteError) {
        if try writeThrough(contents, to: file.absoluteURL.path) { return }
        let target = resolvingLink(file.absoluteURL.path)
        let directory = URL(filePath: target).deletingLastPathComponent().path
        var folders = DirectoryCreation()
        do throws(FileWriteError) {
            try folders.ensure(directory)
            TemporaryFiles.removeAbandoned(in: directory)
            if holds(target, contents) { return }
            let staged = try StagedFile(contents, target: target)
            if let reason = staged.publish() { throw .cannotPublish(path: target, reason: reason, done: 0, all: 1) }
        } catch {
            folders.undo()
            throw error
        }
        synchronize(directory: directory)
    }

    /// Writes into what is no file, such as the pipe of a process substitution; `false` where there is a file or nothing.
    private static func writeThrough(_ contents: Data, to path: String) throws(FileWriteError) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0, !status.isRegularFile, !status.isDirectory else { return false }
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: lastErrorReason()) }
        defer { close(descriptor) }
        if let reason = writeAll(contents, to: descriptor) { throw .cannotWrite(path: path, reason: reason) }
        return true
    }

    /// Puts a file that was written elsewhere in the same folder in its place: flushes, then renames.
    package static func adopt(_ temporary: URL, as file: URL) throws(FileWriteError) {
        let target = file.absoluteURL.path
        try StagedFile.verifyReplaceable(target, status(of: target))
        let descriptor = open(temporary.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotWrite(path: target, reason: lastErrorReason()) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0, rename(temporary.path, target) == 0 else {
            throw .cannotWrite(path: target, reason: lastErrorReason())
        }
        synchronize(directory: file.absoluteURL.deletingLastPathComponent().path)
    }

    /// Makes a folder and those above it, as far as they are missing.
    package static func createDirectory(_ directory: URL) throws(FileWriteError) {
        var creation = DirectoryCreation()
        try creation.ensure(directory.absoluteURL.path)
    }
}
