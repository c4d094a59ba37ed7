extension PyTorchGolden {
    /// LeNet-5 of unusual sizes with the initial parameters of seed 42, on five made-up images.
    package struct SmallNetwork: Sendable {
        /// A few facts of one parameter's gradient.
        package struct Gradient: Sendable {
            package var name: String
            package var sum = 0.0
            package var sumOfMagnitudes = 0.0
            package var largestMagnitude = 0.0
            package var firstValues: [Double] = []
        }

        package var channels: Int
        package var pixelSize: Int
        package var classes: Int
        /// Whether PyTorch computed in float64; the parameters are those drawn in float32 either way.
        package var isDouble: Bool
        package var labels: [Int]
        /// `[image][class]`.
        package var logits: [[Double]] = []
        package var loss = 0.0
        package var gradients: [Gradient] = []
        /// The loss before each of five steps of Adam at 1e-3 on the same batch, and after the last.
        package var adamLosses: [Double] = []

        init(heading: Substring) {
            let words = heading.split { ", ".contains($0) }
            (channels, pixelSize, classes) = (Int(words[1]) ?? 0, Int(words[4]) ?? 0, Int(words[6]) ?? 0)
            isDouble = heading.contains("float64")
            labels = numbers(in: heading)
        }

        mutating func read(_ line: Substring) {
            let words = line.split { ": ,".contains($0) }
            switch words[0] {
            case "logits": logits.append(numbers(in: line))
            case "loss": loss = Double(words[1]) ?? .nan
            case "losses": adamLosses = numbers(in: line)
            case "gradient": readGradient(line)
            default: gradients[gradients.count - 1].firstValues = numbers(in: line)
            }
        }

        private mutating func readGradient(_ line: Substring) {
            var gradient = Gradient(name: String(line.split(separator: " ")[1]))
            for fact in line.split(separator: "]: ").last?.split(separator: ", ") ?? [] {
                let value = fact.split(separator: " ").last.flatMap { Double($0) } ?? .nan
                if fact.hasPrefix("sum of magnitudes") {
                    gradient.sumOfMagnitudes = value
                } else if fact.hasPrefix("sum") {
                    gradient.sum = value
                } else {
                    gradient.largestMagnitude = value
                }
            }
            gradients.append(gradient)
        }

        /// Pixel (channel, row, column) of an image as one of eleven levels.
        package func level(_ image: Int, _ channel: Int, _ row: Int, _ column: Int) -> Int {
            (7 * image + 2 * channel + 3 * row + 5 * column) % 11
        }

        /// All pixels of an image, `[channel][row][column]`.
        package func levels(_ image: Int) -> [Int] {
            (0..<channels).flatMap { channel in
                (0..<pixelSize).flatMap { row in
                    (0..<pixelSize).map { column in level(image, channel, row, column) }
                }
            }
        }
    }
}
