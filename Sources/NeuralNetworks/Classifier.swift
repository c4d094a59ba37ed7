import KernelContracts

/// Runs LeNet-5 forward over any number of images, on all threads.
package final class Classifier: Sendable {
    package let network: LeNet5
    private let kernels: any KernelSet
    private let workers: Workers
    private let workspaces: [GroupWorkspace]

    package init(_ network: LeNet5, threads: Int, instructionSet: InstructionSet = .best) {
        self.network = network
        kernels = instructionSet.kernels
        workers = Workers(count: threads)
        workspaces = (0..<workers.count).map { _ in GroupWorkspace(network) }
    }

    /// The class of the largest logit of each image, the first of equals.
    ///
    /// - Parameter positions: which images, in any order
    package func classify(_ images: ByteImages, _ positions: [Int], _ parameters: Parameters) -> [UInt8] {
        let classes = Buffer<UInt8>(repeating: 0, count: positions.count)
        let kernels = kernels
        forEachGroup(images, positions, parameters) { workspace, members in
            let predicted = kernels.argmax(workspace.logits.elements.span)
            for (lane, index) in members.enumerated() {
                classes.elements[index] = UInt8(truncatingIfNeeded: predicted[lane])
            }
        }
        return Array(classes.elements)
    }

    /// The logits of each image, `[position][class]`.
    package func logits(_ images: ByteImages, _ positions: [Int], _ parameters: Parameters) -> [[Float]] {
        collect(images, positions, parameters) { workspace, lane in workspace.logits.elements.map { $0[lane] } }
    }

    /// The softmax probabilities of each image, `[position][class]`.
    package func probabilities(_ images: ByteImages, _ positions: [Int], _ parameters: Parameters) -> [[Float]] {
        let kernels = kernels
        return collect(images, positions, parameters) { workspace, lane in
            if lane == 0 {
                let anyLabel: [UInt8] = [0]
                _ = workspace.loss(anyLabel.span, scale: 0, kernels)
            }
            return workspace.probabilities.elements.map { $0[lane] }
        }
    }

    private func collect(
        _ images: ByteImages, _ positions: [Int], _ parameters: Parameters,
        _ read: @escaping @Sendable (GroupWorkspace, _ lane: Int) -> [Float]
    ) -> [[Float]] {
        let classes = network.classes
        let values = Buffer<Float>(repeating: 0, count: positions.count * classes)
        forEachGroup(images, positions, parameters) { workspace, members in
            for (lane, index) in members.enumerated() {
                for (label, value) in read(workspace, lane).enumerated() {
                    values.elements[index * classes + label] = value
                }
            }
        }
        return positions.indices.map { Array(values.elements[$0 * classes..<($0 + 1) * classes]) }
    }

    /// Runs each group of sixteen forward; `body` gets the workspace with its logits and the group's indices.
    private func forEachGroup(
        _ images: ByteImages, _ positions: [Int], _ parameters: Parameters,
        _ body: @escaping @Sendable (GroupWorkspace, _ members: Range<Int>) -> Void
    ) {
        let values = Buffer<Float>(repeating: 0, count: parameters.values.count)
        _ = values.elements.update(from: parameters.values)
        let layers = LayerParameters(values, network, kernels)
        let (kernels, workspaces) = (kernels, workspaces)
        workers.perform(tasks: Lanes.groups(for: positions.count)) { group, worker in
            let members = group * Lanes.count..<min((group + 1) * Lanes.count, positions.count)
            workspaces[worker].forward(images, positions.span.extracting(members), layers, kernels)
            body(workspaces[worker], members)
        }
    }
}
