import NeuralNetworks
import RandomStreams
import Testing

struct LeNet5Tests {
    @Test("The notebook's network has PyTorch's names and shapes, and 61,706 parameters")
    func parameterTable() throws {
        let table = try LeNet5.network().parameterTable
        #expect(table.count == 61_706)
        #expect(
            table.entries.map(\.name) == [
                "conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias", "linear1.weight", "linear1.bias",
                "linear2.weight", "linear2.bias", "linear3.weight", "linear3.bias",
            ])
        #expect(
            table.entries.map(\.shape) == [
                [6, 1, 5, 5], [6], [16, 6, 5, 5], [16], [120, 400], [120], [84, 120], [84], [10, 84], [10],
            ])
        #expect(table.entries.map(\.fanIn) == [25, 25, 150, 150, 400, 400, 120, 120, 84, 84])
    }

    /// Pixels a side, and the inputs of the first linear layer.
    @Test(
        "Other sizes, channels and classes change only the layers that meet them",
        arguments: [(16, 16), (20, 64), (28, 256), (32, 400), (33, 400), (64, 2_704)])
    func sizes(pixelSize: Int, inputs: Int) throws {
        let network = try LeNet5.network(channels: 3, pixelSize: pixelSize, classes: 47)
        #expect(network.inputCount == 3 * pixelSize * pixelSize)
        #expect(network.classes == 47)
        #expect(network.parameterTable["conv1.weight"]?.shape == [6, 3, 5, 5])
        #expect(network.parameterTable["linear1.weight"]?.shape == [120, inputs])
        #expect(network.parameterTable["linear3.weight"]?.shape == [47, 84])
    }

    @Test("The layers of the original size are those of LeCun's table")
    func layers() throws {
        let network = try LeNet5.network()
        let layers = network.layers
        #expect(
            layers.map(\.name) == ["conv1", "pool1", "conv2", "pool2", "flatten", "linear1", "linear2", "linear3"])
        #expect(
            layers.map(\.operation) == [
                "convolution 5x5, ReLU", "max pooling 2x2", "convolution 5x5, ReLU", "max pooling 2x2", "flatten",
                "linear, ReLU", "linear, ReLU", "linear",
            ])
        #expect(
            layers.map(\.outputShape) == [
                [6, 28, 28], [6, 14, 14], [16, 10, 10], [16, 5, 5], [400], [120], [84], [10],
            ])
        #expect(layers.map(\.parameters) == [156, 0, 2_416, 0, 0, 48_120, 10_164, 850])
        #expect(layers.map(\.multiplyAdds) == [117_600, 0, 240_000, 0, 0, 48_000, 10_080, 840])
        #expect(network.forwardMultiplyAdds == 416_520)
        #expect(network.trainingMultiplyAdds == 1_131_960)
    }

    @Test("Images may be as small as 16 pixels a side")
    func smallest() {
        #expect(LeNet5.smallestPixelSize == 16)
    }
}
