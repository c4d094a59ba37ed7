import KernelContracts
import NeuralNetworks
import RunRecords

/// Counts how images are classified, in portions small enough to report progress.
package struct Evaluation {
    private let classifier: Classifier
    private let portion = 6_000

    package init(_ network: LeNet5, threads: Int, instructionSet: InstructionSet = .best) {
        classifier = Classifier(network, threads: threads, instructionSet: instructionSet)
    }

    /// - Parameters:
    ///   - positions: which images
    ///   - progress: called with the images done so far
    package func confusion(
        _ images: ByteImages, _ positions: [Int], _ parameters: Parameters, progress: (Int) -> Void = { _ in }
    ) -> ConfusionMatrix {
        var matrix = ConfusionMatrix(classes: classifier.network.classes)
        var done = 0
        while done < positions.count {
            let part = Array(positions[done..<min(done + portion, positions.count)])
            for (position, predicted) in zip(part, classifier.classify(images, part, parameters)) {
                matrix.record(actual: Int(images.labels[position]), predicted: Int(predicted))
            }
            done += part.count
            progress(done)
        }
        return matrix
    }

    /// Logits of each image, `[position][class]`.
    package func logits(_ images: ByteImages, _ positions: [Int], _ parameters: Parameters) -> [[Float]] {
        classifier.logits(images, positions, parameters)
    }

    /// Softmax probabilities of each image, `[position][class]`.
    package func probabilities(_ images: ByteImages, _ positions: [Int], _ parameters: Parameters) -> [[Float]] {
        classifier.probabilities(images, positions, parameters)
    }
}
