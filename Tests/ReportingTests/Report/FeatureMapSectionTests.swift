import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct FeatureMapSectionTests {
    private func section(_ record: RunRecord) -> String {
        Report(record: record, recordSHA256: "", illustrations: []).section("Feature maps")
    }

    @Test func `What each shown channel detects is read off its kernel`() {
        var record = RunRecord.sample()
        let brightTop: [Float] = (0..<25).map { 2 - Float($0 / 5) }
        let brightRight: [Float] = (0..<25).map { Float($0 % 5) - 2 }
        record.exhibits.filters[0].weights.replaceSubrange(0..<50, with: brightTop + brightRight)
        let text = section(record)
        #expect(text.contains("The first convolution has 6 channels, each a kernel of 5\u{a0}×\u{a0}5 weights"))
        #expect(
            text.contains(
                "The channels whose kernels are most like an oriented edge are shown: channel 0 detects edges going, "
                    + "from bottom to top, from dark to bright; channel 1 detects edges going, from left to right, "
                    + "from dark to bright."))
        record.exhibits.featureMaps.removeLast()
        #expect(section(record).contains("The channel whose kernel is most like an oriented edge is shown: channel 0"))
    }

    @Test func `Without maps and figures there is no such section`() {
        var record = RunRecord.sample()
        record.exhibits.featureMaps = []
        #expect(section(record).isEmpty)
    }
}
