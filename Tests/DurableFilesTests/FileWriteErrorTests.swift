import DurableFiles
import Testing

@Suite("An error of writing")
struct FileWriteErrorTests {
    @Test(
        "names the file, the reason, what became of it and what to do",
        arguments: [
            (
                FileWriteError.cannotCreate(path: "/out/a", reason: "Permission denied"),
                "Cannot create /out/a: Permission denied; nothing was changed: see to it that you may write there, or "
                    + "choose another folder."
            ),
            (
                .cannotWrite(path: "/out/a", reason: "No space left on device"),
                "Cannot write /out/a: No space left on device; what was there before is unchanged: make room or choose "
                    + "another folder, and run again."
            ),
            (
                .cannotPublish(path: "/out/a", reason: "Is a directory", done: 2, all: 9),
                "Cannot replace /out/a: Is a directory; 2 of 9 files are new and the others as they were, each whole: "
                    + "remove the cause and run again."
            ),
            (
                .isDirectory(path: "/out/a"),
                "Cannot write /out/a because a folder stands there; nothing was changed: move it away and run again."
            ),
            (
                .notDirectory(path: "/out"),
                "Cannot write into /out because it is not a folder; nothing was changed: move it away and run again."
            ),
            (
                .notFile(path: "/out/a"),
                "Cannot replace /out/a because it is a pipe or a device; nothing was changed: move it away and run again."
            ),
            (
                .locked(path: "/out"),
                "Another run is writing into /out; nothing was changed: wait for it to end, or choose another folder."
            ),
        ] as [(FileWriteError, String)])
    func wording(error: FileWriteError, description: String) {
        #expect(error.description == description)
    }
}
