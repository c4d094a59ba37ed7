import Foundation
import RunRecords
import Templates

/// Every value of a run that templates may name.
enum RunCatalogue {
    static let entries: [CatalogueEntry<Report>] = [
        .group("data", "The data set.", data) { $0 },
        .group("network", "The network.", network) { $0.record.network },
        .group("training", "The training.", training) { $0.record },
        .list("epochs", "What each epoch came to.", of: epoch) { Epoch.all(of: $0.record) },
        .flag("overfits", "Whether it does better on training than on validation images, by more than chance explains.")
        {
            $0.record.gap.map { $0.difference > 0 && $0.exceedsChance } ?? false
        },
        .group("test", "The result on the test images.", test) { $0.record.test.confusion },
        .flag("has-learned", "Whether it does better than the answer that ignores the image.") {
            Headline($0.record).learnedNothing == nil
        },
        .list("classes", "The classes, in the order of their labels.", of: classEntries) {
            ClassResult.all(of: $0.record)
        },
        .list("classes-by-recall", "The classes that have test images, the hardest first.", of: classEntries) {
            ClassResult.byRecall(in: $0.record)
        },
        .group("hardest", isOptional: true, "The class with the lowest recall.", classEntries) {
            ClassResult.byRecall(in: $0.record).first
        },
        .group("easiest", isOptional: true, "The class with the highest recall.", classEntries) {
            ClassResult.byRecall(in: $0.record).last
        },
        .list("confusions", "What was taken for what, the most frequent first.", of: confusion) {
            Confusion.all(of: $0.record)
        },
        .group("commonest-confusion", isOptional: true, "The first of the confusions.", confusion) {
            Confusion.all(of: $0.record).first
        },
        .list("mistakes", "Mistakes that the figure shows, the surest first.", of: mistake) { report in
            report.record.exhibits.mistakes.map { ($0, ClassNames(report.record.dataset)) }
        },
        .group("confidence", isOptional: true, "How far its probabilities can be trusted.", confidence) { report in
            report.record.test.confusion.total > 0 ? report.record.confidence.map { ($0, report.record) } : nil
        },
        .group("settings", "The settings, by the names of their options.", Setting.all.map(setting)) {
            $0.record.configuration
        },
        .group("program", "The program that ran.", program) { $0.record.generator },
        .text("record-sha256", "SHA-256 of run.json.") { $0.recordSHA256 },
    ]

    private static let data: [CatalogueEntry<Report>] = [
        .text("name", "Its name, as in report/NAME.") { $0.record.dataset.name },
        .text("title", "Its name as a title says it.") { $0.datasetTitle },
        .flag("is-mnist", "Whether it is MNIST.") { $0.record.dataset.kind == .mnist },
        .flag("is-synthetic", "Whether the program drew the digits itself.") { $0.record.dataset.kind == .synthetic },
        .text("class-noun", "What a class is called: digit or class.") { $0.names.noun },
        .text("class-nouns", "The same for several: digits or classes.") { $0.names.pluralNoun },
        .count("classes", "Its classes.") { $0.record.dataset.classes },
        .count("images", "Images to learn from, for training and for validation.") {
            $0.record.dataset.trainingImages + $0.record.dataset.validationImages
        },
        .count("training-images", "Images for training.") { $0.record.dataset.trainingImages },
        .count("validation-images", "Images set aside for validation.") { $0.record.dataset.validationImages },
        .flag("has-validation", "Whether images were set aside for validation.") {
            $0.record.dataset.validationImages > 0
        },
        .count("test-images", "Images to test on.") { $0.record.dataset.testImages },
        .count("rows", "Rows of pixels of an image as it came.") { $0.record.dataset.rows },
        .count("columns", "Columns of pixels likewise.") { $0.record.dataset.columns },
        .count("channels", "1 where images are gray, 3 where they are in color.") { $0.record.dataset.channels },
    ]

    private static let network: [CatalogueEntry<NetworkSummary>] = [
        .text("name", "Its name.") { $0.name },
        .count("parameters", "Weights and biases.") { $0.parameters },
        .count("multiply-adds", "Multiply-adds for one image going forward.") { $0.multiplyAdds },
        .text("parameters-sha256", "SHA-256 of lenet.safetensors.") { $0.parametersSHA256 },
        .list("layers", "The layers from image to answer.", of: layer) { network in
            network.layers.map { ($0, network) }
        },
    ]

    private static let layer: [CatalogueEntry<(NetworkSummary.Layer, NetworkSummary)>] = [
        .text("name", "Its name.") { $0.0.name },
        .text("operation", "What it does.") { $0.0.operation },
        .text("shape", "The shape of its output.") { $0.0.outputShape.map(String.init).joined(separator: " × ") },
        .count("parameters", "Its weights and biases.") { $0.0.parameters },
        .fraction("parameter-share", "The same as a share of the network's.") {
            ratio($0.0.parameters, $0.1.parameters) ?? 0
        },
        .count("multiply-adds", "Its multiply-adds.") { $0.0.multiplyAdds },
        .fraction("work-share", "The same as a share of the network's.") {
            ratio($0.0.multiplyAdds, $0.1.multiplyAdds) ?? 0
        },
    ]

