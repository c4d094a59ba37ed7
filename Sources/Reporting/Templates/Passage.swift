import RunRecords

/// A passage that the program writes, under the name by which templates place it: `{{> overview}}`.
struct Passage: Sendable {
    let name: String
    let meaning: String
    /// `nil` where the run has nothing to say.
    let text: @Sendable (Report) -> String?

    init(_ name: String, _ meaning: String, _ text: @escaping @Sendable (Report) -> String?) {
        (self.name, self.meaning, self.text) = (name, meaning, text)
    }

    /// Every passage, in the order of the built-in report.
    static let all: [Passage] = [
        Passage("synthetic-notice", "That these digits are not MNIST, where they are not.") { $0.syntheticNotice },
        Passage("overview", "The run in three sentences.") { $0.overview },
        Passage("learned-nothing", "That the network learned nothing, where it did not.") { $0.learnedNothing },

        Passage("data-origin", "What the images are and where they come from.") { $0.origin },
        Passage("data-split", "Which images were set aside for validation.") { $0.split },
        Passage("preprocessing", "What is done to pixels before the network sees them.") { $0.preprocessing },
        Passage("class-balance", "How evenly training and test images are spread over the classes.") { $0.balance },

        Passage("architecture", "What the network does, in general.") { $0.architecture },
        Passage("layer-table", "The layers with their shapes and sizes.") { $0.layerTable },
        Passage("memory-and-work", "Which layer holds the parameters, and which does the work.") { $0.economy },
        Passage("lineage", "LeNet-5 then and now.") { $0.lineage },
        Passage("network-code", "The code that defines the network.") { $0.quotations(ofNetwork: true) },

        Passage("recipe", "The recipe, and where this run departs from it.") { $0.recipe },
        Passage("training-method", "Epochs, batches and steps.") { $0.method },
        Passage("schedule", "What sets this training apart from a plain one.") { $0.schedule },
        Passage("training-code", "The code of the training loop.") { $0.quotations(ofNetwork: false) },
        Passage("loss-history", "How the loss began and ended.") { LossHistory($0.record).sentences },
        Passage("epoch-table", "Loss and accuracies after each epoch.") { $0.epochTable },
        Passage("accuracy-history", "Whether the network overfits, and which epoch was best.") {
            AccuracyHistory($0.record).sentences
        },

        Passage("test-outcome", "The test accuracy with its interval.") { $0.outcome },
        Passage("comparison-with-paper", "The test error beside that of the paper.") { $0.comparisonWithPaper },
        Passage("class-table", "Precision, recall and F1 of each class.") { report in
            report.ifTested { ClassTable($0).markdown }
        },
        Passage("confusion-table", "How many images of each class were taken for each class.") { report in
            report.ifTested { ConfusionTable($0).markdown }
        },
        Passage("hardest-classes", "Which classes are hard.") { report in
            report.ifTested { ErrorAnalysis($0).hardestClasses }
        },
        Passage("rarest-classes", "How well the classes with the fewest training images are recognized.") { report in
            report.ifTested { ErrorAnalysis($0).rarestClasses }
        },
        Passage("commonest-confusions", "What is most often taken for what.") { report in
            report.ifTested { ErrorAnalysis($0).commonestConfusions }
        },

        Passage("channels", "What each channel of the first convolution detects.") { $0.channelIntroduction },
        Passage("channel-method", "How that is found out.") { $0.channelMethod },
        Passage("surest-mistake", "The mistake of which the network was surest.") {
            ErrorAnalysis($0.record).mostConfidentMistake
        },
        Passage("doubtful-labels", "Mistakes on images whose labels are doubtful.") {
            ErrorAnalysis($0.record).doubtfulLabels
        },

        Passage("threshold-table", "How often the network is wrong when it is sure.") { $0.thresholdTable },
        Passage("calibration", "How well its probabilities fit what they speak of.") { $0.calibration },
        Passage("rejection", "What is left where the least sure answers are not given.") { $0.rejection },
        Passage("random-warps", "What was done to training images, where they were warped.") { $0.augmentation },

        Passage("reproducibility", "That the same seed gives the same bits, and with which program.") {
            $0.reproducibility
        },
        Passage("reproduction-command", "The command that repeats the run.") { $0.reproductionCommand },
        Passage("data-folder", "What the command's FOLDER stands for, where it has one.") { $0.placeholder },
        Passage("other-commands", "Those that render and check it.") { $0.otherCommands },
        Passage("provenance-table", "Hashes of data, record and parameters.") { $0.artefacts },
        Passage("settings-table", "Every setting.") { $0.settings },

        Passage("headline", "The result in a sentence, as a README begins.") { $0.headline },
        Passage("gallery", "All figures, two side by side.") { $0.gallery },
    ]
}

extension Report {
    /// Nothing where no test image says anything.
    fileprivate func ifTested(_ text: (RunRecord) -> String?) -> String? {
        record.test.confusion.total > 0 ? text(record) : nil
    }
}
