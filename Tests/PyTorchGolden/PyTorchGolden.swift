/// What PyTorch 2.15 computes, for the tests to compare with.
///
/// `golden.txt` is the output of `Benchmarks/golden.py`, as it is; only the parts needed are read from it.
package struct PyTorchGolden: Sendable {
    /// Initial parameters of LeNet-5 after `torch.manual_seed(seed)`, in the order of PyTorch's `parameters()`.
    package struct Initialization: Sendable {
        package var seed: UInt64
        package var count: Int
        /// SHA-256 in lowercase hexadecimal of the float32 values, little-endian.
        package var sha256: String
        package var firstValues: [Float] = []
    }

    /// The first positions of each epoch's order of 54,000 training images, after the parameters were drawn.
    package struct Shuffles: Sendable {
        package var seed: UInt64
        package var epochs: [[Int]] = []
    }

    package var initializations: [Initialization] = []
    package var shuffles: [Shuffles] = []
    package var networks: [SmallNetwork] = []

    package init() {
        var part = ""
        for line in String(decoding: PackageResources.golden_txt, as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix("# ") {
                part = String(line.dropFirst(2))
            } else if part.hasPrefix("Initial parameters") {
                readInitialization(line)
            } else if part.hasPrefix("The first 12") {
                readShuffles(line)
            } else if part.hasPrefix("Small networks") {
                readNetwork(line)
            }
        }
    }

    private mutating func readInitialization(_ line: Substring) {
        if line.hasPrefix("seed ") {
            let words = line.split { ": ,".contains($0) }
            initializations.append(
                Initialization(seed: UInt64(words[1]) ?? 0, count: Int(words[2]) ?? 0, sha256: String(words[5])))
        } else {
            initializations[initializations.count - 1].firstValues = numbers(in: line)
        }
    }

    private mutating func readShuffles(_ line: Substring) {
        if line.hasPrefix("seed ") {
            shuffles.append(Shuffles(seed: UInt64(line.dropFirst(5)) ?? 0))
        } else {
            shuffles[shuffles.count - 1].epochs.append(numbers(in: line))
        }
    }

    private mutating func readNetwork(_ line: Substring) {
        if line.hasPrefix("channels ") {
            networks.append(SmallNetwork(heading: line))
        } else {
            networks[networks.count - 1].read(line)
        }
    }
}

/// The numbers of a list in brackets, the last of a line.
func numbers<Number: LosslessStringConvertible>(in line: Substring) -> [Number] {
    guard let open = line.lastIndex(of: "["), let close = line.lastIndex(of: "]") else { return [] }
    return line[line.index(after: open)..<close].split { ", ".contains($0) }.compactMap { Number(String($0)) }
}
