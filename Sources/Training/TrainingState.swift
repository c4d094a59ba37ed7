import Foundation
import KernelContracts
import NeuralNetworks
import RandomStreams
import RunRecords

/// A training after any number of whole epochs, as one value. From here it continues to the same bits as if it had never
/// stopped, also after the value was encoded and decoded, and on any number of threads.
package struct TrainingState: Sendable, Equatable {
    /// Parameters, moments and steps taken.
    package var trainer: TrainerState
    /// The random stream of the orders of images.
    package var orders: EpochOrders
    /// The loss of every batch so far.
    package var losses: [Float] = []
    /// What came of each epoch so far.
    package var epochs: [EpochResult] = []

    /// Before the first epoch: parameters are drawn from the seed, then the orders continue the stream.
    package init(_ network: Network, _ optimizer: Optimizer, seed: UInt64) {
        var generator = TorchGenerator(seed: seed)
        let parameters = Parameters(table: network.parameterTable, generator: &generator)
        trainer = TrainerState(parameters, optimizer)
        orders = EpochOrders(generator: generator)
    }
}

extension Experiment {
    /// Whether a training of so many epochs, with the same settings otherwise, is at this state where this one would be: not
    /// beyond its end, and by the same learning rates.
    package func continues(_ state: TrainingState, of epochs: Int) -> Bool {
        func rates(epochs: Int) -> ArraySlice<Double> {
            configuration.learningRates(steps: epochs * batchesPerEpoch).prefix(state.losses.count)
        }
        return state.epochs.count <= configuration.epochs
            && rates(epochs: epochs) == rates(epochs: configuration.epochs)
    }
}

/// Numbers that must come back to the bit are encoded as their bytes, little-endian.
extension TrainingState: Codable {
    private enum CodingKeys: CodingKey {
        case parameters, moments, stepsTaken, orders, losses, epochs
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func floats(_ data: Data, _ key: CodingKeys) throws -> [Float] {
            guard data.count.isMultiple(of: 4) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: "\(data.count) bytes are not whole 32-bit numbers")
            }
            return data.withUnsafeBytes { bytes in
                stride(from: 0, to: bytes.count, by: 4).map { place in
                    Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
                }
            }
        }
        func decode(_ key: CodingKeys) throws -> [Float] { try floats(container.decode(Data.self, forKey: key), key) }
        trainer = TrainerState(
            parameters: try decode(.parameters),
            moments: try container.decode([Data].self, forKey: .moments).map { try floats($0, .moments) },
            stepsTaken: try container.decode(Int.self, forKey: .stepsTaken))
        orders = try container.decode(EpochOrders.self, forKey: .orders)
        losses = try decode(.losses)
        epochs = try container.decode([EpochResult].self, forKey: .epochs)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Data(littleEndian: trainer.parameters), forKey: .parameters)
        try container.encode(trainer.moments.map { Data(littleEndian: $0) }, forKey: .moments)
        try container.encode(trainer.stepsTaken, forKey: .stepsTaken)
        try container.encode(orders, forKey: .orders)
        try container.encode(Data(littleEndian: losses), forKey: .losses)
        try container.encode(epochs, forKey: .epochs)
    }
}
