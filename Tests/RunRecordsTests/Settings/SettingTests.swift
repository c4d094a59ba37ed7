import Foundation
import RunRecords
import Testing

@Suite struct SettingTests {
    private func error(_ change: (inout Configuration) -> Void) -> SettingError? {
        var configuration = Configuration()
        change(&configuration)
        return #expect(throws: SettingError.self) { try configuration.validate() }
    }

    @Test(arguments: [
        ("epochs", ["0", "100001", "many", "2.5", ""]), ("batch-size", ["0", "-64", "65537", "9223372036854775808"]),
        ("learning-rate", ["0", "-0.001", "1000.5", "nan", "inf", "fast"]),
        ("validation-fraction", ["1", "-0.1", "nan"]), ("pixel-size", ["0", "1025"]), ("mean", ["inf", "nan"]),
        ("std", ["0", "-1", "nan", "inf", "1,0", "1,,1", ""]), ("seed", ["-1", "18446744073709551616"]),
        ("split-seed", ["x"]),
    ])
    func `A value out of range is refused with what is allowed`(option: String, values: [String]) throws {
        let setting = try #require(Setting.named(option))
        for value in values {
            let error = #expect(throws: SettingError.self) {
                try Configuration().changed(by: [Setting.Change(setting, to: value)])
            }
            #expect(error?.description == "--\(option) cannot be \(value); allowed is \(setting.allowed)")
        }
    }

    @Test func `A configuration made without text is held to the same ranges`() {
        #expect(error { $0.epochs = 0 } == Setting.epochs.error("0"))
        #expect(error { $0.batchSize = .max } == Setting.batchSize.error("9223372036854775807"))
        #expect(error { $0.learningRate = .nan } == Setting.learningRate.error("nan"))
        #expect(error { $0.validationFraction = 1 } == Setting.validationFraction.error("1"))
        #expect(
            error { $0.standardDeviation = -1.0 }
                == SettingError(option: "std", value: "-1", allowed: Setting.standardDeviation.allowed))
    }

    @Test func `The limits themselves are allowed`() throws {
        try Configuration().validate()
        try Configuration(
            seed: 0, splitSeed: 0, epochs: 1, batchSize: 1, learningRate: .leastNonzeroMagnitude, validationFraction: 0,
            pixelSize: 1
        ).validate()
        try Configuration(
            seed: .max, splitSeed: .max, epochs: 100_000, batchSize: 65_536, learningRate: 1_000,
            validationFraction: 0.999, pixelSize: 1_024, mean: -1e300,
            standardDeviation: ChannelValues([.leastNonzeroMagnitude])
        ).validate()
    }

    @Test func `Allowed values are said in words`() {
        #expect(Setting.epochs.allowed == "1 to 100,000")
        #expect(Setting.learningRate.allowed == "more than 0 and at most 1,000")
        #expect(Setting.validationFraction.allowed == "0 or more and less than 1")
    }

    @Test func `Every property of a configuration is one setting, under the key of the record`() throws {
        let properties = Mirror(reflecting: Configuration()).children.compactMap(\.label)
        #expect(Setting.all.map(\.field).sorted() == properties.sorted())
        #expect(Set(Setting.all.map(\.option)).count == Setting.all.count)
        for setting in Setting.all {
            let other = try other(than: setting.text(in: Configuration()), of: setting)
            let changed = try Configuration().changed(by: [Setting.Change(setting, to: other)])
            let keys = try zip(fields(of: Configuration()), fields(of: changed)).filter { $0.value != $1.value }
            // A recipe changes other settings too.
            #expect(
                setting.option == "recipe" ? keys.map(\.0.key).contains("recipe") : keys.map(\.0.key) == [setting.field]
            )
            #expect(setting.text(in: changed) == other)
        }
    }

    @Test func `The later of two changes wins, and what is not changed stays`() throws {
        let changes = [("epochs", "3"), ("mean", "0.5"), ("epochs", "4")]
        let configuration = try Configuration(seed: 7).changed(
            by: changes.compactMap { option, text in Setting.named(option).map { Setting.Change($0, to: text) } })
        #expect(configuration == Configuration(seed: 7, epochs: 4, mean: 0.5))
        #expect(Setting.named("no-such") == nil)
    }

    /// A value that the setting may have besides the given one.
    private func other(than text: String, of setting: Setting) throws -> String {
        try #require(
            ["17", "0.25", "true", "cosine", "fast", "sgd"].first { candidate in
                candidate != text
                    && (try? Configuration().changed(by: [Setting.Change(setting, to: candidate)])) != nil
            })
    }

    /// The configuration's JSON by key, in the order of keys.
    private func fields(of configuration: Configuration) throws -> [(key: String, value: String)] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json = try JSONSerialization.jsonObject(with: encoder.encode(configuration)) as? [String: Any]
        return try #require(json).map { (key: $0.key, value: "\($0.value)") }.sorted { $0.key < $1.key }
    }
}
