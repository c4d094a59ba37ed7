import Foundation
import NeuralNetworks
import Testing
import Training

struct TrainingStateTests {
    private static func experiment(threads: Int, epochs: Int = 4, classes: Int = 3) throws -> Experiment {
        var configuration = ExperimentTests.configuration
        configuration.epochs = epochs
        return try Experiment(Patterns.dataset(classes: classes), configuration, threads: threads)
    }

    @Test("Saved after any epoch and continued, a training ends with the same bits", arguments: [1, 3], [1, 2, 3])
    func continuing(threads: Int, epoch: Int) throws {
        var saved: [Data] = []
        let end = try Self.experiment(threads: 2).train(completed: { state in
            if let data = try? JSONEncoder().encode(state) { saved.append(data) }
        })
        #expect(saved.count == 4)
        let state = try JSONDecoder().decode(TrainingState.self, from: saved[epoch - 1])
        #expect(state.epochs.count == epoch)
        #expect(try Self.experiment(threads: threads).train(from: state) == end)
    }

    @Test("A training that is complete stays as it is")
    func complete() throws {
        let experiment = try Self.experiment(threads: 1, epochs: 1)
        let end = try experiment.train()
        #expect(try experiment.train(from: end) == end)
    }

    @Test("A state of another training is refused")
    func foreign() throws {
        let state = try Self.experiment(threads: 1, epochs: 2).train()
        var shorter = state
        shorter.losses.removeLast()
        var behind = state
        behind.trainer.stepsTaken -= 1
        for wrong in [shorter, behind] {
            #expect(throws: TrainingError.foreignState) { try Self.experiment(threads: 1).train(from: wrong) }
        }
        #expect(throws: TrainingError.foreignState) { try Self.experiment(threads: 1, epochs: 1).train(from: state) }
        #expect(throws: TrainingError.foreignState) { try Self.experiment(threads: 1, classes: 2).train(from: state) }
        #expect(TrainingError.foreignState.description == "the state to continue from is that of another training")
    }

    @Test("Values that are not finite and zeros of either sign come back to the bit")
    func bits() throws {
        var state = TrainingState(try LeNet5.network(), .adam, seed: 1)
        state.losses = [.nan, -0.0, .infinity, .leastNonzeroMagnitude]
        let found = try JSONDecoder().decode(TrainingState.self, from: JSONEncoder().encode(state))
        #expect(found.losses.map(\.bitPattern) == state.losses.map(\.bitPattern))
        #expect(found.trainer == state.trainer)
        #expect(found.orders == state.orders)
    }

    @Test("Bytes that are no numbers, and a random stream that is none, cannot be decoded")
    func damaged() throws {
        let state = TrainingState(try LeNet5.network(), .adam, seed: 1)
        let text = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
        for (part, damage) in [(#""losses":"""#, #""losses":"AAA=""#), (#""position":"#, #""position":9"#)] {
            #expect(text.contains(part))
            let damaged = Data(text.replacing(part, with: damage).utf8)
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(TrainingState.self, from: damaged) }
        }
    }
}
