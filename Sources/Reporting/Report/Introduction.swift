import RunRecords

extension Report {
    var overview: String {
        """
        This report follows one run from images to a trained network. \
        \(Markdown.escaped(record.network.name)), a convolutional network with \
        \(Prose.count(record.network.parameters, "parameter")), was trained for \
        \(Prose.count(record.configuration.epochs, "epoch")) on \
        \(Prose.count(record.dataset.trainingImages, "image")) and then shown \
        \(Prose.count(record.dataset.testImages, "test image")) that had no part in training. \
        \(Headline(record, study: study).sentence)\(studyExplanation)
        """
    }

    var learnedNothing: String? { Headline(record).learnedNothing }

    /// Said before all else where the data are not what a reader would take them for.
    var syntheticNotice: String? {
        guard record.dataset.kind == .synthetic else { return nil }
        return """
            > **These digits are not MNIST.** The program drew them itself from descriptions of pen strokes and a seed, \
            because MNIST was not at hand or because it was asked to. The accuracy below says how well the network \
            reads such drawings; it is not an accuracy on MNIST and cannot be compared with published ones.
            >
            > To train on MNIST, run `lenet report --dataset mnist` on a machine with network access, or put the four \
            MNIST files (`train-images-idx3-ubyte.gz` and so on) into a folder and add `--data FOLDER`.
            """
    }
}
