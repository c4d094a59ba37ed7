// Every kernel on random values, in LeNet-5's sizes and in others that leave remainders.

func showStreams() {
    printHash("randperm") { hash in
        var generator = TorchGenerator(seed: 42)
        hash.add(generator.randomPermutation(60_000))
    }
    printHash("uniform") { hash in
        var generator = TorchGenerator(seed: 7)
        hash.add((0..<10_000).map { _ in generator.uniform(-0.2, 0.2) })
    }
    printHash("philox") { hash in
        var stream = ImageRandomStream(Philox4x32(seed: 42), epoch: 3, image: 12_345)
        for _ in 0..<1_000 {
            let block = stream.next()
            hash.add([block.x, block.y, block.z, block.w].map { Int32(bitPattern: $0) })
        }
    }
}

func showKernels(_ kernels: FusedKernels) {
    showConvolutions(kernels)
    showLinearLayers(kernels)
    showLoss(kernels)
    printHash("gather") { hash in
        var random = RandomValues(seed: 1)
        let (pixels, table) = (random.bytes(40 * 1_024), random.floats(256))
        let images = (0..<13).map { $0 * 3 }
        hash.add(kernels.gather(pixels, images: images, table: table, pixelCount: 1_024))
    }
    printHash("transpose") { hash in
        var random = RandomValues(seed: 2)
        hash.add(kernels.transpose(random.lanes(6 * 196), channels: 6))
        let choices = random.integers(16 * 25, in: 0...7).map { ChoiceLanes(repeating: Int32($0)) }
        hash.add(kernels.transpose(choices, channels: 16))
    }
    printHash("reluGradient") { hash in
        var random = RandomValues(seed: 3)
        hash.add(kernels.reluGradient(activation: random.lanes(84), gradient: random.lanes(84)))
    }
    showOptimizer("adam", Optimizer(.adam, weightDecay: 0.05), kernels)
    showOptimizer("sgd", Optimizer(.sgd, weightDecay: 0.05), kernels)
}

private func showOptimizer(_ name: StaticString, _ optimizer: Optimizer, _ kernels: FusedKernels) {
    printHash(name) { hash in
        var random = RandomValues(seed: 4)
        var state = OptimizedParameters(random.floats(1_003), optimizer)
        for number in 1...10 {
            let step = optimizer.step(number, learningRate: 0.001, decays: true)
            state.update(step, gradients: random.floats(1_003, -0.01, 0.01), kernels)
        }
        hash.add(state.parameters)
        hash.add(state.firstMoments)
        hash.add(state.secondMoments)
    }
}

private func showConvolutions(_ kernels: FusedKernels) {
    let shapes = [
        ConvolutionShape(inputChannels: 1, inputSide: 32, outputChannels: 6),
        ConvolutionShape(inputChannels: 6, inputSide: 14, outputChannels: 16),
        ConvolutionShape(inputChannels: 3, inputSide: 13, outputChannels: 7),
        ConvolutionShape(inputChannels: 2, inputSide: 9, outputChannels: 5, isPooled: false),
    ]
    var random = RandomValues(seed: 5)
    for shape in shapes {
        let (input, weights) = (random.lanes(shape.inputCount), random.floats(shape.weightCount))
        let (bias, gradient) = (random.floats(shape.outputChannels), random.lanes(shape.pooledCount))
        let forward = kernels.convolution(shape, input: input, weights: weights, bias: bias)
        printHash("convolutionForward") { hash in
            hash.add(forward.pooled)
            hash.add(forward.choice)
        }
        printHash("convolutionWeightGradient") { hash in
            let found = kernels.convolutionWeightGradient(
                shape, input: input, gradient: gradient, choice: forward.choice)
            hash.add(found.weights)
            hash.add(found.bias)
        }
        printHash("convolutionInputGradient") { hash in
            hash.add(
                kernels.convolutionInputGradient(shape, weights: weights, gradient: gradient, choice: forward.choice))
        }
        guard shape.isPooled else { continue }
        printHash("winogradForward") { hash in
            let found = kernels.winograd(shape, input: input, weights: weights, bias: bias)
            hash.add(found.pooled)
            hash.add(found.choice)
        }
    }
}

private func showLinearLayers(_ kernels: FusedKernels) {
    var random = RandomValues(seed: 6)
    for (inputs, outputs) in [(400, 120), (120, 84), (84, 10), (33, 39), (1, 1)] {
        let (input, weights) = (random.lanes(inputs), random.floats(inputs * outputs))
        let (bias, gradient) = (random.floats(outputs), random.lanes(outputs))
        let rows = (0..<23).map { _ in random.floats(inputs) }
        let gradientRows = (0..<23).map { _ in random.floats(outputs) }
        printHash("linearForward") { hash in
            hash.add(kernels.linear(input, weights: weights, bias: bias, relu: false))
            hash.add(kernels.linear(input, weights: weights, bias: bias, relu: true))
        }
        printHash("linearInputGradient") { hash in
            hash.add(kernels.linearInputGradient(weights: weights, outputGradient: gradient, inputs: inputs))
        }
        printHash("linearWeightGradient") { hash in
            let found = kernels.linearWeightGradient(
                input: rows, outputGradient: gradientRows, outputs: 0..<outputs)
            hash.add(found.weights)
            hash.add(found.bias)
        }
    }
}

private func showLoss(_ kernels: FusedKernels) {
    var random = RandomValues(seed: 7)
    for classes in [2, 10, 47] {
        let logits = random.lanes(classes, -40, 40)
        let labels = random.integers(13, in: 0...classes - 1).map { UInt8($0) }
        printHash("softmaxCrossEntropy") { hash in
            let found = kernels.softmaxCrossEntropy(logits, labels: labels, scale: 1 / 13)
            hash.add([found.loss])
            hash.add(found.probabilities)
            hash.add(found.gradient)
        }
        printHash("argmax") { hash in hash.add(kernels.argmax(logits)) }
    }
}
