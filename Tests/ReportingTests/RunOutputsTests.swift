import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct RunOutputsTests {
    @Test func `Every output has its place below the data set's name`() throws {
        #expect(RunOutputs.recordPath(name: "mnist") == "report/mnist/run.json")
        #expect(RunOutputs.reportPath(name: "mnist") == "report/mnist/README.md")
        #expect(RunOutputs.pagePath(name: "mnist") == "report/mnist/index.html")
        #expect(RunOutputs.parametersPath(name: "mnist") == "report/mnist/lenet.safetensors")
        #expect(RunOutputs.figuresPath(name: "mnist") == "figures/mnist")
        let outputs = RunOutputs(record: .sample(), recordSHA256: "")
        let figure = try #require(outputs.figures.first)
        #expect(outputs.path(figure, .light, .png) == "figures/mnist/1_some_digits.png")
        #expect(outputs.path(figure, .dark, .svg) == "figures/mnist/1_some_digits-dark.svg")
    }

    @Test func `Figures of another number, name or format are stale, other files are not`() {
        var record = RunRecord.sample()
        func stale(_ names: [String]) -> [String] {
            RunOutputs(record: record, recordSHA256: "").staleFigures(among: names)
        }
        let names = [
            "1_some_digits.png", "1_some_digits-dark.png", "1_some_digits.svg", "2_some_digits-dark.pdf", "9_old.png",
            "notes.txt", "mine.png",
        ]
        #expect(stale(names) == ["1_some_digits.svg", "2_some_digits-dark.pdf", "9_old.png"])
        record.presentation.formats = ["png", "svg"]
        #expect(stale(names) == ["2_some_digits-dark.pdf", "9_old.png"])
    }

    @Test func `The block bears the data set's name`() {
        #expect(RunOutputs(record: .sample(kind: .synthetic), recordSHA256: "").readmeBlock.name == "synthetic")
    }
}
