import RunRecords
import Training

/// How long a run still takes: the images that are left of each kind of pass, at the speed that pass had so far, and
/// the drawing at the end.
package struct TimeLeft {
    private enum Work { case training, evaluation }

    /// How many images each pass goes through.
    private let epochs: Int
    private let trainingImages: Int
    private let validationImages: Int
    private let testImages: Int
    private var finished: [Work: (images: Int, seconds: Double)] = [:]
    private var current: (work: Work, images: Int, seconds: Double)?

    package init(epochs: Int, dataset: DatasetIdentity) {
        self.epochs = epochs
        trainingImages = dataset.trainingImages
        validationImages = dataset.validationImages
        testImages = dataset.testImages
    }

    /// What an image costs to evaluate, in parts of what it costs to train on, until both were seen.
    private static let evaluationCost = 0.4
    /// Seconds for drawing and writing: sixteen figures and the report.
    private static let drawing = 1.0

    /// Notes how far a pass has come since it began.
    package mutating func note(_ pass: TrainingProgress.Pass, images: Int, seconds: Double) {
        current = (pass == .training ? .training : .evaluation, images, seconds)
    }

    /// Says that the pass that was noted last has ended.
    package mutating func endPass() {
        guard let pass = current else { return }
        finished[pass.work, default: (0, 0)].images += pass.images
        finished[pass.work, default: (0, 0)].seconds += pass.seconds
        current = nil
    }

    /// Seconds to the end of the run from this point of it; `nil` before any image is done.
    package func seconds(at progress: TrainingProgress) -> Double? {
        let (training, evaluation) = (secondsAnImage(.training), secondsAnImage(.evaluation))
        guard let train = training ?? evaluation.map({ $0 / Self.evaluationCost }) else { return nil }
        let evaluate = evaluation ?? train * Self.evaluationCost
        let rest = Double(progress.total - progress.completed)
        let test = Double(testImages) * evaluate + Self.drawing
        let validation = Double(validationImages) * evaluate
        let evaluations = Double(trainingImages) * evaluate + validation
        let later = Double(epochs - progress.epoch) * (Double(trainingImages) * train + evaluations) + test
        return switch progress.pass {
        case .training: rest * train + evaluations + later
        case .evaluatingTraining: rest * evaluate + validation + later
        case .evaluatingValidation: rest * evaluate + later
        case .testing: rest * evaluate + Self.drawing
        }
    }

    private func secondsAnImage(_ work: Work) -> Double? {
        var (images, seconds) = finished[work] ?? (0, 0)
        if let current, current.work == work {
            images += current.images
            seconds += current.seconds
        }
        return images > 0 && seconds > 0 ? seconds / Double(images) : nil
    }
}
