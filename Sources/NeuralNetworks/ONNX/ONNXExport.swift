import KernelContracts

/// How the bytes of an image become what a network sees, as operators of ONNX can say it.
package struct ImagePreparation: Sendable {
    /// One pass of resizing: each output pixel of a line is a weighted sum of input pixels, rounded to a byte.
    package struct Pass: Sendable {
        package enum Direction: Sendable { case alongRows, alongColumns }

        let direction: Direction
        /// Of the lines.
        let (input, output): (Int, Int)
        /// `[output pixel][input pixel]`.
        let weights: [Double]

        package init(_ direction: Direction, from input: Int, to output: Int, weights: [Double]) {
            (self.direction, self.input, self.output, self.weights) = (direction, input, output, weights)
        }
    }

    let (rows, columns): (Int, Int)
    let passes: [Pass]
    /// For each channel.
    let (means, standardDeviations): ([Float], [Float])

    /// - Parameters:
    ///   - rows: of an image as it comes
    ///   - passes: one after the other
    ///   - means: of each channel, in units of full white, as the standard deviations
    package init(rows: Int, columns: Int, passes: [Pass], means: [Float], standardDeviations: [Float]) {
        (self.rows, self.columns, self.passes) = (rows, columns, passes)
        (self.means, self.standardDeviations) = (means, standardDeviations)
    }
}

extension Network {
    /// The network with its parameters as a graph of ONNX: `image`, normalized, to `logits`, or with a preparation `bytes`
    /// to `probabilities`.
    package func onnx(
        _ parameters: Parameters, preparation: ImagePreparation? = nil, producer: (name: String, version: String),
        metadata: [String: String]
    ) -> ONNXModel {
        let shape = [channels, preparation?.rows ?? pixelSize, preparation?.columns ?? pixelSize]
        var model = ONNXModel(
            name: name,
            input: .init(
                name: preparation == nil ? "image" : "bytes", type: preparation == nil ? .float : .uint8, shape: shape),
            output: .init(name: preparation == nil ? "logits" : "probabilities", type: .float, shape: [classes]),
            producer: producer, metadata: metadata)
        if let preparation { model.append(preparation) }
        var value = "image"
        for (index, stage) in stages.enumerated() {
            let isLast = index == stages.count - 1
            let isFirstLinear = stage.convolution == nil && (index == 0 || stages[index - 1].convolution != nil)
            if isFirstLinear { value = model.append("Flatten", [value], as: "flatten", [("axis", .integer(1))]) }
            value = model.append(stage, to: value, parameters, as: isLast ? "logits" : stage.name)
        }
        if preparation != nil { _ = model.append("Softmax", [value], as: "probabilities", [("axis", .integer(1))]) }
        return model
    }
}

extension ONNXModel {
    /// Adds an operator; returns the name of what it makes.
    fileprivate mutating func append(
        _ operation: String, _ inputs: [String], as output: String,
        _ attributes: [(name: String, value: Attribute)] = []
    ) -> String {
        nodes.append(Node(operation: operation, inputs: inputs, output: output, attributes: attributes))
        return output
    }

    /// Adds a layer and what follows it directly.
    fileprivate mutating func append(
        _ stage: Stage, to input: String, _ parameters: Parameters, as name: String
    ) -> String {
        let names = ["weight", "bias"].map { "\(stage.name).\($0)" }
        for entry in parameters.table.entries where names.contains(entry.name) {
            initializers.append(Tensor(entry.name, entry.shape, Array(parameters.values[entry.range])))
        }
        switch stage.operation {
        case .convolution(let shape):
            let sides = [ConvolutionShape.filterSide, ConvolutionShape.filterSide]
            var value = append("Conv", [input] + names, as: name, [("kernel_shape", .integers(sides))])
            value = append("Relu", [value], as: "\(name).relu")
            guard shape.isPooled else { return value }
            let pool = [shape.poolSide, shape.poolSide]
            return append(
                "MaxPool", [value], as: "\(name).pool",
                [("kernel_shape", .integers(pool)), ("strides", .integers(pool))])
        case .linear(_, _, let relu):
            let value = append("Gemm", [input] + names, as: name, [("transB", .integer(1))])
            return relu ? append("Relu", [value], as: "\(name).relu") : value
        }
    }

    /// Adds what makes `image` of `bytes`. Sums of bytes times weights of 22 binary places are exact in double precision,
    /// so resized pixels are those of the program, and of Pillow, to the bit.
    fileprivate mutating func append(_ preparation: ImagePreparation) {
        var value = append("Cast", ["bytes"], as: "pixels", [("to", .integer(ElementType.double.rawValue))])
        if !preparation.passes.isEmpty {
            initializers += [Tensor("half", [], [0.5] as [Double]), Tensor("white", [], [255] as [Double])]
        }
        for (number, pass) in preparation.passes.enumerated() {
            let name = "resize\(number + 1)"
            // Lines along rows are resized by a product from the right, those along columns by one from the left.
            switch pass.direction {
            case .alongRows:
                let transposed = (0..<pass.input).flatMap { input in
                    (0..<pass.output).map { pass.weights[$0 * pass.input + input] }
                }
                initializers.append(Tensor("\(name).weight", [pass.input, pass.output], transposed))
                value = append("MatMul", [value, "\(name).weight"], as: name)
            case .alongColumns:
                initializers.append(Tensor("\(name).weight", [pass.output, pass.input], pass.weights))
                value = append("MatMul", ["\(name).weight", value], as: name)
            }
            value = append("Add", [value, "half"], as: "\(name).half")
            value = append("Floor", [value], as: "\(name).floor")
            value = append("Min", [value, "white"], as: "\(name).byte")
        }
        value = append("Cast", [value], as: "resized", [("to", .integer(ElementType.float.rawValue))])
        let shape = [1, preparation.means.count, 1, 1]
        initializers += [
            Tensor("full", [], [255] as [Float]), Tensor("mean", shape, preparation.means),
            Tensor("std", shape, preparation.standardDeviations),
        ]
        value = append("Div", [value, "full"], as: "brightness")
        value = append("Sub", [value, "mean"], as: "centered")
        _ = append("Div", [value, "std"], as: "image")
    }
}
