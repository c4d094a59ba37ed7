import Foundation
import KernelContracts
import NeuralNetworks
import Testing

/// Adam against its formula in `Double` (Kingma and Ba 2015, algorithm 1, in PyTorch's form).
struct AdamKernelTests {
    static let sets = InstructionSet.available

    @Test("The coefficients are those of the formula at every step", arguments: [1, 2, 3, 10, 844, 8_440, 1_000_000])
    func coefficients(step: Int) {
        let next = Optimizer.adam.step(step, learningRate: 0.002, decays: true)
        guard case .adam(let found) = next else {
            Issue.record("\(next)")
            return
        }
        #expect(found.firstDecay == 0.1)
        #expect(found.secondKept == 0.999)
        #expect(found.secondAdded == 0.001)
        #expect(found.epsilon == 1e-8)
        expectClose([found.stepSize], [0.002 / (1 - pow(0.9, Double(step)))], within: 1e-7, "step size")
        expectClose([found.secondScale], [1 / (1 - pow(0.999, Double(step))).squareRoot()], within: 1e-7, "scale")
    }

    @Test("Many steps follow the formula, whatever the number of parameters", arguments: sets, Array(1...17) + [100])
    func formula(set: InstructionSet, count: Int) {
        var random = RandomValues(seed: 1)
        let start = random.floats(count)
        var state = OptimizedParameters(start)
        var plain = PlainAdam(start.map { Double($0) })
        for step in 1...20 {
            // Gradients of very different sizes, and now and then none at all.
            let size = [1, 1e-3, 0, 1e3, 1e-6][step % 5] as Float
            let gradients = random.floats(count, -size, size)
            state.update(
                Optimizer.adam.step(step, learningRate: 0.01, decays: false), gradients: gradients, set.kernels)
            plain.step(step, learningRate: 0.01, gradients: gradients.map { Double($0) })
            expectClose(state.parameters, plain.parameters, within: 1e-6, "parameters at step \(step)")
            expectClose(state.firstMoments, plain.firstMoments, within: 1e-6, "first moments")
            expectClose(state.secondMoments, plain.secondMoments, within: 2e-6, "second moments")
        }
    }

    @Test("The first step is the learning rate against the gradient's sign", arguments: sets)
    func firstStep(set: InstructionSet) {
        var state = OptimizedParameters([1, 1, 1])
        state.update(Optimizer.adam.step(1, learningRate: 0.125, decays: false), gradients: [5, -0.25, 0], set.kernels)
        expectClose(state.parameters, [0.875, 1.125, 1], within: 1e-6)
        #expect(state.parameters[2] == 1)
    }

    @Test("Parameters that never had a gradient stay as they are", arguments: sets)
    func zeroGradients(set: InstructionSet) {
        var random = RandomValues(seed: 2)
        let start = random.floats(37)
        var state = OptimizedParameters(start)
        for step in 1...5 {
            state.update(
                Optimizer.adam.step(step, learningRate: 1, decays: false),
                gradients: Array(repeating: 0, count: 37), set.kernels)
        }
        #expect(state == OptimizedParameters(start))
    }

    /// First moments lose a tenth a step, so they would be denormal from about step 830 on, and stay so: rounding
    /// stops them short of zero. Second moments, which lose a thousandth, start small here.
    @Test("No moment ever becomes a denormal number, and in the end none is left", arguments: sets)
    func denormals(set: InstructionSet) {
        let first: [Float] = [1, -1, 1e-3, -1e-12, 1e-20, -1e-29, 1e-31, -1e-37, 0x1p-130, -0x1p-149, 0, -0.0]
        var state = OptimizedParameters([Float](repeating: 0.5, count: 17))
        state.firstMoments = (0..<17).map { first[$0 % first.count] }
        state.secondMoments = (0..<17).map { [1e-29, 1e-31, 1e-37, 0x1p-130, 0x1p-149][$0 % 5] }
        let none = [Float](repeating: 0, count: 17)
        for step in 1...3_000 {
            state.update(
                Optimizer.adam.step(step, learningRate: 1e-3, decays: false), gradients: none, set.kernels)
            let moments = state.firstMoments + state.secondMoments
            guard moments.allSatisfy({ !$0.isSubnormal }) else {
                Issue.record("\(moments.filter(\.isSubnormal)) after step \(step)")
                return
            }
        }
        #expect(state.firstMoments.allSatisfy { $0 == 0 })
        #expect(state.secondMoments.allSatisfy { $0 == 0 })
        #expect(state.parameters.allSatisfy { $0.isFinite })
    }

    @Test("A gradient whose square is next to nothing still moves its parameter", arguments: sets)
    func smallGradients(set: InstructionSet) {
        var state = OptimizedParameters([0, 0, 1])
        state.update(
            Optimizer.adam.step(1, learningRate: 0.5, decays: false), gradients: [1e-14, 1e-25, 1e-25], set.kernels)
        // sqrt(v) is 1e-14 beside an epsilon of 1e-8: the step is a millionth of the learning rate.
        expectClose(state.parameters, [-0.5e-6, -0.5e-17, 1], within: 1e-13)
        expectClose([state.parameters[0]], [-0.5e-6], within: 2e-6)
    }
}

/// Adam's state in `Double`.
struct PlainAdam {
    private(set) var parameters: [Double]
    private(set) var firstMoments: [Double]
    private(set) var secondMoments: [Double]

    init(_ parameters: [Double]) {
        self.parameters = parameters
        firstMoments = Array(repeating: 0, count: parameters.count)
        secondMoments = firstMoments
    }

    mutating func step(_ step: Int, learningRate: Double, gradients: [Double]) {
        let (beta1, beta2, epsilon) = (0.9, 0.999, 1e-8)
        for index in parameters.indices {
            firstMoments[index] = beta1 * firstMoments[index] + (1 - beta1) * gradients[index]
            secondMoments[index] = beta2 * secondMoments[index] + (1 - beta2) * gradients[index] * gradients[index]
            let first = firstMoments[index] / (1 - pow(beta1, Double(step)))
            let second = secondMoments[index] / (1 - pow(beta2, Double(step)))
            parameters[index] -= learningRate * first / (second.squareRoot() + epsilon)
        }
    }
}