    private static let training: [CatalogueEntry<RunRecord>] = [
        .count("epochs", "Passes over the training images.") { $0.epochs.count },
        .count("batches", "Mini-batches of an epoch.") { $0.batchesPerEpoch },
        .count("steps", "Mini-batches in all.") { $0.trainingLoss.count },
        .number("first-loss", .measure(decimals: 4), "The loss of the first mini-batch, in nats.") {
            $0.trainingLoss.first.map(Double.init)
        },
        .number("loss", .measure(decimals: 4), "The mean loss over the last epoch, in nats.") { $0.epochLosses.last },
        .fraction("accuracy", "The accuracy on the training images after the last epoch.") {
            $0.epochs.last?.trainingAccuracy
        },
        .fraction(
            "validation-accuracy", isOptional: true, "The accuracy on the validation images after the last epoch."
        ) {
            $0.epochs.last?.validationAccuracy
        },
        .number("gap", .points, isOptional: true, "The first of these minus the second.") { $0.gap?.difference },
        .group("best-epoch", isOptional: true, "The epoch with the highest validation accuracy.", epoch) { record in
            Epoch.all(of: record).filter { $0.result.validationAccuracy != nil }.max {
                ($0.result.validationAccuracy ?? 0) < ($1.result.validationAccuracy ?? 0)
            }
        },
    ]

    private static let epoch: [CatalogueEntry<Epoch>] = [
        .count("number", "Its number, from 1.") { $0.number },
        .number("loss", .measure(decimals: 4), "Its mean loss, in nats.") { $0.loss },
        .fraction("training-accuracy", "The accuracy on the training images after it.") { $0.result.trainingAccuracy },
        .fraction("validation-accuracy", isOptional: true, "The accuracy on the validation images after it.") {
            $0.result.validationAccuracy
        },
    ]

    private static let test: [CatalogueEntry<ConfusionMatrix>] = [
        .count("images", "Test images.") { $0.total },
        .count("correct", "Test images classified rightly.") { $0.correct },
        .count("errors", "Test images classified wrongly.") { $0.total - $0.correct },
        .fraction("accuracy", isOptional: true, "The share of test images classified rightly.") {
            ratio($0.correct, $0.total)
        },
        .fraction("error", isOptional: true, "The share of test images classified wrongly.") {
            ratio($0.total - $0.correct, $0.total)
        },
        .group("interval", isOptional: true, "The 95 % Wilson interval around the accuracy.", interval) {
            $0.total > 0 ? WilsonInterval(successes: $0.correct, trials: $0.total) : nil
        },
        .fraction("mean-precision", isOptional: true, "The mean precision of the classes.") { $0.mean($0.precision) },
        .fraction("mean-recall", isOptional: true, "The mean recall of the classes.") { $0.mean($0.recall) },
        .fraction("mean-f1", isOptional: true, "The mean F1 of the classes.") { $0.mean($0.f1) },
    ]

    private static let interval: [CatalogueEntry<WilsonInterval>] = [
        .fraction("lower", "Its lower end.") { $0.lower }, .fraction("upper", "Its upper end.") { $0.upper },
    ]

    private static let classEntries: [CatalogueEntry<ClassResult>] = [
        .text("name", "Its name.") { $0.names.label($0.label) },
        .count("images", "Test images of the class.") { $0.confusion.actual($0.label) },
        .count("correct", "Those recognized.") { $0.confusion.counts[$0.label][$0.label] },
        .count("errors", "Those taken for another class.") {
            $0.confusion.actual($0.label) - $0.confusion.counts[$0.label][$0.label]
        },
        .count("predicted", "Test images taken for the class.") { $0.confusion.predicted($0.label) },
        .fraction("precision", isOptional: true, "The share of images taken for the class that belong to it.") {
            $0.confusion.precision($0.label)
        },
        .fraction("recall", isOptional: true, "The share of images of the class that were recognized.") {
            $0.confusion.recall($0.label)
        },
        .fraction("f1", isOptional: true, "The harmonic mean of both.") { $0.confusion.f1($0.label) },
    ]

    private static let confusion: [CatalogueEntry<Confusion>] = [
        .text("actual", "What the images showed.") { $0.names.label($0.actual) },
        .text("predicted", "What they were taken for.") { $0.names.label($0.predicted) },
        .count("count", "How often.") { $0.count },
    ]

