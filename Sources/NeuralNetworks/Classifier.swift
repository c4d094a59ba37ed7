import KernelContracts

/// What a network says of an image.
package struct Answer: Sendable, Equatable {
    /// The class of the largest logit, the first of equals.
    package let predicted: UInt8
    /// One for each class.
    package let logits: [Float]
    /// Softmax of the logits.
    package let probabilities: [Float]

    package init(predicted: UInt8, logits: [Float], probabilities: [Float]) {
        (self.predicted, self.logits, self.probabilities) = (predicted, logits, probabilities)
    }

    /// That of the predicted class; 0 where the logits are beyond the range of numbers.
    package var probability: Float {
        let probability = probabilities[Int(predicted)]
        return probability.isNaN ? 0 : probability
    }
}

/// Runs a network forward over any number of images, on all threads.
package final class Classifier: Sendable {
    private let network: Network
    private let kernels: any KernelSet
    private let pool: ThreadPool
    private let workspaces: [GroupWorkspace]

    package init(_ network: Network, _ parameters: Parameters, threads: Int, instructionSet: InstructionSet = .best) {
        self.network = network
        let kernels = instructionSet.kernels
        self.kernels = kernels
        pool = ThreadPool(count: threads)
        let model = ParameterMemory(network, parameters, kernels)
        workspaces = (0..<pool.count).map { _ in GroupWorkspace(model, kernels) }
    }

    /// The class of the largest logit of each image, the first of equals.
    ///
    /// - Parameter positions: which images, in any order
    package func classify(_ images: ByteImages, _ positions: [Int]) -> [UInt8] {
        let arena = Arena()
        defer { withExtendedLifetime(arena) {} }
        let classes = Buffer<UInt8>(repeating: 0, count: positions.count, in: arena)
        let kernels = kernels
        forEachGroup(images, positions) { workspace, members in
            let predicted = kernels.argmax(workspace.logits.elements.span)
            for (lane, index) in members.enumerated() {
                classes.elements[index] = UInt8(truncatingIfNeeded: predicted[lane])
            }
        }
        return Array(classes.elements)
    }

    /// All that the network says of each image, from one pass.
    package func answers(_ images: ByteImages, _ positions: [Int]) -> [Answer] {
        let (classes, kernels) = (network.classes, kernels)
        let arena = Arena()
        defer { withExtendedLifetime(arena) {} }
        let predicted = Buffer<UInt8>(repeating: 0, count: positions.count, in: arena)
        let logits = Buffer<Float>(repeating: 0, count: positions.count * classes, in: arena)
        let probabilities = Buffer<Float>(repeating: 0, count: positions.count * classes, in: arena)
        forEachGroup(images, positions) { workspace, members in
            let anyLabel: [UInt8] = [0]
            _ = workspace.loss(anyLabel.span, scale: 0)
            let largest = kernels.argmax(workspace.logits.elements.span)
            for (lane, index) in members.enumerated() {
                predicted.elements[index] = UInt8(truncatingIfNeeded: largest[lane])
                for label in 0..<classes {
                    logits.elements[index * classes + label] = workspace.logits.elements[label][lane]
                    probabilities.elements[index * classes + label] = workspace.probabilities.elements[label][lane]
                }
            }
        }
        return positions.indices.map { index in
            let values = index * classes..<(index + 1) * classes
            return Answer(
                predicted: predicted.elements[index], logits: Array(logits.elements[values]),
                probabilities: Array(probabilities.elements[values]))
        }
    }

    /// Runs each group of sixteen forward; `body` gets the workspace with its logits and the group's indices.
    private func forEachGroup(
        _ images: ByteImages, _ positions: [Int],
        _ body: @escaping @Sendable (GroupWorkspace, _ members: Range<Int>) -> Void
    ) {
        let workspaces = workspaces
        pool.perform(tasks: Lanes.groups(for: positions.count)) { group, worker in
            let members = group * Lanes.count..<min((group + 1) * Lanes.count, positions.count)
            workspaces[worker].gather(images, positions.span.extracting(members))
            workspaces[worker].forward()
            body(workspaces[worker], members)
        }
    }
}
