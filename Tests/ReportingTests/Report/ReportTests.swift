import Images
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct ReportTests {
    /// The report of a record without its figures.
    private func markdown(_ record: RunRecord, sha256: String = RunRecord.digest("f")) -> String {
        (try? Report(record: record, recordSHA256: sha256, illustrations: []).markdown) ?? ""
    }

    @Test func `The report quotes the code where it is spoken of`() throws {
        let report = markdown(.sample())
        let network = try #require(report.firstRange(of: "```swift\nlet network = LeNet5(classes: 10)\n```"))
        let loop = try #require(
            report.firstRange(of: "```swift\nfor batch in batches {\n    network.step(batch)\n}\n```"))
        let training = try #require(report.firstRange(of: "## Training"))
        #expect(network.upperBound < training.lowerBound && training.upperBound < loop.lowerBound)
    }

    @Test func `Code with fences of its own stays inside its fence`() {
        var record = RunRecord.sample()
        record.code[0].text = "/// ```\n/// code\n/// ```"
        #expect(markdown(record).contains("````swift\n/// ```\n/// code\n/// ```\n````"))
    }

    /// Every number of the record that no figure alone shows; each must change a sentence or a table.
    static let changes: [@Sendable (inout RunRecord) -> Void] = [
        { $0.schemaVersion += 1 }, { $0.generator.version = "1.2.4" }, { $0.generator.name = "other" },
        { $0.configuration.seed += 1 }, { $0.configuration.epochs += 1 }, { $0.configuration.batchSize += 1 },
        { $0.configuration.learningRate *= 2 }, { $0.configuration.validationFraction *= 2 },
        { $0.configuration.pixelSize += 1 }, { $0.configuration.mean = 0.1317 },
        { $0.configuration.standardDeviation = 0.309 }, { $0.dataset.trainingImages += 1 },
        { $0.dataset.validationImages += 1 }, { $0.dataset.testImages += 1 }, { $0.dataset.classes += 1 },
        { $0.dataset.sizes.include(ImageShape(rows: 29, columns: 28)) },
        { $0.dataset.sizes.include(ImageShape(rows: 28, columns: 29)) }, { $0.dataset.name = "other" },
        { $0.dataset.kind = .synthetic }, { $0.dataset.hashes["t10k-images-idx3-ubyte"] = RunRecord.digest("9") },
        { $0.network.name = "LeNet-4" }, { $0.network.inputShape[0] = 3 },
        { $0.network.layers[0].parameters += 1 }, { $0.network.layers[5].multiplyAdds += 1 },
        { $0.network.layers[1].outputShape[2] += 1 }, { $0.network.layers[1].operation = "sigmoid" },
        { $0.network.layers[1].name = "sigmoid1" }, { $0.network.parametersSHA256 = RunRecord.digest("9") },
        { $0.trainingLoss[0] += 0.001 }, { $0.trainingLoss[14] += 0.001 }, { $0.trainingLoss[26] += 0.001 },
        { $0.epochs[0].trainingAccuracy -= 1.0 / 540 }, { $0.epochs[1].validationAccuracy = 0.5 },
        { $0.epochs[2].trainingAccuracy -= 1.0 / 540 }, { $0.epochs[2].validationAccuracy = 1 },
        { $0.test.confusion.record(actual: 3, predicted: 3) }, { $0.test.confusion.record(actual: 0, predicted: 1) },
        { $0.confidence?.thresholds[0].wrong += 1 }, { $0.confidence?.temperature = 2 },
        { $0.confidence?.calibration.brierScore += 0.001 }, { $0.confidence?.wrongAfterRejection[5] = 0 },
        { $0.exhibits.mistakes[0].predicted = 1 }, { $0.exhibits.mistakes[0].index += 1 },
        { $0.exhibits.mistakes[0].probability -= 0.01 }, { $0.exhibits.featureMaps[0].channel = 4 },
        // An upright edge in every filter.
        { record in
            record.exhibits.filters[0].weights = record.exhibits.filters[0].weights.indices.map { $0 % 5 < 2 ? -1 : 1 }
        },
        { $0.code[0].text += "!" }, { $0.code[1].path = "Elsewhere.swift" }, { $0.code[1].title = "Steps" },
    ]

    @Test(arguments: changes.indices)
    func `Changing the record changes the text`(index: Int) {
        var record = RunRecord.sample()
        let before = markdown(record)
        Self.changes[index](&record)
        #expect(markdown(record) != before)
    }

    @Test func `What no sentence mentions is bound to the report by the hash of the record`() {
        let (first, second) = (RunRecord.digest("1"), RunRecord.digest("2"))
        let report = markdown(.sample(), sha256: first)
        #expect(report.contains("`\(first)`"))
        #expect(report.replacing(first, with: second) == markdown(.sample(), sha256: second))
    }

    @Test func `The same record always gives the same text`() {
        #expect(markdown(.sample()) == markdown(.sample()))
    }

    @Test func `Names from a record cannot become markup`() {
        var record = RunRecord.sample(kind: .files)
        record.dataset.name = "<script>alert(1)</script> | `x` *y* [z](http://example.org)"
        record.network.layers[0].operation = "a | b <img src=x>"
        record.network.layers[0].name = "`|`"
        let report = markdown(record)
        #expect(report.contains("a \\| b &lt;img src=x&gt;"))
        // As it is, the name stands in code alone: in the shell's commands and in the table of provenance.
        let raw = report.split(separator: "\n").filter { $0.contains("<script>") || $0.contains("*y*") }
        #expect(!raw.isEmpty)
        #expect(raw.allSatisfy { $0.hasPrefix("| Data set") || $0.hasPrefix("lenet report") || $0.hasPrefix("- `") })
    }
}
