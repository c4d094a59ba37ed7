import Charts
import RunRecords

/// The test images that the network gets wrong with most confidence.
struct MistakesView: FigureView {
    let title = "Mistakes"
    private let names: ClassNames
    private let labelErrors: KnownLabelErrors
    private let shown: [Mistake]
    private let mistakes: Int
    private let tested: Int

    /// Two rows of six.
    private static let limit = 12

    init(_ record: RunRecord) {
        names = ClassNames(record.dataset)
        labelErrors = KnownLabelErrors(record.dataset)
        let confusion = record.test.confusion
        shown = Array(record.exhibits.mistakes.prefix(Self.limit))
        tested = confusion.total
        mistakes = confusion.total - confusion.correct
    }

    private var headline: String {
        switch shown.count {
        case 0: "No mistakes to show"
        case mistakes: mistakes == 1 ? "The only mistake" : "All \(mistakes) mistakes"
        case 1: "The most confident mistake"
        default: "The \(shown.count) most confident mistakes"
        }
    }

    private var subtitle: String {
        guard !shown.isEmpty else {
            return
                "\(NumberFormat.count(tested - mistakes)) of \(NumberFormat.count(tested)) test images are recognized."
        }
        let number = shown.count == mistakes ? "Among" : "Of \(NumberFormat.count(mistakes)) among"
        return "\(number) \(Prose.count(tested, "test image")); below each its "
            + "class, what it was \(names.verb), how sure it was, and the image's place in the test set."
    }

    var caption: String {
        guard let first = shown.first else { return "No mistakes were recorded. " + subtitle }
        let number = shown.count == mistakes ? "" : ", out of \(NumberFormat.count(mistakes))"
        return "\(headline)\(number) among \(Prose.count(tested, "test image")). "
            + "The first is \(names.image(of: first.actual)), \(names.verb) \(names.label(first.predicted)) with a probability of "
            + NumberFormat.certainty(Double(first.probability)).replacing("> ", with: "more than ") + "."
    }

    var altText: String {
        guard !shown.isEmpty else { return "A note that no mistakes were recorded. " + subtitle }
        let list = shown.map { names.mistake($0.actual, $0.predicted) }.joined(separator: ", ")
        return "\(Prose.count(shown.count, "test image")) that the network gets wrong: \(list)."
    }

    private func captions(_ theme: Theme, _ measurer: TextMeasurer) -> [[String]] {
        names.captions(shown.map { ($0.actual, $0.predicted) }, theme.text.bold, measurer)
    }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        let tiles = zip(shown, captions(theme, measurer)).map { mistake, words in
            let below: [ImageGrid.Caption?] = [
                .init(NumberFormat.certainty(Double(mistake.probability)), theme.small.colored(theme.alert)),
                .init("image \(mistake.index)", theme.small),
                labelErrors.note(mistake.index).map { .init($0, theme.small.bold.colored(theme.series[3])) },
            ]
            return ImageGrid.Tile(
                mistake.image.bitmap(), caption: words.map { .init($0, theme.text.bold) } + below.compactMap { $0 })
        }
        return CaptionedImages(tiles: tiles).page(title: headline, subtitle: subtitle, theme: theme, measurer: measurer)
    }
}
