import KernelContracts
import NeuralNetworks
import Testing

/// The fused convolution, ReLU and pooling against the plain layers in `Double`.
struct ConvolutionKernelTests {
    /// LeNet-5's own, then odd sides of input and output, and channel counts that leave every remainder of a tile.
    static let pooled = [
        ConvolutionShape(inputChannels: 1, inputSide: 32, outputChannels: 6),
        ConvolutionShape(inputChannels: 6, inputSide: 14, outputChannels: 16),
        ConvolutionShape(inputChannels: 3, inputSide: 28, outputChannels: 6),
        ConvolutionShape(inputChannels: 1, inputSide: 17, outputChannels: 6),
        ConvolutionShape(inputChannels: 2, inputSide: 27, outputChannels: 5),
        ConvolutionShape(inputChannels: 1, inputSide: 30, outputChannels: 7),
        ConvolutionShape(inputChannels: 3, inputSide: 9, outputChannels: 1),
        ConvolutionShape(inputChannels: 2, inputSide: 6, outputChannels: 3),
        ConvolutionShape(inputChannels: 4, inputSide: 7, outputChannels: 23),
        // Outputs are marked in words of 64 positions, for 16 channels at once.
        ConvolutionShape(inputChannels: 1, inputSide: 20, outputChannels: 17),
    ]

    /// Without pooling: LeNet-5's third convolution in the paper, and others.
    static let unpooled = [
        ConvolutionShape(inputChannels: 16, inputSide: 5, outputChannels: 120, isPooled: false),
        ConvolutionShape(inputChannels: 1, inputSide: 13, outputChannels: 6, isPooled: false),
        ConvolutionShape(inputChannels: 3, inputSide: 10, outputChannels: 17, isPooled: false),
        ConvolutionShape(inputChannels: 5, inputSide: 6, outputChannels: 1, isPooled: false),
    ]

    static let shapes: [ConvolutionShape] = pooled + unpooled

    @Test("The shape knows its sizes, and pooling leaves out an odd last row and column")
    func sizes() {
        let shape = ConvolutionShape(inputChannels: 6, inputSide: 13, outputChannels: 16)
        #expect(shape.outputSide == 9)
        #expect(shape.pooledSide == 4)
        #expect(shape.inputCount == 1_014)
        #expect(shape.pooledCount == 256)
        #expect(shape.weightCount == 2_400)
        #expect(shape.multiplyAdds == 16 * 8 * 8 * 6 * 25)
    }

    @Test("The pooled output is that of convolution, pooling and ReLU", arguments: shapes)
    func forward(shape: ConvolutionShape) {
        let (input, weights, bias) = randomLayer(shape, seed: 1)
        let lanes = [0, 5, 15]
        let expected = lanes.map { plainForward(shape, input.image($0), weights, bias) }
        for set in InstructionSet.available {
            let pooled = set.kernels.convolution(shape, input: input, weights: weights, bias: bias).pooled
            for (lane, expected) in zip(lanes, expected) {
                expectClose(pooled.image(lane), expected, within: 1e-6, "\(set), lane \(lane)")
            }
        }
    }

    /// Small whole numbers make every sum exact, and equal values frequent.
    @Test("The choice is the first of the largest, and exact sums come out exactly", arguments: shapes)
    func choice(shape: ConvolutionShape) {
        var random = RandomValues(seed: 2)
        let input = (0..<shape.inputCount).map { _ in Lanes(random.integers(16, in: -1...1).map { Float($0) }) }
        let weights = random.integers(shape.weightCount, in: -1...1).map { Float($0) }
        let bias = random.integers(shape.outputChannels, in: -3...3).map { Float($0) }
        for set in InstructionSet.available {
            let found = set.kernels.convolution(shape, input: input, weights: weights, bias: bias)
            for lane in [0, 7, 15] {
                let image = input.image(lane)
                #expect(found.pooled.image(lane) == plainForward(shape, image, weights, bias), "\(set), lane \(lane)")
                #expect(found.choice.image(lane) == plainChoice(shape, image, weights, bias), "\(set), lane \(lane)")
            }
        }
    }

    /// Minimal filtering rounds otherwise than a sum does, so which of almost equal values is chosen is open.
    @Test("Minimal filtering gives the same pooled output, and chooses a largest", arguments: pooled)
    func winograd(shape: ConvolutionShape) {
        let tolerance = 3e-6
        let (input, weights, bias) = randomLayer(shape, seed: 5)
        let lanes = [0, 5, 15]
        let expected = lanes.map { convolved(shape, input.image($0), weights, bias) }
        for set in InstructionSet.available {
            let found = set.kernels.winograd(shape, input: input, weights: weights, bias: bias)
            for (lane, expected) in zip(lanes, expected) {
                let (pooled, choice) = (found.pooled.image(lane), found.choice.image(lane))
                expectClose(pooled, maxima(shape, expected), within: tolerance, "\(set), lane \(lane)")
                let chosen = chosenValues(shape, expected, choice)
                expectClose(pooled, chosen, within: tolerance, "value chosen, \(set), lane \(lane)")
                #expect(zip(pooled, choice).allSatisfy { ($0 > 0) == ($1 > 0) }, "\(set), lane \(lane)")
            }
        }
    }

