import Foundation
import Images
import RunRecords

extension RunRecord {
    /// A small record that agrees with itself, made by arithmetic alone: LeNet-5 on ten classes with few images.
    package static func sample(
        kind: DatasetKind = .mnist, epochs: Int = 3, validationImages: Int = 60,
        confusion: ConfusionMatrix = .sample(), exhibits: Exhibits? = nil,
        loss: (_ epoch: Int, _ batch: Int) -> Float = sampleLoss,
        accuracies: (_ epoch: Int) -> (training: Int, validation: Int) = { (520 + $0, 56 + $0) }
    ) -> RunRecord {
        let configuration = Configuration(
            epochs: epochs, batchSize: 60, validationFraction: validationImages > 0 ? 0.1 : 0, mean: 0.1307,
            standardDeviation: 0.308)
        let dataset = DatasetIdentity(
            kind: kind, name: kind == .files ? "letters" : kind.rawValue, trainingImages: 540,
            validationImages: validationImages, testImages: confusion.total, classes: confusion.classes,
            trainingClassSizes: (0..<confusion.classes).map {
                ($0 + 1) * 540 / confusion.classes - $0 * 540 / confusion.classes
            },
            sizes: ImageSizes(ImageShape(rows: 28, columns: 28)),
            channelStatistics: [ChannelStatistics(mean: 0.1307, standardDeviation: 0.3081)],
            hashes: [
                "train-images-idx3-ubyte": digest("a"), "train-labels-idx1-ubyte": digest("b"),
                "t10k-images-idx3-ubyte": digest("c"), "t10k-labels-idx1-ubyte": digest("d"),
            ])
        return RunRecord(
            generator: Generator(name: "lenet", version: "1.2.3"), configuration: configuration, dataset: dataset,
            network: .sample(classes: confusion.classes),
            trainingLoss: (0..<epochs).flatMap { epoch in (0..<9).map { loss(epoch, $0) } },
            epochs: (0..<epochs).map { epoch in
                let correct = accuracies(epoch)
                return EpochResult(
                    trainingAccuracy: Double(correct.training) / 540,
                    validationAccuracy: validationImages > 0
                        ? Double(correct.validation) / Double(validationImages) : nil)
            },
            test: TestResult(confusion: confusion),
            confidence: confusion.total > 0 ? .sample(confusion: confusion) : nil,
            exhibits: exhibits ?? .sample(confusion: confusion),
            code: [
                CodeExcerpt(
                    title: "The network", path: "Sources/NeuralNetworks/LeNet5.swift",
                    text: "let network = LeNet5(classes: 10)"),
                CodeExcerpt(
                    title: "The training loop", path: "Sources/Training/Training.swift",
                    text: "for batch in batches {\n    network.step(batch)\n}"),
            ],
            // The lowest resolution, so that tests draw quickly.
            presentation: Presentation(dpi: 36))
    }

    package static func sampleLoss(epoch: Int, batch: Int) -> Float {
        2.3 / Float(1 + epoch * 9 + batch)
    }

    /// What stands for a SHA-256.
    package static func digest(_ character: Character) -> String { String(repeating: character, count: 64) }
}

extension TestResult {
    /// Test images in the order of their classes, and of the classes for which they were taken.
    package init(confusion: ConfusionMatrix) {
        var (labels, predictions): ([UInt8], [UInt8]) = ([], [])
        for (actual, row) in confusion.counts.enumerated() {
            for (predicted, count) in row.enumerated() {
                labels += Array(repeating: UInt8(actual), count: count)
                predictions += Array(repeating: UInt8(predicted), count: count)
            }
        }
        self.init(labels: labels, predictions: predictions, classes: confusion.classes)
    }
}

extension ConfusionMatrix {
    /// Ten images of each class, all classified rightly but those listed as (actual, predicted, count).
    package static func sample(
        classes: Int = 10, each: Int = 10, mistakes: [(Int, Int, Int)] = [(4, 9, 3), (7, 2, 2), (9, 4, 1)]
    ) -> ConfusionMatrix {
        var counts = (0..<classes).map { actual in (0..<classes).map { actual == $0 ? each : 0 } }
        for (actual, predicted, count) in mistakes where max(actual, predicted) < classes {
            counts[actual][actual] -= count
            counts[actual][predicted] += count
        }
        return ConfusionMatrix(counts: counts)
    }
}

