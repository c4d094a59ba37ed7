import KernelContracts

/// Times each kernel alone on one thread, on one group of sixteen images, and the processor's peak.
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
    private let network: Network
    private let model: ParameterMemory
    private let workspace: GroupWorkspace
    private let batch: BatchMemory
    private let images: ByteImages
    /// Groups of the batch for which gradients of linear layers are timed.
    private let groups = 4
    /// Samples of each measurement, and the least time of one, in seconds.
    private let samples = 25
    private let sampleTime = 0.004

    /// For values as they are in training.
    package init(_ instructionSet: InstructionSet, network: Network, parameters: Parameters, images: ByteImages) {
        kernels = instructionSet.kernels
        self.network = network
        self.images = images
        model = ParameterMemory(network, parameters, kernels)
        workspace = GroupWorkspace(model, kernels)
        batch = BatchMemory(network, groups: groups)
    }

    /// The most that some threads together can do, in billions of floating-point operations a second.
    package static func peakGigaflops(_ instructionSet: InstructionSet, threads: Int = 1) -> Double {
        let kernels = instructionSet.kernels
        let rounds = instructionSet == .baseline ? 20_000 : 200_000
        let operations = 2 * Double(kernels.fusedOperationsPerRound * rounds * threads)
        let pool = ThreadPool(count: threads)
        let clock = ContinuousClock()
        let times = (0..<24).map { _ in
            clock.measure {
                pool.perform(tasks: threads) { _, _ in
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
        workspace.gather(images, positions.span)
        workspace.forward()
        _ = workspace.loss(labels.span, scale: 1 / 64)
        for group in 0..<groups { workspace.backward(into: batch, group: group) }
        return [time("gather", 0) { workspace.gather(images, positions.span) }]
            + network.stages.indices.flatMap { index in
                network.stages[index].convolution == nil ? linearLayer(index) : convolution(index)
            }
            + [
                time("softmax and cross entropy", 0) { _ = workspace.loss(labels.span, scale: 1 / 64) },
                adam(),
            ]
    }

    private func convolution(_ index: Int) -> [Timing] {
        let stage = network.stages[index]
        let pooling = stage.convolution?.isPooled == true ? " + pool" : ""
        var timings = [
            time("\(stage.name) + ReLU\(pooling), forward", stage.multiplyAdds) { workspace.forward(index) },
            time("\(stage.name), rows", 0) { workspace.makeRows(index) },
            time("\(stage.name), weight gradient", stage.multiplyAdds) {
                workspace.weightGradient(index, into: batch.groupGradients(index, group: 0))
            },
        ]
        if index > 0 {
            timings.append(
                time("\(stage.name), input gradient", stage.multiplyAdds) { workspace.inputGradient(index) })
        }
        if stage.usesMinimalFiltering {
            timings.append(time("\(stage.name), transformed weights", 0) { model.transformWeights(index, kernels) })
        }
        return timings
    }

    private func linearLayer(_ index: Int) -> [Timing] {
        let stage = network.stages[index]
        let slices = batch.slices.filter { $0.stage == index }
        var timings = [
            time("\(stage.name), forward", stage.multiplyAdds) { workspace.forward(index) },
            time("\(stage.name), rows", 0) { workspace.keepRows(index, in: batch, group: 0) },
            time("\(stage.name), weight gradient", groups * stage.multiplyAdds) {
                for slice in slices { batch.computeGradients(slice, groups: groups, kernels) }
            },
        ]
        if index > 0 {
            timings.append(
                time("\(stage.name), input gradient", stage.multiplyAdds) { workspace.inputGradient(index) })
        }
        return timings
    }

    private func adam() -> Timing {
        let arena = Arena()
        defer { withExtendedLifetime(arena) {} }
        let moments = (0..<2).map { _ in Buffer<Float>(repeating: 0, count: network.parameterTable.count, in: arena) }
        return time("Adam, all parameters", 0) {
            var values = model.values.elements.mutableSpan
            var first = moments[0].elements.mutableSpan
            var second = moments[1].elements.mutableSpan
            kernels.update(
                Optimizer.adam.step(10, learningRate: 0, decays: false), gradients: batch.gradients.elements.span,
                parameters: &values, firstMoments: &first, secondMoments: &second)
        }
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
