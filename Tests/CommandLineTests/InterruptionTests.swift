import Foundation
import Testing

@Suite("Interruption", .timeLimit(.minutes(2))) struct InterruptionTests {
    @Test(
        "A signal ends a training and changes nothing", arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func signalled(_ signal: Int32, _ status: Int32) throws {
        let workplace = try Workplace.withResults()
        let before = try workplace.state()
        let arguments = Workplace.reporting.filter { $0 != "--quiet" } + ["--epochs", "100000", "--seed", "43"]
        // The second epoch's line shows that training is under way.
        var (process, error, lines) = try workplace.program.start(arguments, untilError: "epoch      2/100000")
        kill(process.processIdentifier, signal)
        lines += String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == status)
        #expect(lines.hasSuffix("\nlenet: interrupted; every file is as it was or complete\n"))
        #expect(try workplace.state() == before)
    }
}
