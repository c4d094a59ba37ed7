import KernelContracts
import NeuralNetworks
import Testing

/// Whether assertions of this build are checked; kernels must then check theirs, though they are optimized.
private var checksAssertions: Bool {
    var checks = false
    assert(
        {
            checks = true
            return true
        }())
    return checks
}

/// What stops a kernel that is given too little, in debug builds and under `make sanitize`.
@Suite(.enabled(if: checksAssertions))
struct KernelAssertionTests {
    @Test("A kernel that is given too few weights, values or rows stops")
    func tooLittle() async {
        await #expect(processExitsWith: .failure) {
            _ = InstructionSet.best.kernels.linear([Lanes(repeating: 1)], weights: [], bias: [0], relu: false)
        }
        await #expect(processExitsWith: .failure) {
            let shape = ConvolutionShape(inputChannels: 1, inputSide: 6, outputChannels: 1)
            let input = [Lanes](repeating: Lanes(repeating: 1), count: 35)
            let weights = [Float](repeating: 1, count: 25)
            _ = InstructionSet.best.kernels.convolution(shape, input: input, weights: weights, bias: [0])
        }
        await #expect(processExitsWith: .failure) {
            var weights: [Float] = [0]
            var biases: [Float] = [0]
            var weightGradient = weights.mutableSpan
            var biasGradient = biases.mutableSpan
            // Room for one row, but not for what may be read beyond it.
            let input = [Float](repeating: 1, count: Lanes.count * ImageRows.stride(1))
            let gradient = [Lanes(repeating: 1)]
            InstructionSet.best.kernels.linearWeightGradient(
                inputs: 1, input: input.span, outputGradient: gradient.span, outputCount: 1, outputs: 0..<1,
                weightGradient: &weightGradient, biasGradient: &biasGradient)
        }
    }

    @Test("A kernel that is given what it asks for goes on")
    func enough() async {
        await #expect(processExitsWith: .success) {
            let kernels = InstructionSet.best.kernels
            _ = kernels.linear([Lanes(repeating: 1)], weights: [1], bias: [0], relu: false)
            _ = kernels.linearWeightGradient(input: [[1]], outputGradient: [[1]], outputs: 0..<1)
        }
    }
}
