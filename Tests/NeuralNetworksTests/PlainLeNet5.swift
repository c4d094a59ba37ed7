import NeuralNetworks

/// LeNet-5 in `Double`, image by image, from the plain layers: forward, loss and every gradient.
struct PlainLeNet5 {
    /// Parameters, or their gradients, by PyTorch's names.
    typealias Tensors = [String: [Double]]

    let network: LeNet5

    /// The mean loss of some images and its gradient with respect to each parameter.
    func gradients(_ images: [[Double]], labels: [Int], _ parameters: Tensors) -> (loss: Double, gradients: Tensors) {
        var sum = 0.0
        var gradients = parameters.mapValues { [Double](repeating: 0, count: $0.count) }
        for (image, label) in zip(images, labels) {
            let pass = Pass(network, image, parameters)
            let loss = PlainLoss(pass.logits, label: label)
            sum += loss.loss / Double(images.count)
            let scaled = loss.gradient.map { $0 / Double(images.count) }
            gradients.merge(pass.backward(scaled, parameters)) { total, one in zip(total, one).map { $0 + $1 } }
        }
        return (sum, gradients)
    }

    func loss(_ images: [[Double]], labels: [Int], _ parameters: Tensors) -> Double {
        let losses = zip(images, labels).map { PlainLoss(logits($0, parameters), label: $1).loss }
        return losses.reduce(0, +) / Double(images.count)
    }

    func logits(_ image: [Double], _ parameters: Tensors) -> [Double] {
        Pass(network, image, parameters).logits
    }

    /// What one image leaves in every layer on its way forward.
    private struct Pass {
        let network: LeNet5
        let image, convolved1, pooled1, convolved2, pooled2, hidden1, hidden2, logits: [Double]

        init(_ network: LeNet5, _ image: [Double], _ parameters: Tensors) {
            func tensor(_ name: String) -> [Double] { parameters[name] ?? [] }
            func convolve(_ layer: Conv2D, _ name: String, _ input: [Double]) -> [Double] {
                let output = layer.forward(input, weight: tensor(name + ".weight"), bias: tensor(name + ".bias"))
                return network.relu.forward(output)
            }
            func apply(_ layer: Linear, _ name: String, _ input: [Double]) -> [Double] {
                layer.forward(input, weight: tensor(name + ".weight"), bias: tensor(name + ".bias"))
            }
            self.network = network
            self.image = image
            convolved1 = convolve(network.conv1, "conv1", image)
            pooled1 = network.pool1.forward(convolved1)
            convolved2 = convolve(network.conv2, "conv2", pooled1)
            pooled2 = network.pool2.forward(convolved2)
            hidden1 = network.relu.forward(apply(network.linear1, "linear1", pooled2))
            hidden2 = network.relu.forward(apply(network.linear2, "linear2", hidden1))
            logits = apply(network.linear3, "linear3", hidden2)
        }

        func backward(_ logitsGradient: [Double], _ parameters: Tensors) -> Tensors {
            func weight(_ name: String) -> [Double] { parameters[name + ".weight"] ?? [] }
            let (n, relu) = (network, network.relu)
            let third = n.linear3.backward(logitsGradient, input: hidden2, weight: weight("linear3"))
            let second = n.linear2.backward(
                relu.backward(third.input, output: hidden2), input: hidden1, weight: weight("linear2"))
            let first = n.linear1.backward(
                relu.backward(second.input, output: hidden1), input: pooled2, weight: weight("linear1"))
            let convolution2 = n.conv2.backward(
                relu.backward(n.pool2.backward(first.input, input: convolved2), output: convolved2), input: pooled1,
                weight: weight("conv2"))
            let convolution1 = n.conv1.backward(
                relu.backward(n.pool1.backward(convolution2.input, input: convolved1), output: convolved1),
                input: image, weight: weight("conv1"))
            var gradients: Tensors = [:]
            for (name, gradient) in [
                ("conv1", convolution1), ("conv2", convolution2), ("linear1", first), ("linear2", second),
                ("linear3", third),
            ] {
                gradients[name + ".weight"] = gradient.weight
                gradients[name + ".bias"] = gradient.bias
            }
            return gradients
        }
    }
}

extension Parameters {
    /// The tensors by name, widened.
    var tensors: PlainLeNet5.Tensors {
        Dictionary(uniqueKeysWithValues: table.entries.map { ($0.name, self[$0.name].map { Double($0) }) })
    }
}
