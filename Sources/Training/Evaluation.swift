import KernelContracts
import NeuralNetworks
import RunRecords

/// Counts how images are classified, in portions small enough to report progress.
package struct Evaluation {
    private let network: Network
    private let threads: Int
    private let instructionSet: InstructionSet
    private let portion = 6_000

    package init(_ network: Network, threads: Int, instructionSet: InstructionSet = .best) {
        (self.network, self.threads, self.instructionSet) = (network, threads, instructionSet)
    }

    /// - Parameters:
    ///   - positions: which images
    ///   - progress: called with the images done so far
    package func confusion(
        _ images: ByteImages, _ positions: [Int], _ parameters: Parameters, progress: (Int) -> Void = { _ in }
    ) -> ConfusionMatrix {
        let classifier = classifier(parameters)
        var matrix = ConfusionMatrix(classes: network.classes)
        var done = 0
        while done < positions.count {
            let part = Array(positions[done..<min(done + portion, positions.count)])
            for (position, predicted) in zip(part, classifier.classify(images, part)) {
                matrix.record(actual: Int(images.labels[position]), predicted: Int(predicted))
            }
            done += part.count
            progress(done)
        }
        return matrix
    }

    /// Logits of each image, `[position][class]`.
    package func logits(_ images: ByteImages, _ positions: [Int], _ parameters: Parameters) -> [[Float]] {
        classifier(parameters).logits(images, positions)
    }

    /// Softmax probabilities of each image, `[position][class]`.
    package func probabilities(_ images: ByteImages, _ positions: [Int], _ parameters: Parameters) -> [[Float]] {
        classifier(parameters).probabilities(images, positions)
    }

    private func classifier(_ parameters: Parameters) -> Classifier {
        Classifier(network, parameters, threads: threads, instructionSet: instructionSet)
    }
}
