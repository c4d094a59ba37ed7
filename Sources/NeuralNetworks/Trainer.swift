import KernelContracts

/// Trains a network, one mini-batch a call.
///
/// A step has two phases, each shared out among the threads. First groups of sixteen images run forward and backward,
/// which gives the gradients of the convolutions group by group and leaves the linear layers' activations as rows, one an
/// image. Then slices of the parameters gather their gradient over all groups or images, always in the same order, and
/// take the optimizer's step. So neither the number of threads nor their timing can change a bit.
package final class Trainer {
    package let network: Network
    private let optimizer: Optimizer
    private let augmenter: (any Augmenter)?
    private let kernels: any KernelSet
    private let pool: ThreadPool
    private let workspaces: [GroupWorkspace]
    private let batchSize: Int

    private let arena = Arena()
    private let model: ParameterMemory
    /// Two; one that the optimizer does not keep is empty.
    private let moments: [Buffer<Float>]
    private var stepsTaken: Int
    private let batch: BatchMemory
    private let losses: Buffer<Lanes>

    /// - Parameters:
    ///   - state: where training starts, or continues; it must fit the network and the optimizer
    ///   - augmenter: where images are changed before the network sees them
    ///   - batchSize: the most images of a mini-batch
    ///   - threads: at most so many threads work at once
    package init(
        _ network: Network, from state: TrainerState, optimizer: Optimizer = .adam,
        augmenter: (any Augmenter)? = nil, batchSize: Int, threads: Int, instructionSet: InstructionSet = .best
    ) {
        precondition(state.fits(network, optimizer))
        (self.network, self.optimizer, self.augmenter) = (network, optimizer, augmenter)
        self.batchSize = batchSize
        let kernels = instructionSet.kernels
        self.kernels = kernels
        let groups = Lanes.groups(for: batchSize)
        pool = ThreadPool(count: min(threads, max(groups, 16)))
        let model = ParameterMemory(
            network, Parameters(table: network.parameterTable, values: state.parameters), kernels)
        self.model = model
        workspaces = (0..<pool.count).map { _ in
            GroupWorkspace(model, kernels, augmenterScratch: augmenter?.scratchCount)
        }
        moments = (0..<2).map { [arena] moment in
            let values = moment < state.moments.count ? state.moments[moment] : []
            let buffer = Buffer<Float>(repeating: 0, count: values.count, in: arena)
            _ = buffer.elements.update(from: values)
            return buffer
        }
        stepsTaken = state.stepsTaken
        batch = BatchMemory(network, groups: groups)
        losses = Buffer(repeating: Lanes(repeating: 0), count: groups, in: arena)
    }

    /// The parameters as they are now.
    package var parameters: Parameters {
        Parameters(table: network.parameterTable, values: Array(model.values.elements))
    }

    /// Where the training stands now.
    package var state: TrainerState {
        TrainerState(
            parameters: Array(model.values.elements),
            moments: moments.prefix(optimizer.rule.moments).map { Array($0.elements) }, stepsTaken: stepsTaken)
    }

    /// The gradient of the last batch's loss with respect to each parameter.
    package var lastGradients: Parameters {
        Parameters(table: network.parameterTable, values: Array(batch.gradients.elements))
    }

    /// One step on a mini-batch.
    ///
    /// - Parameters:
    ///   - positions: its images, from 1 to `batchSize` of them
    ///   - epoch: from 1, for the augmenter
    /// - Returns: the mean cross entropy in nats before the step.
    package func step(
        _ images: ByteImages, batch positions: ArraySlice<Int>, epoch: Int = 1, learningRate: Double
    ) -> Float {
        precondition(1...batchSize ~= positions.count)
        let loss = forwardAndBackward(images, Array(positions), epoch)
        stepsTaken += 1
        update(
            weights: optimizer.step(stepsTaken, learningRate: learningRate, decays: true),
            biases: optimizer.step(stepsTaken, learningRate: learningRate, decays: false),
            groups: Lanes.groups(for: positions.count))
        return loss
    }

    /// The first phase: forward and backward, a task for each group of sixteen images.
    private func forwardAndBackward(_ images: ByteImages, _ positions: [Int], _ epoch: Int) -> Float {
        let groups = Lanes.groups(for: positions.count)
        let scale = 1 / Float(positions.count)
        let (workspaces, losses, batch, augmenter) = (workspaces, losses, batch, augmenter)
        pool.perform(tasks: groups) { group, worker in
            let workspace = workspaces[worker]
            let members = group * Lanes.count..<min((group + 1) * Lanes.count, positions.count)
            let labels = positions[members].map { images.labels[$0] }
            if let augmenter {
                workspace.gather(images, positions.span.extracting(members), augmenter, epoch: epoch)
            } else {
                workspace.gather(images, positions.span.extracting(members))
            }
            workspace.forward()
            losses.elements[group] = workspace.loss(labels.span, scale: scale)
            workspace.backward(into: batch, group: group)
        }
        var sum: Float = 0
        for group in 0..<groups {
            for lane in 0..<Lanes.count { sum += losses.elements[group][lane] }
        }
        return sum * scale
    }

    /// The second phase: gradients of all parameters over the whole batch, and the optimizer, a task for each slice.
    private func update(weights: OptimizerStep, biases: OptimizerStep, groups: Int) {
        pool.perform(tasks: batch.slices.count) { [self] task, _ in
            let slice = batch.slices[task]
            batch.computeGradients(slice, groups: groups, kernels)
            update(weights, slice.weights)
            update(biases, slice.biases)
            model.transformWeights(slice.stage, kernels)
        }
    }

    private func update(_ step: OptimizerStep, _ range: Range<Int>) {
        var values = model.values[range].mutableSpan
        var first = moments(0, range).mutableSpan
        var second = moments(1, range).mutableSpan
        kernels.update(
            step, gradients: batch.gradients[range].span, parameters: &values, firstMoments: &first,
            secondMoments: &second)
    }

    private func moments(_ index: Int, _ range: Range<Int>) -> UnsafeMutableBufferPointer<Float> {
        index < optimizer.rule.moments ? moments[index][range] : moments[index].elements
    }
}

extension Trainer: @unchecked Sendable {}
