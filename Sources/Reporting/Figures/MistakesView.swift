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
        case 1: "The most confident mistake"
        default: "The \(shown.count) most confident mistakes"
        }
    }

    private var subtitle: String {
        guard !shown.isEmpty else {
            return
                "\(NumberFormat.count(tested - mistakes)) of \(NumberFormat.count(tested)) test images are recognized."
        }
        return "Of \(NumberFormat.count(mistakes)) among \(Prose.count(tested, "test image")); below each its "
            + "class, what it was \(names.verb), how sure it was, and the image's place in the test set."
    }

    var caption: String {
        guard let first = shown.first else { return "No mistakes were recorded. " + subtitle }
        return "\(headline), out of \(NumberFormat.count(mistakes)) among \(Prose.count(tested, "test image")). "
            + "The first is \(names.image(of: first.actual)), \(names.verb) \(names.label(first.predicted)) with a probability of "
            + NumberFormat.certainty(Double(first.probability)).replacing("> ", with: "more than ") + "."
    }

    var altText: String {
        guard !shown.isEmpty else { return "A note that no mistakes were recorded. " + subtitle }
        let list = shown.map { names.mistake($0.actual, $0.predicted) }.joined(separator: ", ")
        return "\(Prose.count(shown.count, "test image")) that the network gets wrong: \(list)."
    }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        let gap = 8.0
        let captions = shown.map { mistake in
            [
                ImageGrid.Caption(
                    measurer.shortened(names.mistake(mistake.actual, mistake.predicted), theme.text.bold, width: 140),
                    theme.text.bold),
                ImageGrid.Caption(
                    NumberFormat.certainty(Double(mistake.probability)), theme.small.colored(theme.alert)),
                ImageGrid.Caption("image \(mistake.index)", theme.small),
            ] + (labelErrors.note(mistake.index).map { [.init($0, theme.small.bold.colored(theme.series[3]))] } ?? [])
        }
        let widest = captions.joined().reduce(0) { max($0, measurer.width($1.string, $1.style)) }
        let room = Figure.width - 2 * theme.margin + gap
        let columns = max(min(6, Int(room / (widest + gap))), 1)
        let pixels = shown.reduce(1) { max($0, $1.image.rows, $1.image.columns) }
        let pitch = ImageGrid.pitch(pixels: pixels, within: max(room / 6 - gap - 4, widest - 4))
        let grid = ImageGrid(
            zip(shown, captions).map { ImageGrid.Tile($0.image.bitmap(), caption: $1) }, columns: columns,
            side: max(pitch * Double(pixels), widest - 4), pitch: pitch, gap: gap
        ).justified(to: room - gap)
        var page = Page(
            width: Figure.width, title: headline, subtitle: subtitle, bodyHeight: grid.size.height, theme: theme,
            measurer: measurer)
        grid.draw(at: Point(x: page.body.x, y: page.body.y), on: &page.drawing, theme: theme)
        return page.drawing
    }
}
