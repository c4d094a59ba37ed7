import Foundation

/// A file in a Git revision.
enum GitObject {
    /// The contents of `REVISION:PATH`, as `git show` gives them.
    static func read(_ name: String, limit: Int) throws(Failure) -> Data {
        // `--` would make it a path; a name that begins with a dash is no revision.
        guard !name.hasPrefix("-") else { throw .usage("\(name) is not a Git revision with a path") }
        let (size, answer) = try git(["cat-file", "-s", name], readsErrors: true, limit: 1 << 16, name)
        guard let answer, let count = Int(String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .newlines)),
            size == 0
        else {
            let lines = String(decoding: answer ?? Data(), as: UTF8.self).split(separator: "\n")
            throw .missingInput("git cannot read \(name): \(lines.first ?? "no reason given")")
        }
        let tooLarge = Failure.badData("\(name) is larger than \(limit >> 20) MiB, so it cannot be what it should be")
        guard count <= limit else { throw tooLarge }
        let (status, bytes) = try git(["cat-file", "blob", name], readsErrors: false, limit: limit, name)
        guard let bytes else { throw tooLarge }
        guard status == 0 else { throw .missingInput("git cannot read \(name): it is not a file") }
        return bytes
    }

    /// Runs git; one pipe is read to its end, so neither side can wait for the other.
    ///
    /// - Returns: the exit status, and what was written, `nil` where that is more than `limit` bytes.
    private static func git(
        _ arguments: [String], readsErrors: Bool, limit: Int, _ name: String
    ) throws(Failure) -> (status: Int32, output: Data?) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = readsErrors ? pipe : FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw .missingInput("cannot run git to read \(name): \(error.localizedDescription)")
        }
        var output: Data? = Data()
        while let part = try? pipe.fileHandleForReading.read(upToCount: 1 << 16), !part.isEmpty {
            output = output.flatMap { $0.count + part.count <= limit ? $0 + part : nil }
        }
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }
}
