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
        inPortions(positions, progress) { part in
            for (position, predicted) in zip(part, classifier.classify(images, part)) {
                matrix.record(actual: Int(images.labels[position]), predicted: Int(predicted))
            }
        }
        return matrix
    }

    /// What the network says of each image, in the order of `positions`.
    package func answers(
        _ images: ByteImages, _ positions: [Int], _ parameters: Parameters, progress: (Int) -> Void = { _ in }
    ) -> [Answer] {
        let classifier = classifier(parameters)
        var answers: [Answer] = []
        inPortions(positions, progress) { answers += classifier.answers(images, $0) }
        return answers
    }

    private func inPortions(_ positions: [Int], _ progress: (Int) -> Void, _ body: ([Int]) -> Void) {
        for first in stride(from: 0, to: positions.count, by: portion) {
            let end = min(first + portion, positions.count)
            body(Array(positions[first..<end]))
            progress(end)
        }
    }

    private func classifier(_ parameters: Parameters) -> Classifier {
        Classifier(network, parameters, threads: threads, instructionSet: instructionSet)
    }
}
