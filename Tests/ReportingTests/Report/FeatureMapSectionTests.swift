import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct FeatureMapSectionTests {
    private func section(_ record: RunRecord) -> String {
        Report(record: record, recordSHA256: "", illustrations: []).section("Feature maps")
    }

    @Test func `What each shown channel detects is read off its filter`() {
        var record = RunRecord.sample()
        let brightTop: [Float] = (0..<25).map { 2 - Float($0 / 5) }
        let brightRight: [Float] = (0..<25).map { Float($0 % 5) - 2 }
        record.exhibits.filters[0].weights.replaceSubrange(0..<50, with: brightTop + brightRight)
        let text = section(record)
        #expect(text.contains("The first convolution has 6 channels, each a filter of 5\u{a0}×\u{a0}5 weights"))
        #expect(
            text.contains(
                "Shown are the channels with the clearest pattern, of different kinds where there are: channel 0 "
                    + "detects edges going from bottom to top from dark to bright; channel 1 detects edges going from "
                    + "left to right from dark to bright. Of the others, channel 2 "))
        record.exhibits.featureMaps.removeLast()
        #expect(section(record).contains("Shown is the channel with the clearest pattern"))
        record.exhibits.filters[0].weights.replaceSubrange(0..<25, with: repeatElement(0.1, count: 25))
        #expect(section(record).contains(": channel 0 has no simple pattern."))
    }

    @Test func `Where no channel has a simple pattern none is claimed to be clear`() throws {
        var record = RunRecord.sample()
        record.exhibits.filters[0].weights = (0..<150).map { ($0 / 5 + $0 % 5).isMultiple(of: 2) ? 0.25 : -0.25 }
        #expect(record.exhibits.filters[0].patterns.allSatisfy { $0?.isClear != true })
        let text = section(record)
        #expect(
            text.contains(
                "No channel has a simple pattern; shown are channels 0 and 1, whose filters come nearest to one. "
                    + "Channels count from 0."))
        #expect(!text.contains("clearest"))
        record.exhibits.featureMaps.removeLast()
        #expect(section(record).contains("shown is channel 0, whose filter comes nearest to one."))
    }

    @Test func `Without maps and figures there is no such section`() {
        var record = RunRecord.sample()
        record.exhibits.featureMaps = []
        #expect(section(record).isEmpty)
    }
}
