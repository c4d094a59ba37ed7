import Foundation
import Reporting

/// Files that a command reads: whole, and never more than `limit` bytes.
enum Input {
    /// A larger file is not what it claims to be, and is not read.
    static let limit = 256 << 20

    /// The bytes of a file that the user names. Pipes and devices are read to their end.
    static func read(_ path: String) throws(Failure) -> Data {
        do throws(Fault) {
            return try contents(of: path, allowsPipes: true)
        } catch {
            throw error.failure(path)
        }
    }

    /// The bytes of a file in the folder of results.
    static func read(_ root: URL, _ path: String) throws(Failure) -> Data {
        guard let data = try readIfPresent(root, path) else { throw Fault.missing.failure(Self.path(root, path)) }
        return data
    }

    /// The same, or `nil` where there is none. That it is there and cannot be read is an error.
    static func readIfPresent(_ root: URL, _ path: String) throws(Failure) -> Data? {
        let path = Self.path(root, path)
        do throws(Fault) {
            return try contents(of: path, allowsPipes: false)
        } catch .missing {
            return nil
        } catch {
            throw error.failure(path)
        }
    }

    /// The names of all reports of runs in a folder of results, and of studies where these count too; throws where there is none.
    static func reportNames(in root: URL, withStudies: Bool = false) throws(Failure) -> [String] {
        let folder = path(root, "report")
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().filter { name in
            let records =
                [RunOutputs.recordPath(name: name)] + (withStudies ? [StudyOutputs.recordPath(name: name)] : [])
            return records.contains { FileManager.default.fileExists(atPath: path(root, $0)) }
        }
        guard !names.isEmpty else { throw .missingInput("there is no run.json in a folder of \(folder)") }
        return names
    }

    static func path(_ root: URL, _ path: String) -> String {
        root.appending(path: path, directoryHint: .notDirectory).relativePath
    }

    /// Why a file's bytes cannot be had.
    enum Fault: Error, Equatable {
        case missing
        /// In the operating system's words.
        case unreadable(reason: String)
        case tooLarge

        var reason: String {
            switch self {
            case .missing: "there is no such file"
            case .unreadable(let reason): reason
            case .tooLarge: "it is larger than \(limit >> 20) MiB, so it cannot be what it should be"
            }
        }

        func failure(_ path: String) -> Failure {
            Failure("cannot read \(path): \(reason)", self == .tooLarge ? .badData : .missingInput)
        }

        /// The error that the last system call left.
        static var ofLastCall: Fault {
            errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(reason: String(cString: strerror(errno)))
        }
    }

    static func contents(of path: String, allowsPipes: Bool) throws(Fault) -> Data {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | (allowsPipes ? 0 : O_NONBLOCK))
        guard descriptor >= 0 else { throw .ofLastCall }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .ofLastCall }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .unreadable(reason: "it is a folder, not a file")
        default: if !allowsPipes { throw .unreadable(reason: "it is a pipe or a device, not a file") }
        }
        guard status.st_size <= limit else { throw .tooLarge }
        return try readToEnd(descriptor, expected: Int(status.st_size))
    }

    private static func readToEnd(_ descriptor: Int32, expected: Int) throws(Fault) -> Data {
        var data = Data()
        data.reserveCapacity(expected)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw .ofLastCall }
            if count == 0 { return data }
            data.append(contentsOf: buffer[..<count])
            if data.count > limit { throw .tooLarge }
        }
    }
}
