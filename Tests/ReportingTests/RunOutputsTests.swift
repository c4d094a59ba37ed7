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
        let figure = try #require(RunOutputs(record: .sample(), recordSHA256: "").figures.first)
        #expect(RunOutputs.fileName(figure, .light, .png) == "1_some_digits.png")
        #expect(RunOutputs.fileName(figure, .dark, .svg) == "1_some_digits-dark.svg")
    }

    @Test func `The block bears the data set's name`() {
        #expect(RunOutputs(record: .sample(kind: .synthetic), recordSHA256: "").readmeBlock.name == "synthetic")
    }
}
