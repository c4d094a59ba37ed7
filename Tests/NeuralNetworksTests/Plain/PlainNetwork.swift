import KernelContracts
import NeuralNetworks

/// A network in `Double`, image by image, from the plain layers: forward, loss and every gradient.
struct PlainNetwork {
    /// Parameters, or their gradients, by PyTorch's names.
    typealias Tensors = [String: [Double]]

    let network: Network

    init(_ network: Network) { self.network = network }

    /// The mean loss of some images and its gradient with respect to each parameter.
    func gradients(_ images: [[Double]], labels: [Int], _ parameters: Tensors) -> (loss: Double, gradients: Tensors) {
        var sum = 0.0
        var gradients = parameters.mapValues { [Double](repeating: 0, count: $0.count) }
        for (image, label) in zip(images, labels) {
            let passes = forward(image, parameters)
            let loss = PlainLoss(passes.last?.output ?? [], label: label)
            sum += loss.loss / Double(images.count)
            let scaled = loss.gradient.map { $0 / Double(images.count) }
            gradients.merge(backward(scaled, passes, parameters)) { total, one in zip(total, one).map { $0 + $1 } }
        }
        return (sum, gradients)
    }

    func loss(_ images: [[Double]], labels: [Int], _ parameters: Tensors) -> Double {
        let losses = zip(images, labels).map { PlainLoss(logits($0, parameters), label: $1).loss }
        return losses.reduce(0, +) / Double(images.count)
    }

    func logits(_ image: [Double], _ parameters: Tensors) -> [Double] {
        forward(image, parameters).last?.output ?? []
    }

    /// What one image leaves in a stage on its way forward.
    private struct Pass {
        let stage: Stage
        let input: [Double]
        /// Of the convolution or the linear layer with its ReLU, before pooling.
        let activation: [Double]
        let output: [Double]
    }

    private func forward(_ image: [Double], _ parameters: Tensors) -> [Pass] {
        var passes: [Pass] = []
        for stage in network.stages {
            let input = passes.last?.output ?? image
            let (weight, bias) = (parameters[stage.name + ".weight"] ?? [], parameters[stage.name + ".bias"] ?? [])
            switch stage.operation {
            case .convolution(let shape):
                let activation = ReLU().forward(Conv2D(shape).forward(input, weight: weight, bias: bias))
                let output = shape.isPooled ? MaxPool2D(shape).forward(activation) : activation
                passes.append(Pass(stage: stage, input: input, activation: activation, output: output))
            case .linear(let inputs, let outputs, let relu):
                let output = Linear(inputs: inputs, outputs: outputs).forward(input, weight: weight, bias: bias)
                let activation = relu ? ReLU().forward(output) : output
                passes.append(Pass(stage: stage, input: input, activation: activation, output: activation))
            }
        }
        return passes
    }

    private func backward(_ logitsGradient: [Double], _ passes: [Pass], _ parameters: Tensors) -> Tensors {
        var gradients: Tensors = [:]
        var outputGradient = logitsGradient
        for pass in passes.reversed() {
            let name = pass.stage.name
            let weight = parameters[name + ".weight"] ?? []
            let found: (input: [Double], weight: [Double], bias: [Double])
            switch pass.stage.operation {
            case .convolution(let shape):
                if shape.isPooled { outputGradient = MaxPool2D(shape).backward(outputGradient, input: pass.activation) }
                found = Conv2D(shape).backward(
                    ReLU().backward(outputGradient, output: pass.activation), input: pass.input, weight: weight)
            case .linear(let inputs, let outputs, let relu):
                if relu { outputGradient = ReLU().backward(outputGradient, output: pass.activation) }
                found = Linear(inputs: inputs, outputs: outputs).backward(
                    outputGradient, input: pass.input, weight: weight)
            }
            (gradients[name + ".weight"], gradients[name + ".bias"]) = (found.weight, found.bias)
            outputGradient = found.input
        }
        return gradients
    }
}

extension Conv2D {
    init(_ shape: ConvolutionShape) {
        self.init(
            inputChannels: shape.inputChannels, outputChannels: shape.outputChannels, inputSide: shape.inputSide)
    }
}

extension MaxPool2D {
    /// The pooling that follows a convolution.
    init(_ shape: ConvolutionShape) {
        self.init(channels: shape.outputChannels, inputSide: shape.outputSide)
    }
}

extension Parameters {
    /// The tensors by name, widened.
    var tensors: PlainNetwork.Tensors {
        Dictionary(uniqueKeysWithValues: table.entries.map { ($0.name, self[$0.name].map { Double($0) }) })
    }
}
