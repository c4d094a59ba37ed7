import Charts
import RunRecords

/// The test images that most runs have wrong.
struct HardImagesView: FigureView {
    let title = "Hard images"
    private let study: StudyAnalysis
    private let names: ClassNames
    private let labelErrors: KnownLabelErrors
    private let shown: [Item]
    private let runs: Int
    /// Images that every run has wrong.
    private let always: Int

    private struct Item {
        let image: HardImage
        let actual: Int
        let predicted: Int
        let wrong: Int
    }

    /// `nil` where no image is wrong in any run.
    init?(_ study: StudyAnalysis) {
        guard let dataset = study.record.variants.first?.dataset, !study.record.hardImages.isEmpty else { return nil }
        self.study = study
        names = ClassNames(dataset)
        labelErrors = KnownLabelErrors(dataset)
        let counts = study.wrongCounts
        runs = study.finished.count
        always = counts.count { $0 == study.finished.count }
        shown = study.record.hardImages.compactMap { hard in
            study.commonestMistake(hard.index).map {
                Item(
                    image: hard, actual: Int(study.record.testLabels[hard.index]), predicted: $0.predicted,
                    wrong: counts[hard.index])
            }
        }
        if shown.isEmpty { return nil }
    }

    private var headline: String {
        switch (runs, always) {
        case (1, _): "Test images that the run has wrong"
        case (_, 0): "No test image is wrong in every run"
        default: "\(Prose.count(always, "test image is", "test images are")) wrong in every run"
        }
    }

    private var subtitle: String {
        "\(shown.count == 1 ? "The hardest image" : "The \(shown.count) hardest"): below each its class and what most runs "
            + "take it for, in how many of \(Prose.count(runs, "run")) it is wrong, and its place in the test set."
    }

    var caption: String {
        "\(headline). Shown are the \(shown.count) that are wrong in most of \(Prose.count(runs, "run")), each with its class, "
            + "what most of them take it for, and its place in the test set."
    }

    var altText: String {
        let list = shown.map { "\(names.mistake($0.actual, $0.predicted)) (\($0.wrong) of \(runs))" }
        return "\(Prose.count(shown.count, "test image")) that most runs have wrong: \(list.joined(separator: ", "))."
    }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        let mistakes = names.captions(shown.map { ($0.actual, $0.predicted) }, theme.text.bold, measurer)
        let tiles = zip(shown, mistakes).map { item, mistake in
            let below: [ImageGrid.Caption?] = [
                .init("\(item.wrong) of \(runs)", theme.small.colored(theme.alert)),
                .init("image \(item.image.index)", theme.small),
                labelErrors.note(item.image.index).map { .init($0, theme.small.bold.colored(theme.series[3])) },
            ]
            return ImageGrid.Tile(
                item.image.image.bitmap(),
                caption: mistake.map { .init($0, theme.text.bold) } + below.compactMap(\.self))
        }
        return CaptionedImages(tiles: tiles).page(title: headline, subtitle: subtitle, theme: theme, measurer: measurer)
    }
}
