import RunRecords

extension Report {
    var origin: String {
        let dataset = record.dataset
        let images = dataset.trainingImages + dataset.validationImages
        let size = "\(dataset.rows)\u{a0}×\u{a0}\(dataset.columns) pixels"
        switch dataset.kind {
        case .mnist:
            return """
                MNIST, composed by Yann LeCun, Corinna Cortes and Christopher \
                J. C. Burges from handwriting that NIST had collected, holds \(Prose.count(images, "image")) to learn \
                from and \(NumberFormat.count(dataset.testImages)) to test on: handwritten digits in gray on a black \
                ground, \(size) each, written by different people in the two parts. That these are the original data \
                is proved by the SHA-256 of their content, listed \(placeOfHashes).
                """
        case .synthetic:
            return """
                The program drew \(Prose.count(images, "image")) to learn from and \
                \(NumberFormat.count(dataset.testImages)) to test on: digits as strokes of a pen whose shape, slant, \
                width and pressure vary at random, in the form of MNIST (gray on a black ground, \(size)).
                """
        case .files:
            return """
                The data set \(Markdown.escaped(dataset.name)) was read from \(source): \(Prose.count(images, "image")) \
                to learn from and \(NumberFormat.count(dataset.testImages)) to test on, \(isColor ? "in color" : "gray"), \
                \(extents), in \(classes).
                """
        }
    }

    private var isColor: Bool { record.network.inputShape.first == 3 }

    private var source: String {
        switch record.dataset.format {
        case .drawn, .idx: "IDX files"
        case .cifar10: "CIFAR-10's binary files"
        case .pictures: "PNG and JPEG files in folders named for their classes"
        }
    }

    /// `28 × 28 pixels each`
    private var extents: String {
        let sizes = record.dataset.sizes
        guard !sizes.areEqual else {
            return "\(sizes.rows.lowerBound)\u{a0}×\u{a0}\(sizes.columns.lowerBound) pixels each"
        }
        func range(_ extent: ClosedRange<Int>, _ noun: String) -> String {
            extent.count == 1
                ? Prose.count(extent.lowerBound, noun)
                : "\(NumberFormat.count(extent.lowerBound)) to \(NumberFormat.count(extent.upperBound)) \(noun)s"
        }
        return "of \(range(sizes.rows, "row")) and \(range(sizes.columns, "column")) of pixels"
    }

    /// `10 classes labeled 0 to 9`, `3 classes: circle, square and star`, `47 classes, from A to z`
    private var classes: String {
        let count = record.dataset.classes
        let labels = (0..<count).map(names.label)
        let noun = Prose.count(count, "class", "classes")
        let numbers = labels.compactMap { Int($0) }
        if numbers.count == count, let first = numbers.first, numbers == Array(first..<first + count) {
            return "\(noun) labeled \(count == 1 ? "\(first)" : "\(first) to \(first + count - 1)")"
        }
        return count <= 20
            ? "\(noun): \(Prose.list(labels))" : "\(noun), from \(labels[0]) to \(labels[count - 1])"
    }

    var split: String {
        let dataset = record.dataset
        guard dataset.validationImages > 0 else {
            return """
                \(testImages)No images were set aside for validation: the network was trained on all \
                \(NumberFormat.count(dataset.trainingImages)), and only the test images show how it does on new ones.
                """
        }
        return """
            \(testImages)Of the images to learn from, \(NumberFormat.count(dataset.validationImages)) \
            \(Prose.noun(dataset.validationImages, "was", "were")) set aside for validation (a fraction of \
            \(NumberFormat.shortest(record.configuration.validationFraction))), chosen at random by a seed of the \
            split's own, \(record.configuration.splitSeed), which leaves \
            \(NumberFormat.count(dataset.trainingImages)) for training. The network never learns from validation \
            images; they show after every epoch how it does on images that it has not seen. The test images were used \
            once, after the last epoch.
            """
    }

