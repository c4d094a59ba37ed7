extension RunRecord {
    /// The table of layers against the input, the classes and the filters.
    var networkDisagreements: [Disagreement] {
        var found: [Disagreement] = []
        found.require(
            network.inputShape, equals: [dataset.channels, configuration.pixelSize, configuration.pixelSize],
            "network.inputShape")
        let last = network.layers.count - 1
        found.require(
            network.layers[last].outputShape, equals: [dataset.classes], "network.layers[\(last)].outputShape")
        var inputShape = network.inputShape
        for (index, layer) in network.layers.enumerated() {
            found += layer.disagreements(
                inputShape: inputShape, filters: exhibits.filters.first { $0.layer == layer.name },
                path: "network.layers[\(index)]")
            inputShape = layer.outputShape
        }
        for (index, bank) in exhibits.filters.enumerated() {
            found.require(
                network.layers.contains { $0.name == bank.layer }, "exhibits.filters[\(index)].layer",
                expected: "the name of a layer", found: bank.layer)
        }
        return found
    }
}

extension NetworkSummary.Layer {
    /// A convolution has one bias a channel and uses each weight once for each pixel that it makes; a linear layer
    /// has one bias an output and uses each weight once; all else has no parameters.
    fileprivate func disagreements(inputShape: [Int], filters: FilterBank?, path: String) -> [Disagreement] {
        var found: [Disagreement] = []
        if let filters {
            let positions = outputShape.dropFirst().reduce(1, *)
            found.require(outputShape[0], equals: filters.shape[0], "\(path).outputShape[0]")
            found.require(parameters, equals: filters.weights.count + filters.shape[0], "\(path).parameters")
            found.require(multiplyAdds, equals: filters.weights.count * positions, "\(path).multiplyAdds")
        } else if parameters > 0, outputShape.count == 1 {
            let weights = inputShape.reduce(1, *) * outputShape[0]
            found.require(parameters, equals: weights + outputShape[0], "\(path).parameters")
            found.require(multiplyAdds, equals: weights, "\(path).multiplyAdds")
        } else if parameters == 0 {
            found.require(multiplyAdds, equals: 0, "\(path).multiplyAdds")
        }
        return found
    }
}
