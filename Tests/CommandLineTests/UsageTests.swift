import RunRecords
import Testing

@Suite("Wrong usage") struct UsageTests {
    static let reports: [[String]] = [
        ["--epochs", "0"], ["--epochs", "100001"], ["--epochs", "many"], ["--batch-size", "0"],
        ["--learning-rate", "nan"], ["--learning-rate", "0"], ["--learning-rate", "inf"], ["--learning-rate=-1"],
        ["--validation-fraction", "1"], ["--validation-fraction", "nan"], ["--pixel-size", "3"],
        ["--pixel-size", "15"],
        ["--pixel-size", "1000000000000"], ["--threads", "0"], ["--threads", "1000000000"], ["--seed=-1"],
        ["--seed", "99999999999999999999"], ["--dataset", "cifar"], ["--format", "bad"], ["--format", ""],
        ["--format", "png,"], ["--dpi", "5"], ["--dpi", "601"], ["--name", "../x"], ["--name", ""], ["--name", "a/b"],
        ["--name", "mnist"], ["--name", "Synthetic"], ["--instruction-set", "mmx"], ["--bogus"], ["bogus"],
        ["--dataset", "synthetic"], ["--mirror", "nonsense"],
    ]

    @Test("Settings out of range are refused before anything is written", arguments: reports)
    func report(_ arguments: [String]) throws {
        try Workplace().expectRefusal(of: Workplace.reporting + arguments, status: 64)
    }

    @Test("Every setting is an option of report, with its default", arguments: Setting.all.map(\.option))
    func settings(_ option: String) throws {
        let setting = try #require(Setting.named(option))
        let workplace = try Workplace()
        let help = try workplace.run("report", "--help").output.split(separator: "\n").joined(separator: " ")
            .split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        #expect(help.contains("--\(option) <\(option)> \(setting.help)"))
        let refusal = try workplace.run("report", "--\(option)", "nothing")
        #expect(refusal.status == 64)
        #expect(refusal.error.contains("--\(option) cannot be nothing; allowed is \(setting.allowed)\n"))
    }

    static let otherCommands: [[String]] = [
        ["check", "--min-accuracy", "101"], ["check", "--min-accuracy", "nan"], ["check", "--name", "../x"],
        ["render", "--name", "../x"], ["render", "--dpi", "1000"], ["evaluate"], ["compare", "one.json"],
        ["bench", "--runs", "0"], ["bench", "--threads", "1025"], ["export-dataset"],
        ["evaluate", "--weights", "x", "--split", "all"],
    ]

    @Test("Each command refuses what it cannot do", arguments: otherCommands) func others(_ arguments: [String]) throws
    {
        try Workplace().expectRefusal(of: arguments, status: 64)
    }

    @Test(
        "Help and version are results",
        arguments: [["--help"], ["--version"], ["report", "--help"], ["help", "check"]])
    func help(_ arguments: [String]) throws {
        let workplace = try Workplace()
        let outcome = try workplace.run(arguments)
        #expect(outcome.status == 0)
        #expect(!outcome.output.isEmpty)
        #expect(outcome.error.isEmpty)
    }
}
