import CommandLine
import Datasets
import Foundation
import RunRecords
import Testing
import Training

@Suite("lenet report --resume", .timeLimit(.minutes(5))) struct ResumeTests {
    private static let anew = "nothing to go on from, training starts anew: "
    private static let nothing = "\(anew)no training with these settings, this data and this program was saved"

    /// Trains on the tiny data set and saves as a run does; returns what `--resume` says and the state at the end.
    private func train(
        _ workplace: Workplace, epochs: Int, schedule: LearningRateSchedule = .constant, seed: UInt64 = 42,
        batchSize: Int = 16, name: String = "tiny", environment: [String: String]? = nil
    ) throws -> (notes: [String], state: TrainingState) {
        var configuration = Configuration(seed: seed, epochs: epochs, batchSize: batchSize)
        configuration.schedule = schedule
        let dataset = try Dataset.load(from: workplace.path("tiny"), DatasetReading(name: name))
        let experiment = try Experiment(dataset, configuration, threads: 1)
        let context = TestTerminal().context(environment: environment ?? ["HOME": workplace.url.path])
        var complaints: [String] = []
        let saved = SavedTraining(of: experiment, in: context) { complaints.append($0) }
        let (start, note) = saved.start()
        let state = try experiment.train(from: start, completed: { saved.save($0) })
        saved.finish()
        return ([note] + complaints, state)
    }

    private func saved(in workplace: Workplace) throws -> [String] {
        let folder = workplace.path(Workplace.cache + "/trainings").path
        return try FileManager.default.contentsOfDirectory(atPath: folder)
    }

    @Test("Killed in the middle, a training goes on to the same bytes") func killed() throws {
        let options = ["--epochs", "30", "--rotation", "9", "--warm-up", "0.2", "--schedule", "cosine"]
        let told = Workplace.reporting.filter { $0 != "--quiet" } + options
        let workplace = try Workplace()
        let (process, _, _) = try workplace.program.start(told, untilError: "epoch  3/30")
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try workplace.files().isEmpty)

        let resumed = try workplace.run(told + ["--resume"])
        try #require(resumed.status == 0, "\(resumed.error)")
        #expect(resumed.error.contains("\ngoing on after epoch "))
        #expect(!resumed.error.contains("epoch  1/30"))
        #expect(try saved(in: workplace) == ["finished.json"])

        let whole = try Workplace()
        #expect(try whole.run(Workplace.reporting + options).status == 0)
        #expect(try workplace.contents() == whole.contents())
    }

    @Test("A finished training goes on to more epochs, as if it had had them from the start") func moreEpochs() throws {
        let workplace = try Workplace()
        #expect(try train(workplace, epochs: 2).notes == [Self.nothing])
        let longer = try train(workplace, epochs: 5)
        #expect(longer.notes == ["going on after epoch 2 of 5"])
        #expect(try longer.state == train(Workplace(), epochs: 5).state)

        let again = try train(workplace, epochs: 5)
        #expect(again.notes == ["going on after epoch 5 of 5"] && again.state == longer.state)
        #expect(try train(workplace, epochs: 3).notes == ["\(Self.anew)the saved training has 5 epochs, more than 3"])
    }

    @Test("Where the learning rate depends on the number of epochs, a training starts anew and says why")
    func otherRates() throws {
        let workplace = try Workplace()
        _ = try train(workplace, epochs: 2, schedule: .cosine)
        #expect(
            try train(workplace, epochs: 4, schedule: .cosine).notes == [
                "\(Self.anew)the saved training, after epoch 2 of 2, has had other learning rates than one of 4 epochs"
            ])
        #expect(try train(workplace, epochs: 4, schedule: .cosine).notes == ["going on after epoch 4 of 4"])
    }

    @Test("A training with another setting or on other data is not continued") func otherTraining() throws {
        let workplace = try Workplace()
        _ = try train(workplace, epochs: 1)
        let held = try workplace.data(Workplace.cache + "/trainings/finished.json")
        func notes(_ body: () throws -> (notes: [String], state: TrainingState)) throws -> [String] {
            try workplace.write(held, to: Workplace.cache + "/trainings/finished.json")
            return try body().notes
        }
        #expect(try notes { try train(workplace, epochs: 2, seed: 7) } == [Self.nothing])
        #expect(try notes { try train(workplace, epochs: 2, batchSize: 8) } == [Self.nothing])
        #expect(try notes { try train(workplace, epochs: 2, name: "other") } == [Self.nothing])
        #expect(try notes { try train(workplace, epochs: 2) } == ["going on after epoch 1 of 2"])
    }

    @Test("A damaged state is not used") func damaged() throws {
        let workplace = try Workplace()
        _ = try train(workplace, epochs: 2)
        let name = Workplace.cache + "/trainings/finished.json"
        // A digit of a parameter's bytes.
        let text = try workplace.text(name)
        let start = try #require(text.range(of: #""parameters":""#)).upperBound
        let changed = text[start] == "A" ? "B" : "A"
        for damaged in [text.replacingCharacters(in: start...start, with: changed), String(text.prefix(1000)), ""] {
            try workplace.write(damaged, to: name)
            #expect(try train(workplace, epochs: 1).notes == ["\(Self.anew)\(workplace.path(name).path) is damaged"])
        }
    }

    @Test("Where no state can be written, the training goes on without") func noCache() throws {
        let workplace = try Workplace()
        try workplace.write("", to: ".cache")
        let notes = try train(workplace, epochs: 2).notes
        #expect(notes.count == 2)
        #expect(
            notes.last?.hasPrefix("--resume will not be able to go on from this training. Cannot write into ") == true)
        #expect(
            try train(workplace, epochs: 1, environment: [:]).notes == [
                "\(Self.anew)neither XDG_CACHE_HOME nor HOME names a folder where it could be"
            ])
    }

    @Test("At most sixteen trainings are kept") func tidying() throws {
        let workplace = try Workplace()
        for number in 0..<20 { try workplace.write("old", to: Workplace.cache + "/trainings/\(number).json") }
        _ = try train(workplace, epochs: 1)
        let left = try saved(in: workplace)
        #expect(left.count == 16 && left.contains("finished.json"))
    }
}
