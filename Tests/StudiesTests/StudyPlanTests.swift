import Foundation
import RunRecords
import Studies
import Testing

@Suite struct StudyPlanTests {
    @Test func `Each value is tried with each of the others and with each seed`() throws {
        let plan = try StudyPlan(
            base: [Setting.Change(.epochs, to: "5")], seeds: Seeds("2"),
            values: [VariedSetting("learning-rate=0.001,0.002"), VariedSetting("batch-size=32,64")])
        #expect(
            plan.variants.map(\.name) == [
                "learning-rate 0.001, batch-size 32", "learning-rate 0.001, batch-size 64",
                "learning-rate 0.002, batch-size 32", "learning-rate 0.002, batch-size 64",
            ])
        #expect(plan.variants.allSatisfy { $0.configuration.epochs == 5 })
        #expect(plan.runs.map(\.seed) == [42, 43, 42, 43, 42, 43, 42, 43])
        #expect(plan.runs.map(\.configuration.batchSize) == [32, 32, 64, 64, 32, 32, 64, 64])
        #expect(Set(plan.runs.map(\.configuration.splitSeed)) == [42])
    }

    @Test func `Without values to try there is one variant, named after its recipe`() throws {
        let plan = try StudyPlan(base: [Setting.Change(.recipe, to: "fast")], seeds: Seeds("1..3"))
        #expect(plan.variants.map(\.name) == ["fast"])
        #expect(plan.seeds == [1, 2, 3])
    }

    @Test func `A recipe that is varied comes before options that change it`() throws {
        let plan = try StudyPlan(
            base: [Setting.Change(.epochs, to: "3")], seeds: Seeds("1"), values: [VariedSetting("recipe=notebook,best")]
        )
        #expect(plan.variants.map(\.configuration.epochs) == [3, 3])
        #expect(plan.variants.map(\.configuration.isAugmented) == [false, true])
    }

    @Test func `Seeds are a number or a range`() throws {
        #expect(try Seeds("20") == .count(20))
        #expect(try Seeds("7..9") == .range(7...9))
        for text in ["", "0", "-1", "9..7", "1...3", "1..", "a", "1.5"] {
            #expect(throws: StudyError.seeds(text)) { try Seeds(text) }
        }
    }

    @Test(arguments: [
        ("learning-rat=1", StudyError.unknownSetting("learning-rat")), ("learning-rate", .noValues("learning-rate")),
        ("learning-rate=", .noValues("learning-rate=")), ("seed=1,2", .variedSeed),
        ("epochs=2,2", .sameSettings("epochs 2", "epochs 2")),
        ("epochs=0", .setting(SettingError(option: "epochs", value: "0", allowed: "1 to 100,000"))),
    ])
    func `What cannot be varied is named`(text: String, expected: StudyError) {
        #expect(throws: expected) {
            _ = try StudyPlan(base: [], seeds: Seeds("2"), values: [VariedSetting(text)])
        }
    }

    @Test func `Parts share out all runs, each once`() throws {
        let parts = try (1...3).map { try StudyPart("\($0)/3").share(of: Array(0..<10)) }
        #expect(parts == [[0, 3, 6, 9], [1, 4, 7], [2, 5, 8]])
        for text in ["", "0/3", "4/3", "1", "1/0", "a/b", "1/2/3"] {
            #expect(throws: StudyError.part(text)) { try StudyPart(text) }
        }
    }

    @Test func `A file describes the same`() throws {
        let text = """
            // Steps of three sizes.
            {
              seeds: "1..2",
              settings: { epochs: 5, schedule: "cosine" },
              vary: { "batch-size": [32], "learning-rate": [5e-4, 0.001] },
              variants: [{ name: "large steps", settings: { "learning-rate": 0.003 } }],
            }
            """
        let file = try StudyFile(Data(text.utf8), path: "study.json5")
        let plan = try StudyPlan(
            base: file.settings, seeds: file.seeds, values: file.varied, named: file.variants)
        #expect(
            plan.variants.map(\.name) == [
                "batch-size 32, learning-rate 0.0005", "batch-size 32, learning-rate 0.001", "large steps",
            ])
        #expect(plan.variants.map(\.configuration.learningRate) == [0.0005, 0.001, 0.003])
        #expect(plan.variants.map(\.configuration.epochs) == [5, 5, 5])
    }

    @Test(arguments: [
        ("{}", "it does not describe a study: 'seeds' is missing"),
        ("{seeds: [1]}", "it does not describe a study: 'seeds' is of another type"),
        ("{seeds: 2, vary: {colour: [1]}}", StudyError.unknownSetting("colour").description),
        ("{seeds: 2, vary: {epochs: []}}", StudyError.noValues("epochs").description),
        ("{seeds: 0}", StudyError.seeds("0").description),
    ])
    func `A file that does not is refused with its reason`(text: String, reason: String) {
        #expect(throws: StudyError.file(path: "study.json5", reason: reason)) {
            try StudyFile(Data(text.utf8), path: "study.json5")
        }
    }

    @Test func `The script for Slurm quotes what the shell would take apart`() {
        let script = SlurmScript(
            name: "mnist", tasks: 4, threads: 2, command: ["/opt/lenet", "study", "--runs", "/a b/it's"],
            directory: "/work place")
        #expect(script.text.contains("#SBATCH --array=1-4\n"))
        #expect(script.text.contains("cd '/work place' || exit 1\n"))
        #expect(
            script.text.contains(
                "exec /opt/lenet study --runs '/a b/it'\\''s' --quiet --threads 2 --part \"$SLURM_ARRAY_TASK_ID/4\"\n"))
    }
}
