import Foundation
import NeuralNetworks
import RunRecords

extension Experiment {
    /// Trains and tests once, as `run` does, for a study, which keeps little of each run.
    ///
    /// - Parameter hash: SHA-256 in lowercase hexadecimal
    package func outcome(
        hash: (Data) -> String, progress: (TrainingProgress) -> Void
    ) throws(TrainingError) -> RunOutcome {
        let end: TrainingState
        do throws(TrainingError) {
            end = try train(progress)
        } catch .lossNotFinite(_, let epoch, let batch, _) {
            return .diverged(epoch: epoch, batch: batch)
        }
        let parameters = Parameters(table: network.parameterTable, values: end.trainer.parameters)
        do throws(SafetensorsError) {
            return .finished(
                summary: RunSummary(
                    test(parameters), epochLosses: epochLosses(end.losses), epochs: end.epochs,
                    parametersSHA256: hash(try Safetensors.encode(parameters))))
        } catch {
            throw .parameters(error)
        }
    }

    private func epochLosses(_ losses: [Float]) -> [Double] {
        let batches = max(losses.count / max(configuration.epochs, 1), 1)
        return stride(from: 0, to: losses.count, by: batches).map { start in
            let epoch = losses[start..<min(start + batches, losses.count)]
            return epoch.reduce(0.0) { $0 + Double($1) } / Double(epoch.count)
        }
    }
}