extension NetworkSummary {
    package static func sample(classes: Int = 10) -> NetworkSummary {
        NetworkSummary(
            name: "LeNet-5", inputShape: [1, 32, 32],
            layers: [
                Layer(
                    name: "conv1", operation: "convolution 5x5", outputShape: [6, 28, 28], parameters: 156,
                    multiplyAdds: 117_600),
                Layer(name: "relu1", operation: "ReLU", outputShape: [6, 28, 28], parameters: 0, multiplyAdds: 0),
                Layer(
                    name: "pool1", operation: "max pool 2x2", outputShape: [6, 14, 14], parameters: 0,
                    multiplyAdds: 0),
                Layer(
                    name: "conv2", operation: "convolution 5x5", outputShape: [16, 10, 10], parameters: 2_416,
                    multiplyAdds: 240_000),
                Layer(
                    name: "pool2", operation: "max pool 2x2", outputShape: [16, 5, 5], parameters: 0,
                    multiplyAdds: 0),
                Layer(
                    name: "linear1", operation: "linear", outputShape: [120], parameters: 48_120,
                    multiplyAdds: 48_000),
                Layer(
                    name: "linear2", operation: "linear", outputShape: [84], parameters: 10_164, multiplyAdds: 10_080),
                Layer(
                    name: "linear3", operation: "linear", outputShape: [classes], parameters: 85 * classes,
                    multiplyAdds: 84 * classes),
            ], parametersSHA256: RunRecord.digest("e"))
    }
}

extension Exhibits {
    package static func sample(
        confusion: ConfusionMatrix, side: Int = 28, secondFilters: [Int] = [16, 6, 5, 5]
    ) -> Exhibits {
        let digits = (0..<confusion.classes).map { LabeledImage(image: .sample(side: side, salt: $0), label: $0) }
        let originals = Array(digits.prefix(4))
        let maps = (0..<2).map { channel in
            FeatureMaps(
                channel: channel,
                maps: originals.indices.map { .sample(side: side, salt: 20 + $0 + channel) })
        }
        return Exhibits(
            someDigits: digits, originals: originals, featureMaps: maps, mistakes: mistakes(in: confusion, side: side),
            filters: [.sample(layer: "conv1", shape: [6, 1, 5, 5]), .sample(layer: "conv2", shape: secondFilters)])
    }

    private static func mistakes(in confusion: ConfusionMatrix, side: Int) -> [Mistake] {
        let test = TestResult(confusion: confusion)
        let wrong = test.labels.indices.filter { test.labels[$0] != test.predictions[$0] }
        return wrong.prefix(8).enumerated().map { place, index in
            Mistake(
                index: index, image: .sample(side: side, salt: 40 + place), actual: Int(test.labels[index]),
                predicted: Int(test.predictions[index]), probability: 0.99 - Float(place) / 16)
        }
    }
}

extension Image {
    static func sample(side: Int, salt: Int) -> Image {
        Image(
            ImageShape(rows: side, columns: side),
            pixels: (0..<(side * side)).map { UInt8(truncatingIfNeeded: $0 * (salt + 3) + $0 / side) })
    }
}

extension FilterBank {
    static func sample(layer: String, shape: [Int]) -> FilterBank {
        FilterBank(
            layer: layer, shape: shape,
            weights: (0..<shape.reduce(1, *)).map { Float($0 * 37 % 101 - 50) / 200 })
    }
}

extension Confidence {
    /// Twenty bins in which the least sure answers are the wrong ones.
    package static func sample(confusion: ConfusionMatrix) -> Confidence {
        let (total, wrong) = (confusion.total, confusion.total - confusion.correct)
        let count = min(20, total)
        var left = wrong
        let bins = (0..<count).map { index -> Bin in
            let images = (index + 1) * total / count - index * total / count
            let mistakes = min(left, images)
            left -= mistakes
            return Bin(
                images: images, correct: images - mistakes,
                probability: 1 - 0.5 / Double(1 + index * index * index))
        }
        let calibration = Calibration(bins: bins, negativeLogLikelihood: 0.125, brierScore: 0.0625)
        var (images, mistakes) = (total, wrong)
        let thresholds = thresholdProbabilities.map { probability in
            (images, mistakes) = (images - images / 4, min(mistakes / 2, images - images / 4))
            return Threshold(probability: probability, images: images, wrong: mistakes)
        }
        return Confidence(
            calibration: calibration, thresholds: thresholds,
            wrongAfterRejection: (0...largestRejection).map { max(0, wrong - total * $0 / 100) }, temperature: 1.25,
            scaled: calibration)
    }
}
