import KernelContracts

/// Times each kernel alone on one thread, on one group of sixteen images of LeNet-5, and the processor's peak.
package struct KernelBenchmark {
    /// The time of one call.
    package struct Timing: Sendable {
        package let name: String
        /// Multiply-adds of one call, counted as the dense form needs them; 0 where the work is of another kind.
        package let multiplyAdds: Int
        /// The shortest and the median time of a call.
        package let best: Double
        package let median: Double

        /// Billions of floating-point operations a second at best, a multiply-add being two.
        package var gigaflops: Double { 2 * Double(multiplyAdds) / best / 1e9 }
    }

    private let kernels: any KernelSet
    private let network: LeNet5
    private let workspace: GroupWorkspace
    private let parameters: Buffer<Float>
    private let gradients: Buffer<Float>
    private let layers: LayerParameters
    private let images: ByteImages
    /// Samples of each measurement, and the least time of one, in seconds.
    private let samples = 25
    private let sampleTime = 0.004

    /// For values as they are in training.
    package init(_ instructionSet: InstructionSet, network: LeNet5, parameters: Parameters, images: ByteImages) {
        kernels = instructionSet.kernels
        self.network = network
        self.images = images
        workspace = GroupWorkspace(network)
        self.parameters = Buffer(repeating: 0, count: parameters.values.count)
        _ = self.parameters.elements.update(from: parameters.values)
        gradients = Buffer(repeating: 0, count: parameters.values.count)
        layers = LayerParameters(self.parameters, network, kernels)
    }

    /// The most that some threads together can do, in billions of floating-point operations a second.
    package static func peakGigaflops(_ instructionSet: InstructionSet, threads: Int = 1) -> Double {
        let kernels = instructionSet.kernels
        let rounds = instructionSet == .baseline ? 20_000 : 200_000
        let operations = 2 * Double(kernels.fusedOperationsPerRound * rounds * threads)
        let workers = Workers(count: threads)
        let clock = ContinuousClock()
        let times = (0..<24).map { _ in
            clock.measure {
                workers.perform(tasks: threads) { _, _ in
                    withExtendedLifetime(kernels.fusedMultiplyAdds(rounds: rounds)) {}
                }
            } / .seconds(1)
        }
        return operations / (times.min() ?? .infinity) / 1e9
    }

    /// Every kernel, in the order of a training step.
    package func run() -> [Timing] {
        let positions = Array(0..<Lanes.scalarCount)
        let labels = positions.map { images.labels[$0] }
        workspace.forward(images, positions.span, layers, kernels)
        _ = workspace.loss(labels.span, scale: 1 / 64, kernels)
        workspace.backward(layers, kernels)
        return [time("gather", 0) { workspace.gather(images, positions.span, kernels) }]
            + convolutions() + linearLayers() + updates()
    }

    private func convolutions() -> [Timing] {
        let (w, p) = (workspace, layers)
        let stages = [
            ("conv1", w.rows1, w.input, w.choice1, p.conv1, w.convolution1),
            ("conv2", w.rows2, w.pooled1, w.choice2, p.conv2, w.convolution2),
        ]
        return stages.flatMap { name, rows, input, choice, layer, forward in
            var timings = [
                time("\(name) + ReLU + pool, forward", rows.shape.multiplyAdds) { forward(layers, kernels) },
                time("\(name), rows", 0) {
                    rows.keep(input: input, choice: choice, kernels)
                    if name == "conv2" { rows.keep(gradient: w.pooled2Gradient, kernels) }
                },
                time("\(name), weight gradient", rows.shape.multiplyAdds) {
                    let range = layer.weightRange.lowerBound..<layer.biasRange.upperBound
                    rows.gradients(into: gradients[range], kernels)
                },
            ]
            if name == "conv2" {
                timings += [
                    time("\(name), input gradient", rows.shape.multiplyAdds) {
                        rows.inputGradient(weights: layer.weight, into: w.rows1.gradient, kernels)
                    },
                    time("\(name), kernels", 0) { layers.transformKernels(kernels) },
                ]
            }
            return timings
        }
    }

    private func linearLayers() -> [Timing] {
        let (w, p) = (workspace, layers)
        let stages = [
            ("linear1", network.linear1, w.pooled2, w.hidden1, w.pooled2Gradient, w.hidden1Gradient, p.linear1),
            ("linear2", network.linear2, w.hidden1, w.hidden2, w.hidden1Gradient, w.hidden2Gradient, p.linear2),
            ("linear3", network.linear3, w.hidden2, w.logits, w.hidden2Gradient, w.logitsGradient, p.linear3),
        ]
        return stages.flatMap { name, layer, input, output, inputGradient, outputGradient, parameters in
            let count = layer.inputs * layer.outputs
            let rows = LinearRows(layer, parameters, groups: 4)
            for group in 0..<4 { rows.keep(group, input: input, gradient: outputGradient, kernels) }
            return [
                time("\(name), forward", count) {
                    var lanes = output.elements.mutableSpan
                    kernels.linearForward(
                        input: input.elements.span, weights: parameters.weight.span, bias: parameters.bias.span,
                        relu: name != "linear3", output: &lanes)
                },
                time("\(name), input gradient", count) {
                    var lanes = inputGradient.elements.mutableSpan
                    kernels.linearInputGradient(
                        weights: parameters.weight.span, outputGradient: outputGradient.elements.span,
                        inputGradient: &lanes)
                },
                time("\(name), rows", 0) { rows.keep(0, input: input, gradient: outputGradient, kernels) },
                time("\(name), weight gradient", 4 * count) {
                    _ = rows.gradients(groups: 4, outputs: 0..<layer.outputs, into: gradients, kernels)
                },
            ]
        }
    }

    private func updates() -> [Timing] {
        let w = workspace
        let labels = [UInt8](repeating: 1, count: Lanes.scalarCount)
        let moments = (0..<2).map { _ in Buffer<Float>(repeating: 0, count: parameters.elements.count) }
        return [
            time("softmax and cross entropy", 0) { _ = w.loss(labels.span, scale: 1 / 64, kernels) },
            time("Adam, all parameters", 0) {
                var values = parameters.elements.mutableSpan
                var first = moments[0].elements.mutableSpan
                var second = moments[1].elements.mutableSpan
                kernels.adam(
                    AdamCoefficients(step: 10, learningRate: 0), gradients: gradients.elements.span,
                    parameters: &values,
                    firstMoments: &first, secondMoments: &second)
            },
        ]
    }

    /// Times calls in samples long enough for the clock. `multiplyAdds` is for one image.
    private func time(_ name: String, _ multiplyAdds: Int, _ body: () -> Void) -> Timing {
        let clock = ContinuousClock()
        body()
        let once = max(clock.measure(body) / .seconds(1), 1e-7)
        let calls = max(1, Int(sampleTime / once))
        var times = (0..<samples).map { _ in
            clock.measure { for _ in 0..<calls { body() } } / .seconds(1) / Double(calls)
        }
        times.sort()
        return Timing(
            name: name, multiplyAdds: multiplyAdds * Lanes.scalarCount, best: times[0], median: times[samples / 2])
    }
}
