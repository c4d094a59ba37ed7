import NeuralNetworks
import RunRecords

/// Why a run cannot start, or cannot go on.
package enum TrainingError: Error, Equatable {
    case network(NetworkError)
    /// A setting outside the values that make sense.
    case setting(SettingError)
    /// No image would be left to train on.
    case noTrainingImages(images: Int, validationFraction: Double)
    /// The loss became infinite or not a number; epoch and batch are counted from 1.
    case lossNotFinite(loss: Float, epoch: Int, batch: Int, learningRate: Double)
    case parameters(SafetensorsError)
    /// A state to continue from is not one of the experiment's.
    case foreignState
}

extension TrainingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .network(let error): error.description
        case .setting(let error): error.description
        case .noTrainingImages(let images, let fraction):
            "no image is left to train on: of \(images) training images, a fraction of \(fraction) is set aside for validation"
        case .lossNotFinite(let loss, let epoch, let batch, let learningRate):
            """
            the training loss became \(loss.isNaN ? "not a number" : "infinite") in epoch \(epoch), batch \(batch); nothing \
            was written, try a learning rate smaller than \(learningRate)
            """
        case .parameters(let error): error.description
        case .foreignState: "the state to continue from is that of another training"
        }
    }
}
