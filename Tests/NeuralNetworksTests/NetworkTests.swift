import NeuralNetworks
import RandomStreams
import Testing

/// What follows from a list of layers, whatever they are.
struct NetworkTests {
    static let layers: [Layer] = [
        .convolution(channels: 4, maxPooling: true), .convolution(channels: 8, maxPooling: false),
        .linear(outputs: 7, relu: true), .linear(outputs: 3, relu: false),
    ]

    static func network(pixelSize: Int = 20) throws(NetworkError) -> Network {
        try Network(name: "test", layers: layers, channels: 2, pixelSize: pixelSize)
    }

    @Test("Parameters lie one behind the other, each layer's weights before its biases")
    func parameterTable() throws {
        let network = try Self.network()
        var end = 0
        for entry in network.parameterTable.entries {
            #expect(entry.range == end..<end + entry.shape.reduce(1, *))
            end = entry.range.upperBound
        }
        #expect(network.parameterTable.count == end)
        #expect(network.parameterTable.entries.map(\.name).prefix(3) == ["conv1.weight", "conv1.bias", "conv2.weight"])
        #expect(network.stages.map(\.name) == ["conv1", "conv2", "linear1", "linear2"])
        for stage in network.stages {
            #expect(network.parameterTable[stage.name + ".weight"]?.range == stage.weights)
            #expect(network.parameterTable[stage.name + ".bias"]?.range == stage.biases)
        }
        #expect(network.parameterTable["linear3.bias"] == nil)
    }

    @Test("The table of layers shows poolings where there are any, and where features are flattened")
    func layerTable() throws {
        let layers = try Self.network().layers
        #expect(layers.map(\.name) == ["conv1", "pool1", "conv2", "flatten", "linear1", "linear2"])
        #expect(layers.map(\.outputShape) == [[4, 16, 16], [4, 8, 8], [8, 4, 4], [128], [7], [3]])
        #expect(layers.map(\.parameters) == [204, 0, 808, 0, 903, 24])
        #expect(layers.map(\.multiplyAdds) == [51_200, 0, 12_800, 0, 896, 21])
    }

    @Test("Pooling leaves out an odd row and column, and multiply-adds count what is used")
    func multiplyAdds() throws {
        #expect(try Self.network(pixelSize: 21).forwardMultiplyAdds == 51_200 + 12_800 + 896 + 21)
        #expect(try Self.network(pixelSize: 21).trainingMultiplyAdds == 2 * 51_200 + 3 * (12_800 + 896 + 21))
        #expect(try Self.network(pixelSize: 21).layers[0].multiplyAdds == 200 * 17 * 17)
    }

    @Test("The smallest image leaves one value a channel, and one pixel less is refused")
    func smallest() throws {
        let smallest = Network.smallestPixelSize(of: Self.layers)
        #expect(smallest == 14)
        #expect(try Self.network(pixelSize: smallest).stages[1].outputs == 8)
        #expect(throws: NetworkError.imageTooSmall(pixelSize: 13, smallest: 14)) {
            try Self.network(pixelSize: smallest - 1)
        }
    }

    @Test("Minimal filtering is for convolutions with pooling behind the first")
    func minimalFiltering() throws {
        let layers: [Layer] = [
            .convolution(channels: 2, maxPooling: true), .convolution(channels: 2, maxPooling: true),
            .convolution(channels: 2, maxPooling: false), .linear(outputs: 2, relu: false),
        ]
        let network = try Network(name: "test", layers: layers, channels: 3, pixelSize: 64)
        #expect(network.stages.map(\.usesMinimalFiltering) == [false, true, false, false])
    }

    @Test("The first feature maps are the first convolution after ReLU", arguments: [1, 3])
    func featureMaps(channels: Int) throws {
        let network = try LeNet5.network(channels: channels, pixelSize: LeNet5.smallestPixelSize + 1)
        var generator = TorchGenerator(seed: 1)
        let parameters = Parameters(table: network.parameterTable, generator: &generator)
        var random = RandomValues(seed: 2)
        let image = random.floats(network.inputCount)
        let shape = try #require(network.stages.first?.convolution)
        let expected = ReLU().forward(
            Conv2D(shape).forward(
                image.map { Double($0) }, weight: parameters.tensors["conv1.weight"] ?? [],
                bias: parameters.tensors["conv1.bias"] ?? []))
        let maps = (0..<shape.outputChannels).flatMap { network.featureMap(image, channel: $0, parameters) }
        expectClose(maps, expected, within: 1e-6)
        #expect(network.featureMapSide == shape.outputSide)
        #expect(parameters["linear9.bias"] == [])
    }
}
