import KernelContracts

/// A line of the table that shows a network from image to logits.
package struct LayerDescription: Sendable, Equatable {
    package let name: String
    /// What the layer does, in words.
    package let operation: String
    /// Channels, rows and columns, or features alone.
    package let outputShape: [Int]
    /// Weights and biases.
    package var parameters = 0
    /// Weights times the outputs that each of them enters, for one image.
    package var multiplyAdds = 0
}

extension Network {
    /// All layers, those without parameters among them.
    package var layers: [LayerDescription] {
        var layers: [LayerDescription] = []
        for (index, stage) in stages.enumerated() {
            switch stage.operation {
            case .convolution(let shape):
                layers.append(
                    LayerDescription(
                        name: stage.name, operation: "convolution 5x5, ReLU",
                        outputShape: [shape.outputChannels, shape.outputSide, shape.outputSide],
                        parameters: stage.parameters.count,
                        multiplyAdds: shape.weightCount * shape.outputSide * shape.outputSide))
                guard shape.isPooled else { continue }
                layers.append(
                    LayerDescription(
                        name: "pool\(index + 1)", operation: "max pooling 2x2",
                        outputShape: [shape.outputChannels, shape.pooledSide, shape.pooledSide]))
            case .linear(let inputs, let outputs, let relu):
                if index > 0, stages[index - 1].convolution != nil {
                    layers.append(LayerDescription(name: "flatten", operation: "flatten", outputShape: [inputs]))
                }
                layers.append(
                    LayerDescription(
                        name: stage.name, operation: relu ? "linear, ReLU" : "linear", outputShape: [outputs],
                        parameters: stage.parameters.count, multiplyAdds: stage.multiplyAdds))
            }
        }
        return layers
    }
}

extension Network {
    /// Rows, and columns, of what the first convolution makes of an image before pooling.
    package var featureMapSide: Int { stages.first?.convolution?.outputSide ?? 0 }

    /// A channel after relu(conv1) for one image, `[row][column]`.
    package func featureMap(_ image: [Float], channel: Int, _ parameters: Parameters) -> [Float] {
        guard let stage = stages.first, let shape = stage.convolution else { return [] }
        let (side, width) = (ConvolutionShape.filterSide, shape.inputSide)
        let filterSize = shape.inputChannels * ConvolutionShape.taps
        let weights = parameters.values[stage.weights].dropFirst(channel * filterSize).prefix(filterSize)
        let bias = parameters.values[stage.biases.lowerBound + channel]
        var map: [Float] = []
        map.reserveCapacity(shape.outputSide * shape.outputSide)
        for row in 0..<shape.outputSide {
            for column in 0..<shape.outputSide {
                var sum = bias
                for (tap, weight) in weights.enumerated() {
                    let (inputChannel, u, v) = (tap / (side * side), tap / side % side, tap % side)
                    let pixel = (inputChannel * width + row + u) * width + column + v
                    sum = sum.addingProduct(weight, image[pixel])
                }
                map.append(sum < 0 ? 0 : sum)
            }
        }
        return map
    }
}
