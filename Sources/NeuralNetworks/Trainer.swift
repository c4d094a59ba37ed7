import KernelContracts

/// Trains a network by Adam, one mini-batch a call.
///
/// A step has two phases, each shared out among the threads. First groups of sixteen images run forward and backward,
/// which gives the gradients of the convolutions group by group and leaves the linear layers' activations as rows, one an
/// image. Then slices of the parameters gather their gradient over all groups or images, always in the same order, and
/// take their step of Adam. So neither the number of threads nor their timing can change a bit.
package final class Trainer {
    package let network: Network
    private let kernels: any KernelSet
    private let workers: Workers
    private let workspaces: [GroupWorkspace]
    private let batchSize: Int
    private let arena = Arena()

    private let model: ParameterMemory
    private let firstMoments, secondMoments: Buffer<Float>
    private var stepsTaken = 0
    private let batch: BatchMemory
    private let losses: Buffer<Lanes>

    /// - Parameters:
    ///   - parameters: where training starts
    ///   - batchSize: the most images of a mini-batch
    ///   - threads: at most so many threads work at once
    package init(
        _ network: Network, parameters: Parameters, batchSize: Int, threads: Int, instructionSet: InstructionSet = .best
    ) {
        self.network = network
        self.batchSize = batchSize
        let kernels = instructionSet.kernels
        self.kernels = kernels
        let groups = Lanes.groups(for: batchSize)
        workers = Workers(count: min(threads, max(groups, 16)))
        let model = ParameterMemory(network, parameters, kernels)
        self.model = model
        workspaces = (0..<workers.count).map { _ in GroupWorkspace(model, kernels) }
        firstMoments = Buffer(repeating: 0, count: parameters.values.count, in: arena)
        secondMoments = Buffer(repeating: 0, count: parameters.values.count, in: arena)
        batch = BatchMemory(network, groups: groups)
        losses = Buffer(repeating: Lanes(repeating: 0), count: groups, in: arena)
    }

    /// The parameters as they are now.
    package var parameters: Parameters {
        Parameters(table: network.parameterTable, values: Array(model.values.elements))
    }

    /// The gradient of the last batch's loss with respect to each parameter.
    package var lastGradients: Parameters {
        Parameters(table: network.parameterTable, values: Array(batch.gradients.elements))
    }

    /// One step of Adam on a mini-batch.
    ///
    /// - Parameters:
    ///   - positions: its images, from 1 to `batchSize` of them
    /// - Returns: the mean cross entropy in nats before the step.
    package func step(_ images: ByteImages, batch positions: ArraySlice<Int>, learningRate: Double) -> Float {
        precondition(1...batchSize ~= positions.count)
        let loss = forwardAndBackward(images, Array(positions))
        stepsTaken += 1
        update(
            AdamCoefficients(step: stepsTaken, learningRate: learningRate), groups: Lanes.groups(for: positions.count))
        return loss
    }

    /// The first phase: forward and backward, a task for each group of sixteen images.
    private func forwardAndBackward(_ images: ByteImages, _ positions: [Int]) -> Float {
        let groups = Lanes.groups(for: positions.count)
        let scale = 1 / Float(positions.count)
        let (workspaces, losses, batch) = (workspaces, losses, batch)
        workers.perform(tasks: groups) { group, worker in
            let workspace = workspaces[worker]
            let members = group * Lanes.count..<min((group + 1) * Lanes.count, positions.count)
            let labels = positions[members].map { images.labels[$0] }
            workspace.forward(images, positions.span.extracting(members))
            losses.elements[group] = workspace.loss(labels.span, scale: scale)
            workspace.backward(into: batch, group: group)
        }
        var sum: Float = 0
        for group in 0..<groups {
            for lane in 0..<Lanes.count { sum += losses.elements[group][lane] }
        }
        return sum * scale
    }

    /// The second phase: gradients of all parameters over the whole batch, and Adam, a task for each slice.
    private func update(_ coefficients: AdamCoefficients, groups: Int) {
        workers.perform(tasks: batch.slices.count) { [self] task, _ in
            let slice = batch.slices[task]
            batch.computeGradients(slice, groups: groups, kernels)
            adam(coefficients, slice.weights)
            adam(coefficients, slice.biases)
            model.transformWeights(slice.stage, kernels)
        }
    }

    private func adam(_ coefficients: AdamCoefficients, _ range: Range<Int>) {
        var values = model.values[range].mutableSpan
        var first = firstMoments[range].mutableSpan
        var second = secondMoments[range].mutableSpan
        kernels.adam(
            coefficients, gradients: batch.gradients[range].span, parameters: &values, firstMoments: &first,
            secondMoments: &second)
    }
}

extension Trainer: @unchecked Sendable {}
