import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct ReproductionSectionTests {
    private func section(_ record: RunRecord) -> String {
        Report(record: record, recordSHA256: "", illustrations: []).section("Reproduction")
    }

    @Test func `The command names every setting`() {
        #expect(
            section(.sample()).contains(
                "```sh\nlenet report --dataset mnist --seed 42 --split-seed 42"))
        for setting in Setting.all {
            let given = " --\(setting.option) \(setting.text(in: RunRecord.sample().configuration))"
            #expect(section(.sample()).contains(given))
        }
        #expect(section(.sample(kind: .synthetic)).contains("lenet report --dataset synthetic --seed"))
        #expect(
            section(.sample()).contains("`lenet render` draws") && section(.sample()).contains("`lenet check` proves"))
    }

    @Test func `Another run is named to the commands, quoted for the shell where it must be`() {
        var record = RunRecord.sample(kind: .files)
        #expect(section(record).contains("--data FOLDER --name letters --seed"))
        #expect(section(record).contains("`lenet render --name letters`"))
        #expect(section(record).contains("`--retrain --data FOLDER`") && section(.sample()).contains("`--retrain`"))
        #expect(section(record).contains("FOLDER is where the data are"))
        record.dataset.classNames = (0..<9).map { "letter \($0)" } + ["it's"]
        #expect(section(record).contains("--name letters --class-names 'letter 0,letter 1,"))
        record.dataset.classNames?[0] = "a,b"
        #expect(!section(record).contains("--class-names"))
        record.dataset.classNames = (1...10).map(String.init)
        #expect(!section(record).contains("--class-names"))
        record.dataset.name = "it's mine; rm"
        #expect(section(record).contains("--name 'it'\\''s mine; rm' --seed"))
    }
}
