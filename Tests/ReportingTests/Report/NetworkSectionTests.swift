import Images
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct NetworkSectionTests {
    private func section(_ record: RunRecord) -> String {
        Report(record: record, recordSHA256: "", illustrations: []).section("Network")
    }

    @Test func `The table lists every layer and the sums`() {
        let rows = section(.sample()).split(separator: "\n").filter { $0.hasPrefix("|") }
        #expect(rows.count == 11)
        #expect(
            rows[2] == "| `conv1`   | convolution 5x5 |  6\u{a0}×\u{a0}28\u{a0}×\u{a0}28 |        156 |       117,600 |"
        )
        #expect(rows[10].contains("**61,706**") && rows[10].contains("**416,520**"))
    }

    @Test func `The text says where parameters and work are`() {
        #expect(
            section(.sample()).contains(
                "`linear1` holds 78\u{a0}% of the parameters, but `conv2` does 58\u{a0}% of the work"))
        var record = RunRecord.sample()
        record.network.layers[6].multiplyAdds = 480_000
        #expect(section(record).contains("but `linear2` does 54\u{a0}% of the work.\n"))
        record = .sample()
        record.network.layers[5].multiplyAdds = 480_000
        #expect(section(record).contains("`linear1` holds 78\u{a0}% of the parameters and does 57\u{a0}% of the work."))
        for layer in record.network.layers.indices { record.network.layers[layer].parameters = 0 }
        #expect(!section(record).contains("of the parameters"))
    }

    @Test func `The differences from the paper are admitted`() {
        let text = section(.sample())
        #expect(text.contains("Y. LeCun, L. Bottou, Y. Bengio and P. Haffner"))
        for difference in [
            "ReLU instead", "max pooling instead", "table of connections", "cross entropy", "Adam instead",
        ] {
            #expect(text.contains(difference))
        }
        #expect(text.contains("images that are resized where the paper pads them"))
        var record = RunRecord.sample()
        record.dataset.sizes = ImageSizes(ImageShape(rows: 32, columns: 32))
        #expect(!section(record).contains("pads them"))
        #expect(
            section(record).contains("functions; and Adam instead of a stochastic diagonal Levenberg-Marquardt method.")
        )
    }

    @Test func `A record without code has no quotations`() throws {
        var record = RunRecord.sample()
        record.code = []
        #expect(try !Report(record: record, recordSHA256: "", illustrations: []).markdown.contains("quoted from"))
    }
}
