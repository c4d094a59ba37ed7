/// The largest of each 2x2 block of a channel; an odd last row or column is left out, as in PyTorch.
struct MaxPool2D: Sendable, Equatable {
    let channels: Int
    /// Rows, and columns, of the input.
    let inputSide: Int

    init(channels: Int, inputSide: Int) {
        (self.channels, self.inputSide) = (channels, inputSide)
    }

    var outputSide: Int { inputSide / 2 }

    /// `[channels][outputSide][outputSide]` from `[channels][inputSide][inputSide]`.
    func forward<Scalar: BinaryFloatingPoint>(_ input: [Scalar]) -> [Scalar] {
        largest(input).map { input[$0] }
    }

    /// The gradient goes to the largest value of each block, the first of equals.
    func backward<Scalar: BinaryFloatingPoint>(_ outputGradient: [Scalar], input: [Scalar]) -> [Scalar] {
        var inputGradient = [Scalar](repeating: 0, count: input.count)
        for (index, position) in largest(input).enumerated() {
            inputGradient[position] = outputGradient[index]
        }
        return inputGradient
    }

    /// Where the largest value of each block is.
    private func largest<Scalar: BinaryFloatingPoint>(_ input: [Scalar]) -> [Int] {
        var positions: [Int] = []
        positions.reserveCapacity(channels * outputSide * outputSide)
        for channel in 0..<channels {
            for row in 0..<outputSide {
                for column in 0..<outputSide {
                    let corner = (channel * inputSide + 2 * row) * inputSide + 2 * column
                    var best = corner
                    for candidate in [corner + 1, corner + inputSide, corner + inputSide + 1]
                    where input[candidate] > input[best] {
                        best = candidate
                    }
                    positions.append(best)
                }
            }
        }
        return positions
    }
}
