import DurableFiles
import Foundation
import TestFolders
import Testing

@Suite("A process that is killed or runs out of room", .serialized)
struct CrashTests {
    private static let files = (0..<8).map { "report/part\($0).txt" }

    /// Content that tells which run wrote it, long enough to take several pages.
    private static func content(run: Int) -> Data { Data(String(repeating: "run \(run)\n", count: 3000).utf8) }

    /// Publishes run after run until it is killed.
    private static func publishForever(in directory: URL) throws {
        for run in 1... {
            let set = try OutputSet(directory: directory, waiting: .seconds(10))
            for file in files { try set.write(content(run: run), to: file) }
            try set.publish()
        }
    }

    @Test("leaves whole files, of two runs at most, and the next run tidies up")
    func killed() async throws {
        let folder = try TemporaryFolder()
        let path = folder.url.path
        for attempt in 0..<10 {
            // Kill at another moment each time: beginnings, writing, renaming.
            let microseconds = UInt32(300 + attempt * 1700)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = path as String, microseconds = microseconds as UInt32] in
                Thread.detachNewThread {
                    usleep(microseconds)
                    kill(getpid(), SIGKILL)
                }
                try CrashTests.publishForever(in: URL(filePath: path))
            }
            let texts = Self.files.compactMap { folder.text($0) }
            let runs = Set(
                texts.compactMap { $0.split(separator: "\n").first?.split(separator: " ").last }.compactMap { Int($0) })
            #expect(runs.count <= 2)
            #expect(
                texts.allSatisfy { text in
                    runs.contains { text == String(decoding: Self.content(run: $0), as: UTF8.self) }
                })
        }
        let set = try OutputSet(directory: folder.url)
        for file in Self.files { try set.write(Data("end".utf8), to: file) }
        try set.publish()
        #expect(folder.names() == ["report"] + Self.files)
    }

    @Test("leaves everything as it was when there is no room for all of it")
    func noRoom() async throws {
        let folder = try TemporaryFolder()
        try folder.write("old", to: "a.txt")
        let path = folder.url.path
        await #expect(processExitsWith: .exitCode(74)) { [path = path as String] in
            // The limit stands for a full disk: writing beyond it fails.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 1000, rlim_max: 1000)
            #if canImport(Darwin)
                setrlimit(RLIMIT_FSIZE, &limit)
            #else
                setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            #endif
            let set = try OutputSet(directory: URL(filePath: path))
            do throws(FileWriteError) {
                try set.write(Data("new".utf8), to: "a.txt")
                try set.write(CrashTests.content(run: 1), to: "new/b.txt")
            } catch {
                guard case .cannotWrite(let file, _) = error, file == path + "/new/b.txt" else { exit(1) }
                exit(74)
            }
        }
        #expect(folder.text("a.txt") == "old")
    }
}
