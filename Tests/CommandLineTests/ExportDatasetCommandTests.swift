import Foundation
import Testing

@Suite("lenet export-dataset") struct ExportDatasetCommandTests {
    @Test("What is exported trains to the same parameters, and exporting again changes nothing") func exported() throws
    {
        let workplace = try Workplace.withResults()
        let outcome = try workplace.run("export-dataset", "--data", "tiny", "--offline", "copy")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasSuffix("120 + 40 images, in copy: 4 files written\n"))
        #expect(try workplace.files(under: "copy") == Set(TinyDataset.files.map { $0 + ".gz" }))

        let before = try workplace.state(under: "copy")
        #expect(try workplace.run("export-dataset", "--data", "tiny", "--offline", "copy").status == 0)
        #expect(try workplace.state(under: "copy") == before)

        #expect(try workplace.report("--data", "copy").status == 0)
        // The file's metadata name the data set; the hash on record is that of the tensors.
        let parameters = try workplace.text("report/tiny/run.json").firstMatch(
            of: /"parametersSHA256" : "[0-9a-f]{64}"/)
        #expect(try workplace.text("report/copy/run.json").contains(#require(parameters).output))
    }

    @Test("Strokes of synthetic digits lie beside their images") func strokes() throws {
        let workplace = try Workplace()
        let outcome = try workplace.run("export-dataset", "--dataset", "synthetic", "--strokes", "3", "digits")
        #expect(outcome.status == 0)
        let strokes = try JSONDecoder().decode([[[[Float]]]].self, from: workplace.data("digits/t10k-strokes.json"))
        #expect(strokes.count == 3 && strokes.joined().joined().allSatisfy { $0.count == 2 })
        #expect(try workplace.run("export-dataset", "--strokes", "-1", "digits").status == 64)
    }

    @Test("A file where the folder should be stays as it is") func fileForFolder() throws {
        let workplace = try Workplace()
        try workplace.write("mine", to: "copy")
        let outcome = try workplace.run("export-dataset", "--data", "tiny", "--offline", "copy")
        #expect(outcome.status == 73)
        #expect(outcome.error.hasSuffix("\n") && outcome.error.contains("\nlenet: ") && outcome.output.isEmpty)
        #expect(try workplace.text("copy") == "mine")
    }
}