    private static let mistake: [CatalogueEntry<(Mistake, ClassNames)>] = [
        .text("actual", "What the image showed.") { $1.label($0.actual) },
        .text("predicted", "What it was taken for.") { $1.label($0.predicted) },
        .fraction("probability", "The probability given to that.") { mistake, _ in Double(mistake.probability) },
        .count("index", "The test image, from 0.") { mistake, _ in mistake.index },
    ]

    private static let confidence: [CatalogueEntry<(Confidence, RunRecord)>] = [
        .fraction("calibration-error", "The expected calibration error.") { confidence, _ in
            confidence.calibration.expectedCalibrationError
        },
        .number("negative-log-likelihood", .measure(decimals: 4), "The mean of it over the test images, in nats.") {
            confidence, _ in confidence.calibration.negativeLogLikelihood
        },
        .number("brier-score", .measure(decimals: 4), "The mean squared distance from certainty of the truth.") {
            confidence, _ in confidence.calibration.brierScore
        },
        .number("temperature", .measure(decimals: 3), isOptional: true, "By what logits are best divided.") {
            confidence, _ in confidence.temperature
        },
        .list("thresholds", "The answers of which it was at least so sure.", of: threshold) { confidence, _ in
            confidence.thresholds
        },
        .list("rejections", "What is left where the least sure answers are not given.", of: rejection) {
            confidence, record in
            confidence.wrongAfterRejection.indices.map {
                (confidence.wrongAfterRejection, $0, record.test.confusion.total)
            }
        },
    ]

    private static let threshold: [CatalogueEntry<Confidence.Threshold>] = [
        .number("probability", .setting, "How sure.") { $0.probability },
        .count("images", "Test images.") { $0.images },
        .count("wrong", "Wrong answers among them.") { $0.wrong },
        .fraction("share-wrong", isOptional: true, "The same as a share.") { ratio($0.wrong, $0.images) },
    ]

    private static let rejection: [CatalogueEntry<(wrong: [Int], percent: Int, images: Int)>] = [
        .count("percent", "The percentage of answers not given.") { $0.percent },
        .count("images", "Test images left.") { Confidence.kept(of: $0.images, rejecting: $0.percent) },
        .count("wrong", "Wrong answers among them.") { $0.wrong[$0.percent] },
        .fraction("share-wrong", isOptional: true, "The same as a share.") {
            ratio($0.wrong[$0.percent], Confidence.kept(of: $0.images, rejecting: $0.percent))
        },
    ]

    private static func setting(_ setting: Setting) -> CatalogueEntry<Configuration> {
        switch setting.value(in: Configuration()) {
        case is Int: .count(setting.option, setting.help) { setting.value(in: $0) as? Int }
        case is Double: .number(setting.option, .setting, setting.help) { setting.value(in: $0) as? Double }
        default: .text(setting.option, setting.help) { setting.readableText(in: $0) }
        }
    }

    private static let program: [CatalogueEntry<Generator>] = [
        .text("name", "Its name.") { $0.name }, .text("version", "Its version.") { $0.version },
    ]

    private static func ratio(_ part: Int, _ whole: Int) -> Double? {
        whole > 0 ? Double(part) / Double(whole) : nil
    }
}

/// An epoch as templates see it.
private struct Epoch {
    let number: Int
    let loss: Double
    let result: EpochResult

    static func all(of record: RunRecord) -> [Epoch] {
        zip(record.epochLosses, record.epochs).enumerated().map { Epoch(number: $0 + 1, loss: $1.0, result: $1.1) }
    }
}

/// A class as templates see it.
private struct ClassResult {
    let label: Int
    let confusion: ConfusionMatrix
    let names: ClassNames

    static func all(of record: RunRecord) -> [ClassResult] {
        (0..<record.test.confusion.classes).map {
            ClassResult(label: $0, confusion: record.test.confusion, names: ClassNames(record.dataset))
        }
    }

    /// Those with test images, the hardest first.
    static func byRecall(in record: RunRecord) -> [ClassResult] {
        all(of: record).filter { $0.recall != nil }.sorted { ($0.recall ?? 0, $0.label) < ($1.recall ?? 0, $1.label) }
    }

    private var recall: Double? { confusion.recall(label) }
}

/// One class taken for another.
private struct Confusion {
    let actual: Int
    let predicted: Int
    let count: Int
    let names: ClassNames

    static func all(of record: RunRecord) -> [Confusion] {
        let names = ClassNames(record.dataset)
        return record.test.confusion.mistakes.map {
            Confusion(actual: $0.actual, predicted: $0.predicted, count: $0.count, names: names)
        }
    }
}

extension RunRecord {
    /// The accuracy on training images against that on validation images, after the last epoch.
    fileprivate var gap: TwoProportionTest? {
        guard let last = epochs.last, let validation = last.validationAccuracy else { return nil }
        return TwoProportionTest(
            last.trainingAccuracy, of: dataset.trainingImages, validation, of: dataset.validationImages)
    }
}
