import DurableFiles
import Foundation
import TestFolders
import Testing

@Suite("Replacing one file")
struct DurableFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func file(_ name: String) -> URL { folder.url.appending(path: name) }

    @Test("writes a new file and the folders above it")
    func new() throws {
        try DurableFile.replace(file("a/b/c.txt"), with: Data("text".utf8))
        #expect(folder.text("a/b/c.txt") == "text")
        #expect(folder.names() == ["a", "a/b", "a/b/c.txt"])
    }

    @Test("gives a new file the permissions of any new file")
    func newPermissions() throws {
        try folder.write("", to: "plain")
        #expect(FileManager.default.createFile(atPath: folder.path("other"), contents: Data()))
        try DurableFile.replace(file("ours"), with: Data("x".utf8))
        #expect(try folder.permissions("ours") == folder.permissions("other"))
    }

    @Test("keeps the permissions of the file it replaces", arguments: [0o600, 0o640, 0o755])
    func permissions(mode: Int) throws {
        try folder.write("old", to: "a.sh")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path("a.sh"))
        try DurableFile.replace(file("a.sh"), with: Data("new".utf8))
        #expect(try folder.permissions("a.sh") == mode)
        #expect(folder.text("a.sh") == "new")
    }

    @Test("does not change a file that is open: the reader keeps the old one whole")
    func readers() throws {
        try folder.write("old content", to: "a.txt")
        let reader = try FileHandle(forReadingFrom: file("a.txt"))
        try DurableFile.replace(file("a.txt"), with: Data("new".utf8))
        #expect(try reader.readToEnd() == Data("old content".utf8))
        #expect(folder.text("a.txt") == "new")
    }

    @Test("leaves the date of a file that already has the content")
    func unchanged() throws {
        try folder.write("same", to: "a.txt")
        try folder.age("a.txt")
        let date = try folder.modified("a.txt")
        try DurableFile.replace(file("a.txt"), with: Data("same".utf8))
        #expect(try folder.modified("a.txt") == date)
    }

    @Test("refuses to replace a folder")
    func folderInTheWay() throws {
        try folder.write("kept", to: "a.txt/inside")
        #expect(throws: FileWriteError.isDirectory(path: folder.path("a.txt"))) {
            try DurableFile.replace(file("a.txt"), with: Data())
        }
        #expect(folder.names() == ["a.txt", "a.txt/inside"])
    }

    @Test("takes back the folders it made when the name is impossible")
    func impossibleName() throws {
        let name = String(repeating: "n", count: 300)
        #expect(throws: FileWriteError.self) { try DurableFile.replace(file("new/folder/\(name)"), with: Data()) }
        #expect(folder.names() == [])
    }
}
