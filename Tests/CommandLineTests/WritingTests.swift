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
}
