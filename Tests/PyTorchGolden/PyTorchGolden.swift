import Foundation
import NeuralNetworks

/// What PyTorch 2.15 computes, for the tests to compare with: `golden.json`, written by `Benchmarks/golden.py`.
package struct PyTorchGolden: Decodable, Sendable {
    /// Numbers drawn one after the other from one generator.
    package struct Stream: Decodable, Sendable {
        package let seed: UInt64
        /// Of `random_()`.
        package let integers: [Int64]
        /// Of `random_(-5, 100)` and `random_(0, 2**40)`.
        package let smallRange, wideRange: [Int64]
        package let permutationOf11: [Int]
        /// Of `uniform_(-0.2, 0.3)`.
        package let uniform: [Float]
        package let startOfPermutationOf1000: [Int]
        /// The first of another four numbers of `random_()`.
        package let last: Int64
    }

    /// Initial parameters of LeNet-5 after `torch.manual_seed(seed)`, in the order of PyTorch's `parameters()`.
    package struct Initialization: Decodable, Sendable {
        package let seed: UInt64
        package let count: Int
        /// SHA-256 in lowercase hexadecimal of the float32 values, little-endian.
        package let sha256: String
        package let firstValues: [Float]
    }

    /// The first positions of each epoch's order of 54,000 training images, after the parameters were drawn.
    package struct Shuffles: Decodable, Sendable {
        package let seed: UInt64
        package let epochs: [[Int]]
    }

    /// LeNet-5 of unusual sizes with the initial parameters of seed 42, on five made-up images.
    package struct SmallNetwork: Decodable, Sendable {
        /// A few facts of one parameter's gradient.
        package struct Gradient: Decodable, Sendable {
            package let name: String
            package let sum, sumOfMagnitudes, largestMagnitude: Double
            package let firstValues: [Double]
        }

        /// What PyTorch computed in; the parameters are those drawn in float32 either way.
        package enum Precision: String, Decodable, Sendable {
            case float32, float64
        }

        package let channels, pixelSize, classes: Int
        package let precision: Precision
        package let labels: [Int]
        /// `[image][class]`.
        package let logits: [[Double]]
        package let loss: Double
        package let gradients: [Gradient]
        /// The loss before each of five steps of Adam at 1e-3 on the same batch, and after the last.
        package let adamLosses: [Double]

        /// All pixels of an image as levels from 0 to 10, `[channel][row][column]`.
        package func levels(_ image: Int) -> [Int] {
            (0..<channels).flatMap { channel in
                (0..<pixelSize).flatMap { row in
                    (0..<pixelSize).map { column in (7 * image + 2 * channel + 3 * row + 5 * column) % 11 }
                }
            }
        }
    }

    /// The notebook's training on random color images, drawn with their labels from one generator; in one of class c,
    /// channel c loses a sixteenth of each level.
    package struct ColorTraining: Decodable, Sendable {
        package let seed: UInt64
        package let images, rows, columns, pixelSize, classes, batchSize, epochs: Int
        /// Of the resized training images, a channel each, to four digits.
        package let mean, standardDeviation: [Double]
        /// Positions of the images of the first mini-batch, and its gradients.
        package let firstBatch: [Int]
        package let gradients: [SmallNetwork.Gradient]
        /// Of every mini-batch.
        package let losses: [Double]
    }

    package let streams: [Stream]
    package let initializations: [Initialization]
    package let shuffles: [Shuffles]
    package let networks: [SmallNetwork]
    package let colorTraining: ColorTraining

    /// The network of all these values: the notebook's, whatever becomes of the product's.
    package static func network(
        channels: Int = 1, pixelSize: Int = 32, classes: Int = 10
    ) throws(NetworkError) -> Network {
        try Network(
            name: "LeNet-5",
            layers: [
                .convolution(channels: 6, maxPooling: true), .convolution(channels: 16, maxPooling: true),
                .linear(outputs: 120, relu: true), .linear(outputs: 84, relu: true),
                .linear(outputs: classes, relu: false),
            ], channels: channels, pixelSize: pixelSize)
    }

    package init() throws {
        self = try JSONDecoder().decode(Self.self, from: Data(PackageResources.golden_json))
    }
}
