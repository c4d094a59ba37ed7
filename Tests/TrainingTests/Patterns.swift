import Datasets
import Images
import RandomStreams

/// A small data set of 28x28 images that a network can learn in a moment: bars upright, bars lying, or a diagonal, each at
/// a random place and with noise.
enum Patterns {
    static func dataset(training: Int = 200, test: Int = 60, classes: Int = 3) -> Dataset {
        var generator = TorchGenerator(seed: 7)
        return Dataset(
            kind: .files, name: "patterns", training: images(training, classes, &generator),
            test: images(test, classes, &generator), classList: DatasetClass.numbered(classes),
            hashes: ["images": "0123"])
    }

    private static func images(_ count: Int, _ classes: Int, _ generator: inout TorchGenerator) -> LabeledImages {
        var pixels: [UInt8] = []
        let labels = (0..<count).map { UInt8($0 % classes) }
        for label in labels {
            let place = Int(generator.random(in: 6..<22))
            for row in 0..<28 {
                for column in 0..<28 {
                    let distance = [column - place, row - place, column - row][Int(label) % 3]
                    let ink: UInt8 = distance.magnitude < 2 ? 200 : 0
                    pixels.append(ink + UInt8(generator.random() % 40))
                }
            }
        }
        return LabeledImages(ImageArray(ImageShape(rows: 28, columns: 28), pixels: pixels), labels: labels)
    }
}
