import Foundation
import Reporting
import RunRecords
import Testing

@Suite("lenet study") struct StudyCommandTests {
    private static let study = [
        "study", "--data", "tiny", "--offline", "--epochs", "2", "--batch-size", "16", "--quiet", "--runs", "runs",
    ]

    private func study(_ workplace: Workplace, _ arguments: String...) throws -> Program.Outcome {
        try workplace.run(Self.study + arguments)
    }

    @Test("It writes record, report and figures, which the check confirms") func wholeStudy() throws {
        let workplace = try Workplace()
        let outcome = try study(workplace, "--seeds", "2", "--vary", "learning-rate=0.001,0.01")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.hasPrefix("4 runs, 4 made\nbest by validation accuracy: learning-rate "))
        let files = try workplace.files().filter { $0.hasPrefix("report/") }
        #expect(files == ["report/tiny/study/README.md", "report/tiny/study/study.json"])
        #expect(try workplace.files(under: "runs").count == 4)
        let check = try workplace.run("check", "--name", "tiny")
        #expect(check.status == 0, "\(check.output)")
        #expect(try workplace.run("check", "--data", "tiny", "--retrain", "--offline").status == 0)
        #expect(try workplace.replace("What was varied", with: "What varied", in: "report/tiny/study/README.md"))
        #expect(try workplace.run("check", "--name", "tiny").status == 1)
        let render = try workplace.run("render", "--name", "tiny")
        #expect(render.output.contains("study/README.md"), "\(render)")
    }

    @Test("Runs that are kept are not made again, whatever study asks for them, and nothing changes") func kept() throws
    {
        let workplace = try Workplace()
        #expect(try study(workplace, "--seeds", "2").output.hasPrefix("2 runs, 2 made\n"))
        let before = try workplace.state()
        let again = try study(workplace, "--seeds", "2")
        #expect(again.output.hasPrefix("2 runs, 0 made\n"))
        #expect(again.output.hasSuffix("no file changed\n"))
        #expect(try workplace.state() == before)
        #expect(try study(workplace, "--seeds", "43..44").output.hasPrefix("2 runs, 1 made\n"))
    }

    @Test("Its results are not lost for a value that the run beside it lacks") func faultyTemplate() throws {
        let workplace = try Workplace()
        #expect(try workplace.report("--validation-fraction", "0").status == 0)
        try workplace.write("{{training.validation-accuracy}}\n", to: "report/tiny/report.md")
        let outcome = try study(workplace, "--seeds", "2", "--validation-fraction", "0")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.contains("The built-in words were written instead"))
        #expect(try workplace.text("report/tiny/README.md").contains("[the study](study/README.md)"))
    }

    @Test("A damaged run is made again") func damage() throws {
        let workplace = try Workplace()
        _ = try study(workplace, "--seeds", "1")
        let name = try #require(try workplace.files(under: "runs").first)
        let good = try workplace.data("runs/\(name)")
        try workplace.write("{", to: "runs/\(name)")
        #expect(try study(workplace, "--seeds", "1").output.hasPrefix("1 run, 1 made\n"))
        #expect(try workplace.data("runs/\(name)") == good)
    }

    @Test("A run of a program that computed otherwise is made again") func otherArithmetic() throws {
        let workplace = try Workplace()
        _ = try study(workplace, "--seeds", "1")
        let name = try #require(try workplace.files(under: "runs").first)
        let good = try workplace.text("runs/\(name)")
        let other = good.replacing(#/"arithmeticSHA256":"[0-9a-f]{4}/#, with: "\"arithmeticSHA256\":\"0000")
        #expect(other != good)
        try workplace.write(other, to: "runs/\(name)")
        #expect(try study(workplace, "--seeds", "1").output.hasPrefix("1 run, 1 made\n"))
        #expect(try workplace.text("runs/\(name)") == good)
    }

    @Test("Parts make all runs, and the study is the same as in one piece, on any number of threads") func parts()
        throws
    {
        let workplace = try Workplace()
        for part in 1...3 {
            let outcome = try study(workplace, "--seeds", "4", "--part", "\(part)/3", "--jobs", "1", "--threads", "3")
            #expect(outcome.status == 0)
            #expect(outcome.output.hasPrefix("part \(part)/3: "))
        }
        #expect(try !workplace.files().contains("report/tiny/study/study.json"))
        #expect(try study(workplace, "--seeds", "4").output.hasPrefix("4 runs, 0 made\n"))
        let merged = try workplace.data("report/tiny/study/study.json")
        let whole = try Workplace()
        _ = try study(whole, "--seeds", "4", "--threads", "2")
        #expect(try whole.data("report/tiny/study/study.json") == merged)
        #expect(try whole.contents(under: "runs") == workplace.contents(under: "runs"))
    }

    @Test("A run that diverges is recorded, and the others go on") func divergence() throws {
        let workplace = try Workplace()
        let outcome = try study(workplace, "--seeds", "2", "--vary", "learning-rate=0.001,1000")
        #expect(outcome.status == 0, "\(outcome.error)")
        let record = try StudyRecord(decoding: workplace.data("report/tiny/study/study.json"))
        #expect(StudyAnalysis(record).variants.map(\.finished.count).first == 2)
        #expect(StudyAnalysis(record).chosen?.name == "learning-rate 0.001")
    }

    @Test("A study beside a run of the same settings is in its headline, until the run is another") func headline()
        throws
    {
        let workplace = try Workplace.withResults()
        #expect(try study(workplace, "--seeds", "2").status == 0)
        #expect(try workplace.text("report/tiny/README.md").contains("(2 seeds: "))
        #expect(try workplace.run("check", "--name", "tiny").status == 0)
        _ = try workplace.report("--batch-size", "8")
        #expect(try !workplace.text("report/tiny/README.md").contains("(2 seeds: "))
    }

    @Test("A file may describe the study") func file() throws {
        let workplace = try Workplace()
        try workplace.write(
            "{ seeds: 2, variants: [ { name: 'small', settings: { 'batch-size': 8 } } ] } // JSON5",
            to: "report/tiny/study.json5")
        let outcome = try study(workplace)
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.hasPrefix("2 runs, 2 made\n"))
        try workplace.write("{ seeds: 2,", to: "report/tiny/study.json5")
        #expect(try study(workplace).status == 64)
    }

    @Test(
        "Wrong usage is told in a sentence",
        arguments: [
            ["--seeds", "0"], ["--seeds", "2", "--vary", "colour=1"], ["--seeds", "2", "--vary", "seed=1,2"], [],
            ["--seeds", "2", "--part", "3/2"], ["--seeds", "2", "--vary", "epochs=0"],
        ])
    func usage(arguments: [String]) throws {
        let workplace = try Workplace()
        let outcome = try workplace.run(Self.study + arguments)
        #expect(outcome.status == 64, "\(outcome)")
        #expect(try workplace.files().isEmpty)
    }

    @Test("It prints a script for Slurm and makes no run") func slurm() throws {
        let workplace = try Workplace()
        let outcome = try study(workplace, "--seeds", "40", "--slurm")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("#!/bin/sh\n"))
        #expect(outcome.output.contains("#SBATCH --array=1-4\n"))
        #expect(outcome.output.contains("--batch-size 16 --seeds 40 --runs /"))
        #expect(try workplace.files().isEmpty)
    }
}
