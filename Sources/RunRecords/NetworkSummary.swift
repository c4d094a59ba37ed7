/// The network's layers as a table would list them, and which parameters came out of training.
package struct NetworkSummary: Codable, Sendable, Equatable {
    /// One step from input to logits.
    package struct Layer: Codable, Sendable, Equatable {
        /// PyTorch's name where the layer has parameters (`conv1`), else what it does (`pool1`).
        package var name: String
        /// In words, such as `convolution 5x5, ReLU`.
        package var operation: String
        /// Channels, rows and columns, or features alone.
        package var outputShape: [Int]
        /// Weights and biases.
        package var parameters: Int
        /// Weights times the outputs that each of them enters, for one image going forward; biases are not counted,
        /// and layers without weights have none.
        package var multiplyAdds: Int

        package init(name: String, operation: String, outputShape: [Int], parameters: Int, multiplyAdds: Int) {
            self.name = name
            self.operation = operation
            self.outputShape = outputShape
            self.parameters = parameters
            self.multiplyAdds = multiplyAdds
        }
    }

    package var name: String
    /// Channels, rows and columns of one image.
    package var inputShape: [Int]
    package var layers: [Layer]
    /// SHA-256 in lowercase hexadecimal of the safetensors file with the trained parameters, were it without metadata.
    package var parametersSHA256: String

    package init(name: String, inputShape: [Int], layers: [Layer], parametersSHA256: String) {
        self.name = name
        self.inputShape = inputShape
        self.layers = layers
        self.parametersSHA256 = parametersSHA256
    }

    package var parameters: Int { layers.reduce(0) { $0 + $1.parameters } }
    package var multiplyAdds: Int { layers.reduce(0) { $0 + $1.multiplyAdds } }
}
