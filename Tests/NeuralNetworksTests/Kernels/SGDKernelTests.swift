import KernelContracts
import NeuralNetworks
import Testing

/// SGD with momentum against its formula in `Double`, in the form of PyTorch's `torch.optim.SGD`.
struct SGDKernelTests {
    static let sets = InstructionSet.available

    @Test("Many steps follow the formula, whatever the number of parameters", arguments: sets, Array(1...17) + [100])
    func formula(set: InstructionSet, count: Int) {
        var random = RandomValues(seed: 1)
        let start = random.floats(count)
        let optimizer = Optimizer(.sgd, weightDecay: 0.1)
        var state = OptimizedParameters(start, optimizer)
        var parameters = start.map { Double($0) }
        var velocities = [Double](repeating: 0, count: count)
        for step in 1...20 {
            let gradients = random.floats(count)
            state.update(optimizer.step(step, learningRate: 0.01, decays: true), gradients: gradients, set.kernels)
            for index in 0..<count {
                velocities[index] = 0.9 * velocities[index] + Double(gradients[index])
                parameters[index] = (1 - 0.01 * 0.1) * parameters[index] - 0.01 * velocities[index]
            }
            expectClose(state.parameters, parameters, within: 1e-6, "parameters at step \(step)")
            expectClose(state.firstMoments, velocities, within: 1e-6, "velocities at step \(step)")
        }
        #expect(state.secondMoments.isEmpty)
    }

    /// From `torch.optim.SGD([p], lr=0.5, momentum=0.9)` with p = 1 and gradients 1, 0, -2.
    @Test("Velocity outlasts its gradient", arguments: sets)
    func momentum(set: InstructionSet) {
        let optimizer = Optimizer(.sgd)
        var state = OptimizedParameters([1], optimizer)
        let found = [1 as Float, 0, -2].enumerated().map { step, gradient in
            state.update(
                optimizer.step(step + 1, learningRate: 0.5, decays: true), gradients: [gradient], set.kernels)
            return state.parameters[0]
        }
        expectClose(found, [0.5, 0.05, 0.645], within: 1e-6)
    }

    @Test("No velocity ever becomes a denormal number, and in the end none is left", arguments: sets)
    func denormals(set: InstructionSet) {
        let optimizer = Optimizer(.sgd)
        var state = OptimizedParameters([Float](repeating: 0.5, count: 17), optimizer)
        state.firstMoments = (0..<17).map { [1, -1, 1e-20, -1e-31, 0x1p-149][$0 % 5] }
        for step in 1...1_000 {
            state.update(
                optimizer.step(step, learningRate: 1e-3, decays: true), gradients: Array(repeating: 0, count: 17),
                set.kernels)
            guard state.firstMoments.allSatisfy({ !$0.isSubnormal }) else {
                Issue.record("\(state.firstMoments) after step \(step)")
                return
            }
        }
        #expect(state.firstMoments.allSatisfy { $0 == 0 })
    }
}
