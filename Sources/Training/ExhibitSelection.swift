import Images
import NeuralNetworks
import RunRecords

/// Chooses the few images and weights that the figures show.
struct ExhibitSelection {
    private let experiment: Experiment
    private let parameters: Parameters
    /// Of the test images, in their order.
    private let answers: [Answer]
    private var data: PreparedData { experiment.data }
    private var classes: Int { experiment.network.classes }

    /// Images whose feature maps are shown, and channels.
    private static let originals = 16
    private static let channels = 2
    private static let mistakes = 24
    /// About so many sample digits, equally many of each class.
    private static let samples = 40

    init(_ experiment: Experiment, _ parameters: Parameters, _ answers: [Answer]) {
        self.experiment = experiment
        self.parameters = parameters
        self.answers = answers
    }

    var exhibits: Exhibits {
        let perClass = max(1, Self.samples / classes)
        let samples = firstOfEachClass(data.training, data.split.training, count: perClass * classes)
        let originals = firstOfEachClass(data.test, Array(0..<data.test.count), count: Self.originals)
        let filters = experiment.network.stages.filter { $0.convolution != nil }.map { filterBank($0.name) }
        return Exhibits(
            someDigits: samples.map { data.training.images[$0] }, originals: originals.map { data.test.images[$0] },
            featureMaps: featureMaps(of: originals, channels: filters[0].clearestEdgeChannels(count: Self.channels)),
            mistakes: mistakes(), filters: filters)
    }

    /// One image of each class in turn, the earliest first, until there are `count` or no class has more.
    private func firstOfEachClass(_ images: ByteImages, _ positions: [Int], count: Int) -> [Int] {
        var queues = [[Int]](repeating: [], count: classes)
        let rounds = (count + classes - 1) / classes
        for position in positions where queues[Int(images.labels[position])].count < rounds {
            queues[Int(images.labels[position])].append(position)
        }
        let turns = (0..<rounds).flatMap { round in queues.compactMap { $0.count > round ? $0[round] : nil } }
        return Array(turns.prefix(count))
    }

    private func featureMaps(of positions: [Int], channels: [Int]) -> [FeatureMaps] {
        let network = experiment.network
        let side = network.featureMapSide
        let all = positions.map { position in
            network.featureMaps(data.test.values(position), parameters)
        }
        return channels.map { channel in
            let maps = all.map { $0[channel * side * side..<(channel + 1) * side * side] }
            let lowest = maps.compactMap { $0.min() }.min() ?? 0
            let highest = maps.compactMap { $0.max() }.max() ?? 0
            let images = maps.map { map in
                Image(ImageShape(rows: side, columns: side), pixels: map.map { level($0, lowest, highest) })
            }
            return FeatureMaps(channel: channel, maps: images)
        }
    }

    /// As torchvision's `save_image(normalize=True)`: (x - lowest) / max(highest - lowest, 1e-5), times 255, rounded;
    /// black where that is not a number.
    private func level(_ value: Float, _ lowest: Float, _ highest: Float) -> UInt8 {
        let unit = (value - lowest) / max(highest - lowest, 1e-5)
        return unit.isNaN ? 0 : UInt8(min(max(unit * 255 + 0.5, 0), 255))
    }

    /// Test images classified wrongly, by falling probability of the wrong class.
    private func mistakes() -> [Mistake] {
        let labels = data.test.labels
        let wrong = answers.indices.filter { answers[$0].predicted != labels[$0] }
        let sorted = wrong.sorted { (answers[$1].probability, $0) < (answers[$0].probability, $1) }
        return sorted.prefix(Self.mistakes).map { position in
            Mistake(
                index: position, image: data.test.images[position].image, actual: Int(labels[position]),
                predicted: Int(answers[position].predicted), probability: answers[position].probability)
        }
    }

    private func filterBank(_ layer: String) -> FilterBank {
        FilterBank(
            layer: layer, shape: parameters.table[layer + ".weight"]?.shape ?? [],
            weights: parameters[layer + ".weight"])
    }
}
