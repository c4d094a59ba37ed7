import KernelContracts

/// A layer with parameters and what follows it directly, as a list of layers names it.
package enum Layer: Sendable, Equatable {
    /// So many 5x5 filters, stride 1, no padding, ReLU and, where it is wanted, 2x2 max pooling.
    case convolution(channels: Int, maxPooling: Bool)
    /// Fully connected, with ReLU where it is wanted.
    case linear(outputs: Int, relu: Bool)
}

/// A layer at its place in a network, with its sizes.
package struct Stage: Sendable, Equatable {
    package enum Operation: Sendable, Equatable {
        case convolution(ConvolutionShape)
        /// y = W x + b, and max(0, y) with `relu`.
        case linear(inputs: Int, outputs: Int, relu: Bool)
    }

    /// PyTorch's name: `conv1`, `conv2`, ... or `linear1`, ...
    package let name: String
    package let operation: Operation
    /// Where weights and biases are among all parameters.
    package let weights, biases: Range<Int>
    /// Whether minimal filtering convolves (`Winograd.swift`): with pooling, and behind the first stage. That one sees the
    /// blank parts of images, which give equal values, of which pooling chooses the first; so it sums directly.
    package let usesMinimalFiltering: Bool

    /// Weights and biases together.
    package var parameters: Range<Int> { weights.lowerBound..<biases.upperBound }
    package var outputs: Int {
        switch operation {
        case .convolution(let shape): shape.pooledCount
        case .linear(_, let outputs, _): outputs
        }
    }
    /// Multiply-adds for one image going forward, without those whose outputs pooling leaves out.
    package var multiplyAdds: Int {
        switch operation {
        case .convolution(let shape): shape.multiplyAdds
        case .linear(let inputs, let outputs, _): inputs * outputs
        }
    }
    package var convolution: ConvolutionShape? {
        if case .convolution(let shape) = operation { shape } else { nil }
    }

    fileprivate var weightShape: [Int] {
        switch operation {
        case .convolution(let shape):
            [shape.outputChannels, shape.inputChannels, ConvolutionShape.filterSide, ConvolutionShape.filterSide]
        case .linear(let inputs, let outputs, _): [outputs, inputs]
        }
    }

    fileprivate init(_ name: String, _ operation: Operation, weights: Int, biases: Int, first: Int, isFirst: Bool) {
        (self.name, self.operation) = (name, operation)
        self.weights = first..<first + weights
        self.biases = first + weights..<first + weights + biases
        usesMinimalFiltering =
            if case .convolution(let shape) = operation { shape.isPooled && !isFirst } else { false }
    }
}

/// A network of convolutions and then linear layers for square images: its stages with all sizes, worked out from a list
/// of layers.
package struct Network: Sendable, Equatable {
    package let name: String
    /// Channels of an image: 1 if it is gray, 3 if it is colored.
    package let channels: Int
    /// Rows, and columns, of an image.
    package let pixelSize: Int
    package let stages: [Stage]
    package let parameterTable: ParameterTable

    /// - Parameter layers: at least one; convolutions come before linear layers, and a linear layer without ReLU is last
    package init(name: String, layers: [Layer], channels: Int, pixelSize: Int) throws(NetworkError) {
        (self.name, self.channels, self.pixelSize) = (name, channels, pixelSize)
        let smallest = Self.smallestPixelSize(of: layers)
        guard pixelSize >= smallest else {
            throw .imageTooSmall(pixelSize: pixelSize, smallest: smallest)
        }
        guard case .linear(let classes, relu: false) = layers.last else {
            preconditionFailure("a network ends in a linear layer without ReLU")
        }
        for (name, value, allowed) in [
            ("channels", channels, 1...256), ("pixels a side", pixelSize, smallest...1024),
            ("classes", classes, 1...256),
        ] where !allowed.contains(value) {
            throw .sizeOutOfRange(name: name, value: value, allowed: allowed)
        }

        var stages: [Stage] = []
        var (inputChannels, side, first) = (channels, pixelSize, 0)
        var (convolutions, linears) = (0, 0)
        for layer in layers {
            let stage: Stage
            switch layer {
            case .convolution(let outputChannels, let isPooled):
                precondition(linears == 0, "convolutions come before linear layers")
                convolutions += 1
                let shape = ConvolutionShape(
                    inputChannels: inputChannels, inputSide: side, outputChannels: outputChannels, isPooled: isPooled)
                stage = Stage(
                    "conv\(convolutions)", .convolution(shape), weights: shape.weightCount, biases: outputChannels,
                    first: first, isFirst: stages.isEmpty)
                (inputChannels, side) = (outputChannels, shape.pooledSide)
            case .linear(let outputs, let relu):
                linears += 1
                let inputs = inputChannels * side * side
                stage = Stage(
                    "linear\(linears)", .linear(inputs: inputs, outputs: outputs, relu: relu),
                    weights: inputs * outputs, biases: outputs, first: first, isFirst: stages.isEmpty)
                (inputChannels, side) = (outputs, 1)
            }
            first = stage.biases.upperBound
            stages.append(stage)
        }
        self.stages = stages
        parameterTable = ParameterTable(stages.map { ($0.name, $0.weightShape) })
    }

    /// The smallest side of an image that leaves one value a channel at the end of the convolutions.
    package static func smallestPixelSize(of layers: [Layer]) -> Int {
        layers.reversed().reduce(1) { side, layer in
            switch layer {
            case .convolution(_, let isPooled): side * (isPooled ? 2 : 1) + ConvolutionShape.filterSide - 1
            case .linear: side
            }
        }
    }

    package var classes: Int { stages.last?.outputs ?? 0 }
    /// Pixels of all channels of an image.
    package var inputCount: Int { channels * pixelSize * pixelSize }

    /// Multiply-adds for one image going forward.
    package var forwardMultiplyAdds: Int { stages.reduce(0) { $0 + $1.multiplyAdds } }
    /// Multiply-adds for one image going forward and back, where nothing needs the gradient of the image itself.
    package var trainingMultiplyAdds: Int { 3 * forwardMultiplyAdds - (stages.first?.multiplyAdds ?? 0) }
}
