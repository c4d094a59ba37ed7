import KernelContracts

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

    /// The logits of each image, `[position][class]`.
    package func logits(_ images: ByteImages, _ positions: [Int]) -> [[Float]] {
        collect(images, positions) { $0.logits }
    }

    /// The softmax probabilities of each image, `[position][class]`.
    package func probabilities(_ images: ByteImages, _ positions: [Int]) -> [[Float]] {
        collect(images, positions) { workspace in
            let anyLabel: [UInt8] = [0]
            _ = workspace.loss(anyLabel.span, scale: 0)
            return workspace.probabilities
        }
    }

    /// Values of each class, `[position][class]`, from those that `read` gets of a group that ran forward.
    private func collect(
        _ images: ByteImages, _ positions: [Int], _ read: @escaping @Sendable (GroupWorkspace) -> Buffer<Lanes>
    ) -> [[Float]] {
        let classes = network.classes
        let arena = Arena()
        defer { withExtendedLifetime(arena) {} }
        let values = Buffer<Float>(repeating: 0, count: positions.count * classes, in: arena)
        forEachGroup(images, positions) { workspace, members in
            let lanes = read(workspace).elements
            for (lane, index) in members.enumerated() {
                for label in 0..<classes { values.elements[index * classes + label] = lanes[label][lane] }
            }
        }
        return positions.indices.map { Array(values.elements[$0 * classes..<($0 + 1) * classes]) }
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