    @Test("The gradients of weights and bias are summed over the sixteen images", arguments: shapes)
    func weightGradient(shape: ConvolutionShape) {
        var random = RandomValues(seed: 3)
        let input = random.lanes(shape.inputCount)
        let gradient = random.lanes(shape.pooledCount)
        let choice = randomChoice(shape, &random)
        var weights = [Double](repeating: 0, count: shape.weightCount)
        var bias = [Double](repeating: 0, count: shape.outputChannels)
        for lane in 0..<16 {
            let layer = Conv2D(shape)
            let plain = layer.backward(
                unpooled(shape, gradient.image(lane), choice.image(lane)), input: input.image(lane),
                weight: [Double](repeating: 0, count: shape.weightCount))
            for index in weights.indices { weights[index] += plain.weight[index] }
            for index in bias.indices { bias[index] += plain.bias[index] }
        }
        for set in InstructionSet.available {
            let found = set.kernels.convolutionWeightGradient(shape, input: input, gradient: gradient, choice: choice)
            expectClose(found.weights, weights, within: 2e-6, "\(set), weights")
            expectClose(found.bias, bias, within: 2e-6, "\(set), bias")
        }
    }

    @Test("The gradient of the input is that of convolution and pooling", arguments: shapes)
    func inputGradient(shape: ConvolutionShape) {
        var random = RandomValues(seed: 4)
        let weights = random.floats(shape.weightCount)
        let gradient = random.lanes(shape.pooledCount)
        let choice = randomChoice(shape, &random)
        let lanes = [0, 8, 15]
        let expected = lanes.map { lane in
            Conv2D(shape).backward(
                unpooled(shape, gradient.image(lane), choice.image(lane)),
                input: [Double](repeating: 0, count: shape.inputCount), weight: weights.map { Double($0) }
            ).input
        }
        for set in InstructionSet.available {
            let found = set.kernels.convolutionInputGradient(
                shape, weights: weights, gradient: gradient, choice: choice)
            for (lane, expected) in zip(lanes, expected) {
                expectClose(found.image(lane), expected, within: 1e-6, "\(set), lane \(lane)")
            }
        }
    }

    private func randomLayer(
        _ shape: ConvolutionShape, seed: UInt64
    ) -> (input: [Lanes], weights: [Float], bias: [Float]) {
        var random = RandomValues(seed: seed)
        return (random.lanes(shape.inputCount), random.floats(shape.weightCount), random.floats(shape.outputChannels))
    }

    // MARK: - The slow, obvious versions

    private func plainForward(
        _ shape: ConvolutionShape, _ image: [Double], _ weights: [Float], _ bias: [Float]
    ) -> [Double] {
        maxima(shape, convolved(shape, image, weights, bias))
    }

    private func maxima(_ shape: ConvolutionShape, _ values: [Double]) -> [Double] {
        ReLU().forward(shape.isPooled ? MaxPool2D(shape).forward(values) : values)
    }

    /// What each choice stands for; 0 where nothing was chosen, and not a number for a code that there is not.
    private func chosenValues(_ shape: ConvolutionShape, _ values: [Double], _ choice: [Int32]) -> [Double] {
        zip(pooledPositions(shape), choice).map { block, code in
            guard code != 0 else { return 0 }
            let place = Self.codes.first { $0.code == code }
            return place.map { values[block + $0.row * shape.outputSide + $0.column] } ?? .nan
        }
    }

    private func convolved(
        _ shape: ConvolutionShape, _ image: [Double], _ weights: [Float], _ bias: [Float]
    ) -> [Double] {
        Conv2D(shape).forward(image, weight: weights.map { Double($0) }, bias: bias.map { Double($0) })
    }

    /// Row and column within a block of what each code of a choice stands for.
    private static let codes: [(code: Int32, row: Int, column: Int)] = [(4, 0, 0), (5, 0, 1), (6, 1, 0), (7, 1, 1)]

    private func plainChoice(
        _ shape: ConvolutionShape, _ image: [Double], _ weights: [Float], _ bias: [Float]
    ) -> [Int32] {
        let values = convolved(shape, image, weights, bias)
        return pooledPositions(shape).map { block in
            let codes = shape.isPooled ? Self.codes : Array(Self.codes.prefix(1))
            let candidates = codes.map { values[block + $0.row * shape.outputSide + $0.column] }
            let largest = candidates.max() ?? 0
            let first = candidates.firstIndex(of: largest) ?? 0
            return largest > 0 ? Self.codes[first].code : 0
        }
    }

    /// Every second output chose nothing, and in one of them none did.
    private func randomChoice(_ shape: ConvolutionShape, _ random: inout RandomValues) -> [ChoiceLanes] {
        (0..<shape.pooledCount).map { index in
            let codes = random.integers(16, in: -4...3).map { $0 < 0 ? 0 : Self.codes[shape.isPooled ? $0 : 0].code }
            return index == 1 ? ChoiceLanes(repeating: 0) : ChoiceLanes(codes)
        }
    }

    /// The gradient of the convolution's output: that of the pooled output at the chosen places, else zero.
    private func unpooled(_ shape: ConvolutionShape, _ gradient: [Double], _ choice: [Int32]) -> [Double] {
        var output = [Double](repeating: 0, count: shape.outputChannels * shape.outputSide * shape.outputSide)
        for (index, block) in pooledPositions(shape).enumerated() {
            for code in Self.codes where code.code == choice[index] {
                output[block + code.row * shape.outputSide + code.column] = gradient[index]
            }
        }
        return output
    }

    /// Where the block of each pooled output starts in the output of the convolution.
    private func pooledPositions(_ shape: ConvolutionShape) -> [Int] {
        (0..<shape.outputChannels).flatMap { channel in
            (0..<shape.pooledSide).flatMap { row in
                (0..<shape.pooledSide).map { column in
                    (channel * shape.outputSide + shape.poolSide * row) * shape.outputSide + shape.poolSide * column
                }
            }
        }
    }
}
