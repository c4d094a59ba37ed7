import Images
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct NormalizingTests {
    private static let color = [
        ChannelStatistics(mean: 0.491_399_68, standardDeviation: 0.247_032_23),
        ChannelStatistics(mean: 0.000_123_456, standardDeviation: 0.000_098_76),
        ChannelStatistics(mean: 1, standardDeviation: 0),
    ]

    private func changed(_ texts: [(String, String)]) throws -> Configuration {
        try Configuration().changed(
            by: texts.map { Setting.Change(try #require(Setting.named($0.0)), to: $0.1) })
    }

    @Test func `What the training images give has four digits, and a deviation of zero divides by one`() throws {
        let configuration = try Configuration().normalized(as: .files, Self.color)
        #expect(configuration.mean.values == [0.4914, 0.0001235, 1])
        #expect(configuration.standardDeviation.values == [0.247, 0.00009876, 1])
        #expect(configuration == (try configuration.normalized(as: .files, Self.color)))
    }

    @Test func `MNIST keeps the notebook's numbers, which its training images have almost`() throws {
        let record = RunRecord.sample()
        let configuration = try Configuration().normalized(as: .mnist, record.dataset.channelStatistics)
        #expect(configuration.mean.values == [0.1307] && configuration.standardDeviation.values == [0.308])
        #expect(!record.dataset.isNormalized(by: configuration))
        let measured = try Configuration().normalized(as: .synthetic, record.dataset.channelStatistics)
        #expect(measured.standardDeviation.values == [0.3081] && record.dataset.isNormalized(by: measured))
    }

    @Test func `One number stands for all channels, and as many as there are for each`() throws {
        let one = try changed([("mean", "0.5"), ("std", "0.25")]).normalized(as: .files, Self.color)
        #expect(one.mean.values == [0.5, 0.5, 0.5] && one.standardDeviation.values == [0.25, 0.25, 0.25])
        let each = try changed([("mean", "0.5,0,1"), ("std", "data")]).normalized(as: .files, Self.color)
        #expect(each.mean.values == [0.5, 0, 1] && each.standardDeviation.values == [0.247, 0.00009876, 1])
        let error = #expect(throws: SettingError.self) {
            try changed([("mean", "0.5,0")]).normalized(as: .files, Self.color)
        }
        #expect(
            error?.description
                == "--mean cannot be 0.5,0; allowed is one number, or one for each channel of an image, which has 3")
    }

    @Test func `Text and values are each other's`() {
        for text in ["data", "0.1307", "-1e-05,2,0.25"] {
            #expect(ChannelValues(settingText: text)?.settingText == text)
        }
        #expect(ChannelValues([1, 0.5]).readableText == "1, 0.5")
    }
}
