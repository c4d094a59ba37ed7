import Foundation
import Testing

@Suite("Places that cannot be written") struct WritingTests {
    @Test(
        "A file where a folder should be is told before training", arguments: ["out", "out/report", "out/figures/tiny"])
    func fileForFolder(_ path: String) throws {
        let workplace = try Workplace()
        try workplace.write("mine", to: path)
        let outcome = try workplace.report("--output", "out")
        #expect(outcome.status == 73)
        #expect(outcome.tellsErrorWell, "\(outcome.error)")
        #expect(try workplace.contents() == [path: Data("mine".utf8)])
    }

    @Test(
        "A folder where a file should be leaves every other file as it was",
        arguments: [
            "report/tiny/run.json", "report/tiny/README.md", "report/tiny/lenet.safetensors",
            "figures/tiny/3_training_validation_accuracy.png", "figures/tiny/8_filters.svg",
        ]) func folderForFile(_ path: String) throws
    {
        let workplace = try Workplace.withResults()
        if FileManager.default.fileExists(atPath: workplace.path(path).path) { try workplace.remove(path) }
        try workplace.write("mine", to: path + "/keep")
        let before = try workplace.state()
        let outcome = try workplace.report("--seed", "43")
        #expect(outcome.status == 73)
        #expect(outcome.tellsErrorWell, "\(outcome.error)")
        #expect(outcome.error.contains(path))
        #expect(try workplace.state() == before)
    }

    @Test(
        "Logits and exported data that cannot be written are told",
        arguments: [
            [
                "evaluate", "--weights", "report/tiny/lenet.safetensors", "--data", "tiny", "--json", "--logits",
                "figures",
            ],
            [
                "evaluate", "--weights", "report/tiny/lenet.safetensors", "--data", "tiny", "--json", "--logits",
                "file/x",
            ],
        ]) func otherFiles(_ arguments: [String]) throws
    {
        let workplace = try Workplace.withResults()
        try workplace.write("mine", to: "file")
        let before = try workplace.state()
        let outcome = try workplace.run(arguments)
        #expect(outcome.status == 73)
        #expect(outcome.tellsErrorWell, "\(outcome.output)\(outcome.error)")
        #expect(try workplace.state() == before)
    }

    @Test("A job's summary that cannot be written fails the check") func jobSummary() throws {
        let workplace = try Workplace.withResults()
        workplace.program.environment["GITHUB_STEP_SUMMARY"] = "tiny"
        let outcome = try workplace.run("check", "--name", "tiny")
        #expect(outcome.status == 73)
        #expect(outcome.error.hasPrefix("lenet: cannot append to tiny"))
    }

    @Test("Results whose reader went away end the program quietly, and not as a success") func closedPipe() throws {
        let workplace = try Workplace.withResults()
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let outcome = try workplace.run(["check", "--name", "tiny"], output: pipe.fileHandleForWriting)
        #expect(outcome.status == 128 + SIGPIPE)
        #expect(outcome.error.isEmpty)
    }

    @Test("Results that do not fit on a full disk are an error", .enabled(if: access("/dev/full", W_OK) == 0))
    func fullDevice() throws {
        let workplace = try Workplace.withResults()
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        let outcome = try workplace.run(["check", "--name", "tiny"], output: full)
        #expect(outcome.status == 74)
        #expect(outcome.tellsErrorWell, "\(outcome.error)")
    }

    @Test("A README that is a folder is told before training") func unwritableReadme() throws {
        let workplace = try Workplace()
        try workplace.createFolder("README.md/inside")
        let outcome = try workplace.report()
        #expect(outcome.status == 66)
        #expect(outcome.tellsErrorWell && outcome.error.contains("README.md: it is a folder"), "\(outcome.error)")
        #expect(try workplace.files().isEmpty)
    }

    /// Root writes into any file.
    @Test("A README that may not be written is told before training", .enabled(if: geteuid() != 0))
    func readOnlyReadme() throws {
        let workplace = try Workplace()
        try workplace.write("<!-- lenet:tiny:begin -->\n<!-- lenet:tiny:end -->\n", to: "README.md")
        chmod(workplace.path("README.md").path, 0o444)
        let before = try workplace.state()
        // So many epochs would take hours.
        let outcome = try workplace.report("--epochs", "100000")
        #expect(outcome.status == 73)
        #expect(outcome.tellsErrorWell && outcome.error.contains("README.md"), "\(outcome.error)")
        #expect(try workplace.state() == before)
    }

    @Test("Progress that nobody reads any more does not end a training") func closedStandardError() throws {
        let workplace = try Workplace()
        let process = try workplace.program.start(Workplace.reporting.filter { $0 != "--quiet" })
        let error = Pipe()
        try error.fileHandleForReading.close()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = error
        try process.run()
        process.waitUntilExit()
        #expect(process.shellStatus == 0)
        #expect(try workplace.text("report/tiny/README.md").hasPrefix("# "))
    }

    @Test("A folder whose name is not UTF-8 is refused instead of written under another name") func notUTF8() throws {
        let workplace = try Workplace()
        let process = try workplace.program.start([])
        let lenet = try #require(process.executableURL?.path)
        let error = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", #"exec "$0" report --data tiny --offline --output "$(printf 'a\377b')""#, lenet]
        process.standardError = error
        try process.run()
        let text = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.shellStatus == 64)
        #expect(text == "lenet: word 6 of the command line is not UTF-8, so it cannot be used\n")
        #expect(try workplace.files().isEmpty)
    }

    @Test("Pipes are read and written as files are") func pipes() throws {
        let workplace = try Workplace.withResults()
        let process = try workplace.program.start([])
        let lenet = try #require(process.executableURL?.path)
        let output = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        let evaluate = "evaluate --data tiny --offline --weights /dev/stdin --logits /dev/fd/3 --json"
        process.arguments = [
            "-c", "cat report/tiny/lenet.safetensors | \"$0\" \(evaluate) 3>&1 >json | wc -l", lenet,
        ]
        process.standardOutput = output
        try process.run()
        let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(lines.trimmingCharacters(in: .whitespacesAndNewlines) == "\(TinyDataset.testImages)")
        #expect(try workplace.text("json").contains("\"images\":40"))
    }

    @Test("What killed runs left is removed by the next run, in folders of other data sets too") func leftovers() throws
    {
        let workplace = try Workplace.withResults()
        let left = ["report/other/.1a2b.lenet-tmp", "figures/other/.3c.lenet-tmp", ".zz.lenet-tmp"]
        for path in left { try workplace.write("half", to: path) }
        #expect(try workplace.report().status == 0)
        #expect(try workplace.files().isDisjoint(with: left))
    }

    #if os(Linux)
        @Test("Too little memory for a training or for its data is told before these are read", arguments: [0, 200])
        func memoryLimit(megabytes: Int) throws {
            let workplace = try Workplace()
            // A file that takes no place on the disk.
            let images = try FileHandle(forUpdating: workplace.path("tiny/train-images-idx3-ubyte"))
            if megabytes > 0 { try images.truncate(atOffset: UInt64(megabytes) << 20) }
            let limit = megabytes == 0 ? 200_000 : 400_000
            let process = try workplace.program.start([])
            let lenet = try #require(process.executableURL?.path)
            let error = Pipe()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", "ulimit -v \(limit); \"$0\" report --data tiny --threads 1", lenet]
            process.standardError = error
            try process.run()
            let text = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.shellStatus == 71)
            let start = "lenet: the memory of this process is limited to \(limit >> 10) MiB, and "
            #expect(text.hasPrefix(start), "\(text)")
            #expect(try workplace.files().isEmpty)
        }
    #endif
}
