import CommandLine
import Foundation
import Testing

@Suite("The streams of a command") struct TerminalTests {
    private func terminal(_ code: Int32?) -> Terminal {
        Terminal(writeOutput: { _ in code }, writeError: { _ in })
    }

    @Test("Results that cannot be written are a failure with the system's reason")
    func failure() throws {
        #expect {
            try terminal(ENOSPC).output("results")
        } throws: { error in
            let failure = try #require(error as? Failure)
            return failure.status == .cannotWrite
                && failure.message == "lenet: cannot write to standard output: No space left on device\n"
        }
    }

    @Test("A reader that went away ends the command without a word, and not as a success")
    func closedPipe() throws {
        #expect {
            try terminal(EPIPE).output("results")
        } throws: { error in
            let failure = try #require(error as? Failure)
            return failure.status == .closedPipe && failure.message.isEmpty
        }
    }

    @Test("A command line runs to its end in this process: results to one stream, sentences to the other")
    func commandLine() {
        let version = TestTerminal()
        #expect(Lenet.run(["--version"], in: version.context()) == 0)
        #expect(version.output.split(separator: ".").count == 3 && version.error.isEmpty)

        let help = TestTerminal()
        #expect(Lenet.run(["help", "check"], in: help.context()) == 0)
        #expect(help.output.contains("USAGE: lenet check") && help.error.isEmpty)

        let usage = TestTerminal()
        #expect(Lenet.run(["check", "--bogus"], in: usage.context()) == 64)
        #expect(usage.output.isEmpty && usage.error.hasPrefix("Error: Unknown option '--bogus'\n"))

        let missing = TestTerminal()
        #expect(Lenet.run(["compare", "/none/a.json", "/none/b.json"], in: missing.context()) == 66)
        #expect(missing.output.isEmpty && missing.error == "lenet: cannot read /none/a.json: there is no such file\n")
    }
}
