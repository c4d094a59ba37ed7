import KernelContracts

/// Trains LeNet-5 by Adam, one mini-batch a call.
///
/// A step has two phases, each shared out among the threads. First groups of sixteen images run forward and backward,
/// which gives the gradients of the convolutions group by group and leaves the linear layers' activations as rows, one an
/// image. Then slices of the parameters gather their gradient over all groups or images, always in the same order, and
/// take their step of Adam. So neither the number of threads nor their timing can change a bit.
package final class Trainer {
    package let network: LeNet5
    private let table: ParameterTable
    private let kernels: any KernelSet
    private let workers: Workers
    private let workspaces: [GroupWorkspace]
    private let batchSize: Int

    private let parameterValues, gradients, firstMoments, secondMoments: Buffer<Float>
    private let layers: LayerParameters
    private var stepsTaken = 0

    /// Gradients of the convolutions, `[group][parameter]`.
    private let groupGradients: Buffer<Float>
    private let convolutionParameters: Int
    private let losses: Buffer<Lanes>
    private let rows: [LinearRows]
    /// The parts in which the linear layers' parameters are updated.
    private let slices: [(rows: LinearRows, outputs: Range<Int>)]

    /// - Parameters:
    ///   - parameters: where training starts
    ///   - batchSize: the most images of a mini-batch
    ///   - threads: at most so many threads work at once
    package init(
        _ network: LeNet5, parameters: Parameters, batchSize: Int, threads: Int,
        instructionSet: InstructionSet = .best
    ) {
        self.network = network
        self.batchSize = batchSize
        table = parameters.table
        kernels = instructionSet.kernels
        let groups = Lanes.groups(for: batchSize)
        workers = Workers(count: min(threads, max(groups, 16)))
        workspaces = (0..<workers.count).map { _ in GroupWorkspace(network) }

        parameterValues = Buffer(repeating: 0, count: table.count)
        _ = parameterValues.elements.update(from: parameters.values)
        gradients = Buffer(repeating: 0, count: table.count)
        firstMoments = Buffer(repeating: 0, count: table.count)
        secondMoments = Buffer(repeating: 0, count: table.count)
        layers = LayerParameters(parameterValues, network, kernels)

        convolutionParameters = layers.conv2.biasRange.upperBound
        groupGradients = Buffer(repeating: 0, count: groups * convolutionParameters)
        losses = Buffer(repeating: Lanes(repeating: 0), count: groups)
        rows = [
            LinearRows(network.linear1, layers.linear1, groups: groups),
            LinearRows(network.linear2, layers.linear2, groups: groups),
            LinearRows(network.linear3, layers.linear3, groups: groups),
        ]
        slices = rows.flatMap { rows in rows.slices.map { (rows, $0) } }
    }

    /// The parameters as they are now.
    package var parameters: Parameters { Parameters(table: table, values: Array(parameterValues.elements)) }

    /// The gradient of the last batch's loss with respect to each parameter.
    package var lastGradients: Parameters { Parameters(table: table, values: Array(gradients.elements)) }

    /// One step of Adam on a mini-batch.
    ///
    /// - Parameters:
    ///   - batch: positions of its images, from 1 to `batchSize` of them
    /// - Returns: the mean cross entropy in nats before the step.
    package func step(_ images: ByteImages, batch: ArraySlice<Int>, learningRate: Double) -> Float {
        precondition(1...batchSize ~= batch.count)
        let loss = computeGradients(images, batch)
        stepsTaken += 1
        update(AdamCoefficients(step: stepsTaken, learningRate: learningRate), images: batch.count)
        return loss
    }

    /// The first phase: forward and backward, a task for each group of sixteen images.
    private func computeGradients(_ images: ByteImages, _ batch: ArraySlice<Int>) -> Float {
        let positions = Array(batch)
        let groups = Lanes.groups(for: positions.count)
        let scale = 1 / Float(positions.count)
        let (kernels, workspaces, layers, losses) = (kernels, workspaces, layers, losses)
        let (rows, groupGradients, count) = (rows, groupGradients, convolutionParameters)
        workers.perform(tasks: groups) { group, worker in
            let workspace = workspaces[worker]
            let members = group * Lanes.count..<min((group + 1) * Lanes.count, positions.count)
            let labels = positions[members].map { images.labels[$0] }
            workspace.forward(images, positions.span.extracting(members), layers, kernels)
            losses.elements[group] = workspace.loss(labels.span, scale: scale, kernels)
            workspace.backward(layers, kernels)
            workspace.convolutionGradients(
                into: groupGradients[group * count..<(group + 1) * count], kernels)
            rows[0].keep(group, input: workspace.pooled2, gradient: workspace.hidden1Gradient, kernels)
            rows[1].keep(group, input: workspace.hidden1, gradient: workspace.hidden2Gradient, kernels)
            rows[2].keep(group, input: workspace.hidden2, gradient: workspace.logitsGradient, kernels)
        }
        var sum: Float = 0
        for group in 0..<groups {
            for lane in 0..<Lanes.count { sum += losses.elements[group][lane] }
        }
        return sum * scale
    }

    /// The second phase: gradients of all parameters over the whole batch, and Adam, a task for each slice.
    private func update(_ coefficients: AdamCoefficients, images: Int) {
        let groups = Lanes.groups(for: images)
        workers.perform(tasks: slices.count + 1) { [self] task, _ in
            if task < slices.count {
                let (rows, outputs) = slices[task]
                let (weights, biases) = rows.gradients(groups: groups, outputs: outputs, into: gradients, kernels)
                adam(coefficients, weights)
                adam(coefficients, biases)
            } else {
                sumGroupGradients(groups)
                adam(coefficients, 0..<convolutionParameters)
                layers.transformKernels(kernels)
            }
        }
    }

    private func sumGroupGradients(_ groups: Int) {
        for index in 0..<convolutionParameters {
            var sum = groupGradients.elements[index]
            for group in 1..<max(groups, 1) { sum += groupGradients.elements[group * convolutionParameters + index] }
            gradients.elements[index] = sum
        }
    }

    private func adam(_ coefficients: AdamCoefficients, _ range: Range<Int>) {
        var values = parameterValues[range].mutableSpan
        var first = firstMoments[range].mutableSpan
        var second = secondMoments[range].mutableSpan
        kernels.adam(
            coefficients, gradients: gradients[range].span, parameters: &values, firstMoments: &first,
            secondMoments: &second)
    }
}

extension Trainer: @unchecked Sendable {}
