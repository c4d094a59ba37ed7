import Foundation
import Testing

@Suite("lenet compare") struct CompareCommandTests {
    @Test("Two records: what changed is a Markdown table") func twoFiles() throws {
        let workplace = try Workplace.withResults()
        #expect(try workplace.report("--name", "other", "--epochs", "1").status == 0)
        let outcome = try workplace.run("compare", "report/tiny/run.json", "report/other/run.json")
        #expect(outcome.status == 0)
        #expect(outcome.error.isEmpty)
        let epochs = outcome.output.split(separator: "\n").filter { $0.contains("pochs") && $0.contains(" 2 ") }
        #expect(epochs.contains { $0.hasPrefix("| ") && $0.contains(" 1 ") }, "\(outcome.output)")
    }

    @Test("A record in a Git revision is compared with the one in the tree") func gitRevision() throws {
        let workplace = try Workplace.withResults()
        let git = { (arguments: [String]) throws -> Int32 in
            let process = try workplace.program.start([])
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"] + arguments
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }
        for arguments in [["init"], ["add", "report"], ["commit", "--message", "Results"]] {
            try #require(try git(arguments) == 0)
        }
        #expect(try workplace.report("--seed", "43").status == 0)
        let outcome = try workplace.run("compare", "HEAD:report/tiny/run.json", "report/tiny/run.json")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("`HEAD:report/tiny/run.json`"))
        #expect(outcome.output.contains("43"))

        let missing = try workplace.run("compare", "HEAD:none.json", "report/tiny/run.json")
        #expect(missing.status == 66)
        #expect(missing.tellsErrorWell, "\(missing.error)")
    }

    @Test("A file that is no record is bad data, and named") func noRecord() throws {
        let workplace = try Workplace.withResults()
        try workplace.write("[]", to: "list.json")
        let outcome = try workplace.run("compare", "report/tiny/run.json", "list.json")
        #expect(outcome.status == 65)
        #expect(outcome.tellsErrorWell, "\(outcome.error)")
        #expect(outcome.error.contains("list.json"))
    }
}
