import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct ConfidenceSectionTests {
    /// The section of a record with 6 mistakes among 100 test images, all given with one probability.
    private func section(probability: Double) -> String {
        var record = RunRecord.sample()
        record.confidence?.calibration.bins = [Confidence.Bin(images: 100, correct: 94, probability: probability)]
        return Report(record: record, recordSHA256: "", illustrations: []).section("Confidence")
    }

    @Test func `A network is as sure as it should be where its claim lies in the interval of what was found`() {
        // The 95 % Wilson interval of 6 in 100 is 2.78 % to 12.48 %.
        #expect(
            section(probability: 0.98).contains("6.00\u{a0}% of its answers are wrong: it is surer than it should be."))
        #expect(section(probability: 0.95).contains("it is as sure as it should be, as far as 100 images can tell."))
        #expect(section(probability: 0.85).contains("it is less sure than it could be."))
    }
}
