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
        let filters = FilterBank.all(of: experiment.network, parameters)
        let featureMaps = FeatureMaps.maps(
            of: originals.map(data.test.values), channels: filters[0].clearestChannels(count: Self.channels),
            experiment.network, parameters)
        return Exhibits(
            someDigits: samples.map { data.training.images[$0] }, originals: originals.map { data.test.images[$0] },
            featureMaps: featureMaps, mistakes: mistakes(), filters: filters, augmentation: warpedImages)
    }

    /// An image whose warps are shown, and how many.
    private static let warps = 16

    /// The first training image of the third class, which has strokes in all directions in digits, as it is and as the
    /// first epochs see it.
    private var warpedImages: WarpedImages? {
        let label = min(2, classes - 1)
        guard let augmenter = experiment.method.augmenter,
            let position = data.split.training.first(where: { Int(data.training.labels[$0]) == label })
        else { return nil }
        let original = data.training.images[position]
        let warps = (1...Self.warps).map { epoch in
            augmenter.augmented(position, epoch: epoch, original.image.shape, experiment.instructionSet.kernels)
        }
        return WarpedImages(original: original, warps: warps)
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
}
