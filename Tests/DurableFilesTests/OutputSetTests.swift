import DurableFiles
import Foundation
import TestFolders
import Testing

@Suite("A set of outputs")
struct OutputSetTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("puts nothing in its place before it is published, and everything then")
    func publishes() throws {
        try folder.write("old", to: "README.md")
        let set = try OutputSet(directory: folder.url)
        try set.write(Data("new".utf8), to: "README.md")
        try set.write(Data("{}".utf8), to: "report/mnist/run.json")
        #expect(folder.text("README.md") == "old")
        #expect(folder.text("report/mnist/run.json") == nil)
        #expect(try set.publish() == [folder.path("README.md"), folder.path("report/mnist/run.json")])
        #expect(folder.names() == ["README.md", "report", "report/mnist", "report/mnist/run.json"])
        #expect(folder.text("README.md") == "new")
        #expect(folder.text("report/mnist/run.json") == "{}")
    }

    @Test("leaves no trace when it is dropped unpublished")
    func drops() throws {
        try folder.write("old", to: "README.md")
        do {
            let set = try OutputSet(directory: folder.url.appending(path: "deep/output"))
            try set.write(Data("new".utf8), to: "report/mnist/run.json")
        }
        #expect(folder.names() == ["README.md"])
    }

    @Test("leaves no trace as soon as it is discarded, while it is still there and locked")
    func discards() throws {
        try folder.write("old", to: "README.md")
        let set = try OutputSet(directory: folder.url)
        try set.write(Data("new".utf8), to: "README.md")
        try set.write(Data("{}".utf8), to: "report/mnist/run.json")
        #expect(folder.names().count > 1)
        set.discard()
        #expect(folder.names() == ["README.md"])
        #expect(folder.text("README.md") == "old")
        #expect(throws: FileWriteError.locked(path: folder.url.path)) {
            try OutputSet(directory: folder.url, waiting: .zero)
        }
        #expect(try set.publish() == [])
    }

    @Test("does not touch a file whose content stays")
    func unchanged() throws {
        try folder.write("same", to: "a.txt")
        try folder.age("a.txt")
        let date = try folder.modified("a.txt")
        let set = try OutputSet(directory: folder.url)
        try set.write(Data("same".utf8), to: "a.txt")
        #expect(try set.publish() == [])
        #expect(try folder.modified("a.txt") == date)
    }

    @Test("tells content of equal length apart")
    func equalLength() throws {
        try folder.write("same", to: "a.txt")
        let set = try OutputSet(directory: folder.url)
        try set.write(Data("sane".utf8), to: "a.txt")
        #expect(try set.publish() == [folder.path("a.txt")])
        #expect(folder.text("a.txt") == "sane")
    }

    @Test("removes stale files on publication and minds none that is missing")
    func removes() throws {
        try folder.write("stale", to: "figures/1.svg")
        let set = try OutputSet(directory: folder.url)
        try set.remove("figures/1.svg")
        try set.remove("figures/2.svg")
        #expect(folder.text("figures/1.svg") == "stale")
        #expect(try set.publish() == [folder.path("figures/1.svg")])
        #expect(folder.names() == ["figures"])
    }

    @Test("refuses a folder where a file should be before anything is changed")
    func folderInTheWay() throws {
        try folder.write("old", to: "a.txt")
        try folder.write("", to: "b.txt/inside")
        let set = try OutputSet(directory: folder.url)
        try set.write(Data("new".utf8), to: "a.txt")
        #expect(throws: FileWriteError.isDirectory(path: folder.path("b.txt"))) {
            try set.write(Data("new".utf8), to: "b.txt")
        }
        #expect(throws: FileWriteError.isDirectory(path: folder.path("b.txt"))) { try set.remove("b.txt") }
        #expect(folder.text("a.txt") == "old")
    }

    @Test("refuses a file where a folder should be")
    func fileInTheWay() throws {
        try folder.write("", to: "report")
        let set = try OutputSet(directory: folder.url)
        #expect(throws: FileWriteError.notDirectory(path: folder.path("report"))) {
            try set.write(Data(), to: "report/mnist/run.json")
        }
        #expect(throws: FileWriteError.notDirectory(path: folder.path("report"))) {
            try OutputSet(directory: folder.url.appending(path: "report"))
        }
    }

    @Test("says that a run that failed between two renames left whole files, and how many are new")
    func interrupted() throws {
        let set = try OutputSet(directory: folder.url)
        try set.write(Data("1".utf8), to: "a.txt")
        try set.write(Data("2".utf8), to: "b.txt")
        // A folder that appears between staging and publication.
        try folder.write("", to: "b.txt/inside")
        #expect {
            try set.publish()
        } throws: { error in
            guard case .cannotPublish(let path, _, 1, 2) = error as? FileWriteError else { return false }
            return path == folder.path("b.txt")
        }
        #expect(folder.names() == ["a.txt", "b.txt", "b.txt/inside"])
    }

    @Test("keeps a second set out of its folder until it is released")
    func locked() throws {
        do {
            let first = try OutputSet(directory: folder.url)
            #expect(throws: FileWriteError.locked(path: folder.path(""))) { try OutputSet(directory: folder.url) }
            try first.publish()
        }
        let second = try OutputSet(directory: folder.url)
        try second.publish()
        #expect(folder.names() == [])
    }

    @Test("waits for another set to be released")
    func waits() async throws {
        let (url, file) = (folder.url, folder.url.appending(path: "a.txt"))
        var first: OutputSet? = try OutputSet(directory: url)
        try first?.write(Data("1".utf8), to: "a.txt")
        let second = Task.detached {
            let set = try OutputSet(directory: url, waiting: .seconds(60))
            let seen = try String(contentsOf: file, encoding: .utf8)
            try set.write(Data("2".utf8), to: "a.txt")
            try set.publish()
            return seen
        }
        try first?.publish()
        first = nil
        #expect(try await second.value == "1")
        #expect(folder.text("a.txt") == "2")
    }

    @Test("removes what killed runs left, but nothing that is being written")
    func abandoned() throws {
        try folder.write("half", to: "report/.abc.lenet-tmp")
        try folder.write("mine", to: "report/notes.lenet-tmp")
        let other = try OutputSet(directory: folder.url.appending(path: "report"))
        try other.write(Data("x".utf8), to: "a.txt")
        #expect(folder.names().count == 3)  // report, notes and the staged file
        let set = try OutputSet(directory: folder.url)
        try set.write(Data("y".utf8), to: "report/b.txt")
        try set.publish()
        try other.publish()
        #expect(folder.names() == ["report", "report/a.txt", "report/b.txt", "report/notes.lenet-tmp"])
    }

    @Test("follows a link to the file it stands for")
    func link() throws {
        try folder.write("old", to: "real/a.txt")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("a.txt"), withDestinationPath: folder.path("real/a.txt"))
        let set = try OutputSet(directory: folder.url)
        try set.write(Data("new".utf8), to: "a.txt")
        try set.publish()
        #expect(folder.text("real/a.txt") == "new")
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("a.txt")) == folder.path("real/a.txt")
        )
    }

    #if os(Linux)
        @Test("cannot create where the system forbids it, and says so")
        func forbidden() throws {
            #expect {
                try OutputSet(directory: URL(filePath: "/proc/lenet/report"))
            } throws: { error in
                guard let error = error as? FileWriteError, case .cannotCreate(let path, _) = error else {
                    return false
                }
                return path == "/proc/lenet"
            }
        }
    #endif

    @Test("never replaces a pipe")
    func pipe() throws {
        #expect(mkfifo(folder.path("a.txt"), 0o600) == 0)
        let set = try OutputSet(directory: folder.url)
        #expect(throws: FileWriteError.notFile(path: folder.path("a.txt"))) {
            try set.write(Data("new".utf8), to: "a.txt")
        }
    }

    @Test("removes what killed runs left in folders next to its own")
    func abandonedElsewhere() throws {
        for name in ["report/a/.x1.lenet-tmp", ".x2.lenet-tmp", "report/a/run.json", "deep/er/still/.x3.lenet-tmp"] {
            try folder.write("half", to: name)
        }
        let other = try OutputSet(directory: folder.url.appending(path: "report/b"))
        try other.write(Data("new".utf8), to: "run.json")
        let set = try OutputSet(directory: folder.url)
        set.removeAbandonedFiles(in: ["", "report", "figures"])
        let left = folder.names().filter { $0.hasSuffix(".lenet-tmp") }
        #expect(left.count == 2 && left.contains("deep/er/still/.x3.lenet-tmp"))
        #expect(folder.text("report/a/run.json") == "half")
        try other.publish()
        #expect(folder.text("report/b/run.json") == "new")
    }
}
