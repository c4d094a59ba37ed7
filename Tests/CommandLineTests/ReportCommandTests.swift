import Charts
import Foundation
import Reporting
import RunRecords
import Testing

@Suite("lenet report") struct ReportCommandTests {
    /// The files of a run on the workplace's data set, with the figures that its record has.
    private func promised(
        _ name: String, in workplace: Workplace, formats: [DrawingFormat] = [.png]
    ) throws -> Set<String> {
        let record = try RunRecord(decoding: workplace.data(RunOutputs.recordPath(name: name)))
        let figures = Figure.all(of: record).flatMap { figure in
            Appearance.allCases.flatMap { appearance in
                formats.map { "figures/\(name)/\(figure.fileName(appearance, $0))" }
            }
        }
        return Set(
            figures + ["figures/\(name)/\(FigureManifest.fileName)"]
                + ["README.md", "run.json", "lenet.safetensors"].map { "report/\(name)/\($0)" })
    }

    @Test("It writes exactly the promised files and prints the accuracy") func promisedFiles() throws {
        let workplace = try Workplace()
        let outcome = try workplace.report()
        #expect(outcome.status == 0)
        #expect(outcome.error.isEmpty)
        #expect(outcome.output.hasPrefix("test accuracy "))
        let files = try promised("tiny", in: workplace)
        #expect(outcome.output.contains("of 40) on tiny\nreport/tiny/README.md: \(files.count) files changed\n"))
        #expect(
            outcome.output.hasSuffix(
                "There is no README.md to show these results; make one with the lines "
                    + "<!-- lenet:tiny:begin --> and <!-- lenet:tiny:end -->.\n"))
        #expect(try workplace.files() == files)
    }

    @Test("Without a word the program reports") func defaultCommand() throws {
        let workplace = try Workplace()
        let outcome = try workplace.run(Array(Workplace.reporting.dropFirst()))
        #expect(outcome.status == 0)
        #expect(try workplace.files() == promised("tiny", in: workplace))
    }

    @Test("Progress goes to standard error, a line an epoch") func progress() throws {
        let workplace = try Workplace()
        let outcome = try workplace.run(Workplace.reporting.filter { $0 != "--quiet" })
        let lines = outcome.error.split(separator: "\n")
        #expect(lines.first?.hasPrefix("data set tiny from ") == true)
        #expect(lines.dropFirst().map { $0.prefix { !$0.isWholeNumber } } == ["epoch ", "epoch ", "done in "])
        #expect(lines.dropFirst(2).first?.hasPrefix("epoch 2/2  loss ") == true)
        #expect(!outcome.error.contains("\u{1b}"))
    }

    @Test("A second run touches no file") func repetition() throws {
        let workplace = try Workplace.withResults()
        let before = try workplace.state()
        let outcome = try workplace.report()
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\nreport/tiny/README.md: no file changed\n"))
        #expect(try workplace.state() == before)
    }

    @Test(
        "Threads, instruction sets and the place change no byte",
        arguments: [
            ["--threads", "1"], ["--threads", "3"], ["--instruction-set", "baseline"], ["--instruction-set", "avx2"],
            ["--instruction-set", "avx512"], ["--output", "else/where"],
        ])
    func sameBytes(_ options: [String]) throws {
        let workplace = try Workplace()
        let outcome = try workplace.run(Workplace.reporting + options)
        // A processor that lacks an instruction set has nothing to compare.
        if options[0] == "--instruction-set", outcome.error.contains("this processor cannot run") { return }
        try #require(outcome.status == 0, "\(outcome.error)")
        let folder = options[0] == "--output" ? options[1] : "."
        #expect(try workplace.contents(under: folder) == Workplace.withResults().contents())
    }

    @Test("Another seed gives other parameters") func seed() throws {
        let workplace = try Workplace.withResults()
        let before = try workplace.contents()
        #expect(try workplace.report("--seed", "43").status == 0)
        let after = try workplace.contents()
        #expect(before["report/tiny/lenet.safetensors"] != after["report/tiny/lenet.safetensors"])
        #expect(before.keys == after.keys)
    }

    @Test("Another name leaves the results of the first alone") func name() throws {
        let workplace = try Workplace.withResults()
        let before = try workplace.state()
        #expect(try workplace.report("--name", "other", "--seed", "43").status == 0)
        let after = try workplace.state()
        #expect(after.filter { before.keys.contains($0.key) } == before)
        #expect(try Set(after.keys) == promised("tiny", in: workplace).union(promised("other", in: workplace)))
    }

    @Test("Results are named after the data's folder, and only MNIST is called mnist") func folderNames() throws {
        let workplace = try Workplace()
        try FileManager.default.moveItem(at: workplace.path("tiny"), to: workplace.path("mnist"))
        #expect(try workplace.report("--data", "mnist").status == 0)
        #expect(FileManager.default.fileExists(atPath: workplace.path("report/other-mnist/run.json").path))
        #expect(!FileManager.default.fileExists(atPath: workplace.path("report/mnist").path))
    }

    @Test("LENET_DATA names the data too") func environmentData() throws {
        let workplace = try Workplace()
        workplace.program.environment["LENET_DATA"] = workplace.path("tiny").path
        let outcome = try workplace.run("--offline", "--epochs", "1", "--dpi", "50", "--quiet")
        #expect(outcome.status == 0)
        #expect(try workplace.files() == promised("tiny", in: workplace))
    }

    @Test("Other formats are written beside PNG, and removed when no longer asked for") func formats() throws {
        let workplace = try Workplace.withResults()
        #expect(try workplace.report("--format", "svg,PDF").status == 0)
        #expect(try workplace.files() == promised("tiny", in: workplace, formats: DrawingFormat.allCases))
        #expect(try workplace.run("check", "--name", "tiny").status == 0)
        try workplace.write("old", to: "figures/tiny/9_old-dark.pdf")
        try workplace.write("mine", to: "figures/tiny/notes.txt")
        #expect(try workplace.report().status == 0)
        #expect(
            try workplace.files() == promised("tiny", in: workplace).union(["figures/tiny/notes.txt"]))
    }

    @Test("The README's block is filled and the rest of the README kept") func readme() throws {
        let workplace = try Workplace()
        try workplace.write("# Mine\n<!-- lenet:tiny:begin -->\n<!-- lenet:tiny:end -->\nend", to: "README.md")
        let outcome = try workplace.report()
        #expect(outcome.status == 0 && outcome.output.hasSuffix(" files changed\n"))
        let text = try workplace.text("README.md")
        let generated = "<!-- Generated by `lenet report` from report/tiny/run.json: do not edit between these lines. "
        #expect(text.hasPrefix("# Mine\n<!-- lenet:tiny:begin -->\n" + generated))
        #expect(text.hasSuffix("\n<!-- lenet:tiny:end -->\nend"))
        #expect(text.contains("report/tiny/README.md"))
        #expect(try workplace.run("check", "--name", "tiny").status == 0)
    }

    @Test("A README without a block for the results is left alone, which is said") func readmeWithoutBlock() throws {
        let workplace = try Workplace()
        try workplace.write("# Mine\n", to: "README.md")
        let outcome = try workplace.report()
        #expect(outcome.status == 0)
        #expect(
            outcome.output.hasSuffix(
                "README.md does not show these results; where it is to do so, add the lines "
                    + "<!-- lenet:tiny:begin --> and <!-- lenet:tiny:end -->.\n"))
        #expect(try workplace.text("README.md") == "# Mine\n")
    }

    @Test("Words that somebody wrote into the block are never deleted", arguments: [false, true])
    func wordsInBlock(_ isRender: Bool) throws {
        let workplace = try Workplace.withResults()
        let readme = "# Mine\n<!-- lenet:tiny:begin -->\nMy words.\n<!-- lenet:tiny:end -->\n"
        try workplace.write(readme, to: "README.md")
        let before = try workplace.state()
        let outcome =
            try isRender ? workplace.run("render", "--name", "tiny", "--dpi", "50") : workplace.report("--seed", "7")
        #expect(outcome.status == 65)
        #expect(outcome.tellsErrorWell && outcome.error.contains("from line 3"), "\(outcome.error)")
        #expect(try workplace.state() == before)
    }

    @Test("A folder that LENET_DATA names and that has no data is an error, also without progress")
    func wrongEnvironment() throws {
        let workplace = try Workplace()
        for folder in ["none", "."] {
            workplace.program.environment["LENET_DATA"] = workplace.path(folder).path
            let outcome = try workplace.run("--offline", "--quiet")
            #expect(outcome.status == 66)
            #expect(outcome.tellsErrorWell, "\(outcome.error)")
        }
        #expect(try workplace.files().isEmpty)
    }
}
