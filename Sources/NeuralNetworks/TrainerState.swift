import KernelContracts

/// Where a training stands between two steps.
package struct TrainerState: Sendable, Equatable {
    /// In the order of the network's table.
    package var parameters: [Float]
    /// What the optimizer keeps for each parameter, `[moment][parameter]`.
    package var moments: [[Float]]
    package var stepsTaken: Int

    package init(parameters: [Float], moments: [[Float]], stepsTaken: Int) {
        (self.parameters, self.moments, self.stepsTaken) = (parameters, moments, stepsTaken)
    }

    /// Before the first step.
    package init(_ parameters: Parameters, _ optimizer: Optimizer) {
        let zeros = [Float](repeating: 0, count: parameters.values.count)
        self.init(
            parameters: parameters.values, moments: Array(repeating: zeros, count: optimizer.rule.moments),
            stepsTaken: 0)
    }

    /// Whether a training of this network with this optimizer can stand here.
    package func fits(_ network: Network, _ optimizer: Optimizer) -> Bool {
        let count = network.parameterTable.count
        return parameters.count == count && stepsTaken >= 0
            && moments.map(\.count) == Array(repeating: count, count: optimizer.rule.moments)
    }
}