    /// Where test images come from that the data do not have, as a sentence before others.
    private var testImages: String {
        guard let share = record.dataset.testShare else { return "" }
        return """
            The data have no test images of their own: before anything else \
            \(NumberFormat.percentage(share, decimals: 0)) of each class, chosen at random by the split's seed, were set \
            aside as such.\u{20}
            """
    }

    var preprocessing: String {
        let side = record.configuration.pixelSize
        let resizing =
            record.isResized
            ? "Each image is resized to \(side)\u{a0}×\u{a0}\(side) pixels by bilinear interpolation\(stretching), and its"
            : "Images keep their size of \(side)\u{a0}×\u{a0}\(side) pixels; their"
        let values = isColor ? "red, green and blue values" : "gray levels"
        return "\(resizing) \(values) *x*, scaled to 0…1, become \(normalization), \(normalizationEffect)."
    }

    /// What becomes of images that are not square.
    private var stretching: String {
        let sizes = record.dataset.sizes
        guard !sizes.areEqual || sizes.rows != sizes.columns else { return "" }
        return sizes.areEqual ? ", which stretches it to a square" : ", which stretches those that are not square"
    }

    /// `(*x* − 0.1307) / 0.308`, for each channel by its name where there are three.
    private var normalization: String {
        let configuration = record.configuration
        let formulas = zip(configuration.mean.values, configuration.standardDeviation.values).map {
            "(*x* − \(NumberFormat.shortest($0))) / \(NumberFormat.shortest($1))"
        }
        guard isColor, formulas.count == 3 else { return Prose.list(formulas) }
        return Prose.list(zip(formulas, ["red", "green", "blue"]).map { "\($0) for \($1)" })
    }

    /// What the training images are like after it, as far as it is known to be true.
    private var normalizationEffect: String {
        guard !record.dataset.isNormalized(by: record.configuration) else {
            return isColor
                ? "with the mean and the standard deviation of each over all pixels of the training images"
                : "with the mean and the standard deviation of all pixels of the training images"
        }
        let configuration = record.configuration
        let statistics = record.dataset.channelStatistics
        let means = zip(statistics, zip(configuration.mean.values, configuration.standardDeviation.values)).map {
            NumberFormat.decimal(($0.mean - $1.0) / $1.1, decimals: 2)
        }
        let deviations = zip(statistics, configuration.standardDeviation.values).map {
            NumberFormat.decimal($0.standardDeviation / $1, decimals: 2)
        }
        return """
            which leaves the pixels of the training images with \(Prose.noun(means.count, "a mean", "means")) of \
            \(Prose.list(means)) and \(Prose.noun(means.count, "a standard deviation", "standard deviations")) of \
            \(Prose.list(deviations))
            """
    }

    /// How evenly training and test images are spread over the classes.
    var balance: String? {
        let sizes = record.dataset.trainingClassSizes
        guard sizes.count > 1 else { return nil }
        let training = frequencies(sizes, "training image")
        let confusion = record.test.confusion
        guard confusion.total > 0 else { return training }
        return training + " " + frequencies((0..<confusion.classes).map(confusion.actual), "test image")
    }

    private func frequencies(_ sizes: [Int], _ noun: String) -> String {
        let (least, most) = (sizes.min() ?? 0, sizes.max() ?? 0)
        guard least < most else { return "Each \(names.noun) occurs in \(Prose.count(least, noun))." }
        let rarest = sizes.indices.filter { sizes[$0] == least }
        let commonest = sizes.indices.filter { sizes[$0] == most }
        return """
            In the \(noun)s the \(names.pluralNoun) are not equally frequent: \(names.names(commonest)) \
            \(commonest.count == 1 ? "occurs" : "occur") most often (\(Prose.times(most))\
            \(commonest.count == 1 ? "" : " each")), \(names.names(rarest)) \
            \(least == 0 ? "not at all" : "least (\(Prose.times(least))\(rarest.count == 1 ? "" : " each"))").
            """
    }
}
