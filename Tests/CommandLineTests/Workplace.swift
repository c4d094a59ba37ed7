import Foundation
import TestFolders
import Testing

/// A temporary folder with the tiny data set in `tiny`, in which the program runs; removed when the test lets go of it.
final class Workplace {
    private let folder: TemporaryFolder
    var program: Program

    var url: URL { folder.url }

    init() throws {
        folder = try TemporaryFolder()
        let url = folder.url
        program = Program(directory: url)
        try TinyDataset.write(to: url.appending(path: "tiny"))
    }

    /// With the results of a run on the tiny data set, which is made once for all tests and copied.
    static func withResults() throws -> Workplace {
        let workplace = try Workplace()
        for (name, data) in try results.get() { try workplace.write(data, to: name) }
        return workplace
    }

    /// What a run writes, each file by its path.
    private static let results = Result {
        let workplace = try Workplace()
        let outcome = try workplace.report()
        guard outcome.status == 0 else { throw Failed(outcome: outcome) }
        let names = ["report", "figures"].flatMap { folder in
            FileManager.default.subpaths(atPath: workplace.path(folder).path)?.map { "\(folder)/\($0)" } ?? []
        }
        let files = try names.filter {
            try workplace.path($0).resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
        }
        return try Dictionary(uniqueKeysWithValues: files.map { ($0, try workplace.data($0)) })
    }

    private struct Failed: Error { let outcome: Program.Outcome }

    /// Runs the program here; a method of this object, which therefore stays until the program ended.
    func run(_ arguments: [String], output: FileHandle? = nil) throws -> Program.Outcome {
        try program.run(arguments, output: output)
    }

    func run(_ arguments: String...) throws -> Program.Outcome { try run(arguments) }

    /// Expects the program to end with a status and a sentence, and to leave no file here.
    func expectRefusal(
        of arguments: [String], status: Int32, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let outcome = try run(arguments)
        #expect(outcome.status == status, sourceLocation: sourceLocation)
        #expect(outcome.tellsErrorWell, "\(outcome.output)\(outcome.error)", sourceLocation: sourceLocation)
        #expect(try files().isEmpty, sourceLocation: sourceLocation)
    }

    /// A short training on the tiny data set.
    func report(_ arguments: String...) throws -> Program.Outcome {
        try run(Self.reporting + arguments)
    }

    static let reporting = [
        "report", "--data", "tiny", "--offline", "--epochs", "2", "--batch-size", "16", "--dpi", "50", "--quiet",
    ]

    func path(_ name: String) -> URL { url.appending(path: name, directoryHint: .notDirectory) }

    func data(_ name: String) throws -> Data { try Data(contentsOf: path(name)) }

    func text(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

    func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    func write(_ data: Data, to name: String) throws {
        try createFolder(URL(filePath: name).deletingLastPathComponent().relativePath)
        try data.write(to: path(name))
    }

    func createFolder(_ name: String) throws {
        try FileManager.default.createDirectory(at: path(name), withIntermediateDirectories: true)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(at: path(name)) }

    /// Replaces a text in a file; false where it is not there.
    func replace(_ old: String, with new: String, in name: String) throws -> Bool {
        let before = try text(name)
        try write(before.replacing(old, with: new), to: name)
        return before.contains(old)
    }

    /// Relative paths of all files but the data and the cache, hidden ones too.
    func files(under folder: String = ".") throws -> Set<String> {
        Set(try state(under: folder).keys)
    }

    /// Where the program keeps what is nobody's result.
    static let cache = ".cache/lenet"

    /// What is in each file and when that was written.
    struct FileState: Equatable {
        let contents: Data
        let modified: Date?
    }

    func state(under folder: String = ".") throws -> [String: FileState] {
        let manager = FileManager.default
        var files: [String: FileState] = [:]
        for name in manager.enumerator(atPath: path(folder).path)?.allObjects as? [String] ?? [] {
            let path = path(folder).appending(path: name).path
            let attributes = try manager.attributesOfItem(atPath: path)
            guard attributes[.type] as? FileAttributeType == .typeRegular, !name.hasPrefix("tiny/"),
                !name.hasPrefix(Self.cache)
            else { continue }
            files[name] = FileState(
                contents: try Data(contentsOf: URL(filePath: path)), modified: attributes[.modificationDate] as? Date)
        }
        return files
    }

    /// What is in each file.
    func contents(under folder: String = ".") throws -> [String: Data] {
        try state(under: folder).mapValues(\.contents)
    }
}
