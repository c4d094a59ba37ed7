import KernelContracts

/// What every group of a mini-batch leaves behind, and the gradients of all parameters that are made of it.
final class BatchMemory: Sendable {
    private let network: Network
    private let arena = Arena()
    private let stages: [StageMemory]
    /// With respect to all parameters, in the order of the network's table.
    let gradients: Buffer<Float>

    /// Parameters that one task updates: those of some outputs, or output channels, of a stage.
    struct Slice: Sendable {
        let stage: Int
        let outputs: Range<Int>
        /// Where they are among all parameters.
        let weights, biases: Range<Int>

        fileprivate init(_ index: Int, _ stage: Stage, _ outputs: Range<Int>) {
            (self.stage, self.outputs) = (index, outputs)
            let size = stage.weights.count / stage.biases.count
            let first = stage.weights.lowerBound
            weights = first + outputs.lowerBound * size..<first + outputs.upperBound * size
            biases = stage.biases.lowerBound + outputs.lowerBound..<stage.biases.lowerBound + outputs.upperBound
        }
    }

    /// Linear layers in parts of about 10,000 weights, enough of them to keep threads busy to the end, then convolutions.
    let slices: [Slice]

    init(_ network: Network, groups: Int) {
        self.network = network
        stages = network.stages.map { [arena] in StageMemory($0, groups: groups, arena) }
        gradients = Buffer(repeating: 0, count: network.parameterTable.count, in: arena)
        var (linear, convolutions): ([Slice], [Slice]) = ([], [])
        for (index, stage) in network.stages.enumerated() {
            switch stage.operation {
            case .convolution(let shape):
                convolutions.append(Slice(index, stage, 0..<shape.outputChannels))
            case .linear(let inputs, let outputs, _):
                let size = max(6, 10_000 / inputs / 6 * 6)
                linear += stride(from: 0, to: outputs, by: size).map { first in
                    Slice(index, stage, first..<min(first + size, outputs))
                }
            }
        }
        slices = linear + convolutions
    }

    /// The gradients of a convolution's weights and biases, one behind the other, that a group gives.
    func groupGradients(_ index: Int, group: Int) -> UnsafeMutableBufferPointer<Float> {
        let count = network.stages[index].parameters.count
        return stages[index].groupGradients[group * count..<(group + 1) * count]
    }

    /// The rows of a linear layer's inputs that a group fills.
    func inputRows(_ index: Int, group: Int) -> UnsafeMutableBufferPointer<Float> {
        let size = Lanes.count * ImageRows.stride(stages[index].inputs)
        return stages[index].inputRows[group * size..<(group + 1) * size]
    }

    /// The gradients of a linear layer's outputs that a group fills, `[outputs]`.
    func outputGradients(_ index: Int, group: Int) -> UnsafeMutableBufferPointer<Lanes> {
        let count = network.stages[index].outputs
        return stages[index].outputGradients[group * count..<(group + 1) * count]
    }

    /// Computes the gradients of a slice from the first groups.
    func computeGradients(_ slice: Slice, groups: Int, _ kernels: any KernelSet) {
        let stage = network.stages[slice.stage]
        switch stage.operation {
        case .convolution: stages[slice.stage].sumGroups(groups, into: gradients[stage.parameters])
        case .linear: stages[slice.stage].computeGradients(slice, groups: groups, into: gradients, kernels)
        }
    }
}

/// What all groups leave behind in one stage.
private struct StageMemory: Sendable {
    /// Of a convolution, `[group][parameter]`.
    let groupGradients: Buffer<Float>
    /// Of a linear layer, rows of `[input]`, one an image (`ImageRows`), and `[group][output]`.
    let inputRows: Buffer<Float>
    let outputGradients: Buffer<Lanes>
    /// Of a linear layer.
    private(set) var inputs = 0
    private(set) var outputs = 0

    init(_ stage: Stage, groups: Int, _ arena: Arena) {
        var (sums, rows, gradients) = (0, 0, 0)
        switch stage.operation {
        case .convolution: sums = groups * stage.parameters.count
        case .linear(let inputs, let outputs, _):
            rows = ImageRows.size(images: groups * Lanes.count, inputs)
            (self.inputs, self.outputs) = (inputs, outputs)
            gradients = groups * outputs
        }
        groupGradients = Buffer(repeating: 0, count: sums, in: arena)
        inputRows = Buffer(repeating: 0, count: rows, in: arena)
        outputGradients = Buffer(repeating: Lanes(repeating: 0), count: gradients, in: arena)
    }

    /// The sums of a convolution's gradients over the first groups.
    func sumGroups(_ groups: Int, into sums: UnsafeMutableBufferPointer<Float>) {
        for index in 0..<sums.count {
            var sum = groupGradients.elements[index]
            for group in 1..<max(groups, 1) { sum += groupGradients.elements[group * sums.count + index] }
            sums[index] = sum
        }
    }

    /// The gradients of some outputs' weights and biases over the first groups.
    func computeGradients(
        _ slice: BatchMemory.Slice, groups: Int, into gradients: Buffer<Float>, _ kernels: any KernelSet
    ) {
        var weights = gradients[slice.weights].mutableSpan
        var biases = gradients[slice.biases].mutableSpan
        kernels.linearWeightGradient(
            inputs: inputs, input: inputRows.elements.span,
            outputGradient: outputGradients[0..<groups * outputs].span, outputCount: outputs, outputs: slice.outputs,
            weightGradient: &weights, biasGradient: &biases)
    }
}
