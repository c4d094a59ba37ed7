import KernelContracts

/// The parameters of a network where kernels read them, and once more as minimal filtering takes them.
final class ParameterMemory: Sendable {
    let network: Network
    private let arena = Arena()
    /// All parameters in the order of the network's table.
    let values: Buffer<Float>
    /// The weights of each stage that minimal filtering convolves, transformed; empty for the others. Whoever changes
    /// weights calls `transformWeights` before the next forward pass.
    let transformed: [Buffer<Float>]

    init(_ network: Network, _ parameters: Parameters, _ kernels: any KernelSet) {
        self.network = network
        values = Buffer(repeating: 0, count: parameters.values.count, in: arena)
        _ = values.elements.update(from: parameters.values)
        transformed = network.stages.map { [arena] stage in
            let count = stage.usesMinimalFiltering ? stage.convolution?.winogradWeightCount : nil
            return Buffer(repeating: 0, count: count ?? 0, in: arena)
        }
        for index in network.stages.indices { transformWeights(index, kernels) }
    }

    func weights(_ index: Int) -> UnsafeMutableBufferPointer<Float> { values[network.stages[index].weights] }
    func biases(_ index: Int) -> UnsafeMutableBufferPointer<Float> { values[network.stages[index].biases] }

    /// Brings the transformed weights of a stage up to date, where it has such.
    func transformWeights(_ index: Int, _ kernels: any KernelSet) {
        let stage = network.stages[index]
        guard stage.usesMinimalFiltering, let shape = stage.convolution else { return }
        transform(shape, weights(index), into: transformed[index].elements, kernels)
    }

    private func transform(
        _ shape: ConvolutionShape, _ weights: UnsafeMutableBufferPointer<Float>,
        into transformed: UnsafeMutableBufferPointer<Float>, _ kernels: any KernelSet
    ) {
        var result = transformed.mutableSpan
        kernels.winogradWeights(shape, weights: weights.span, into: &result)
    }
}
