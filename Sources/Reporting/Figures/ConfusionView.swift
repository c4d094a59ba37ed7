import Charts
import Foundation
import RunRecords

/// How often images of each class were taken for each class.
struct ConfusionView: FigureView {
    let title = "Confusion matrix"
    private let confusion: ConfusionMatrix
    private let mistakes: Int
    /// The most frequent mistake: the class, what it was taken for, and how often.
    private let worst: (actual: Int, predicted: Int, count: Int)

    init(_ record: RunRecord) {
        confusion = record.test.confusion
        mistakes = confusion.total - confusion.correct
        var worst = (actual: 0, predicted: 0, count: 0)
        for actual in 0..<confusion.classes {
            for predicted in 0..<confusion.classes where predicted != actual {
                let count = confusion.counts[actual][predicted]
                if count > worst.count { worst = (actual, predicted, count) }
            }
        }
        self.worst = worst
    }

    private var headline: String {
        let total = NumberFormat.count(confusion.total)
        return mistakes == 0
            ? "All \(total) test images are recognized"
            : "\(NumberFormat.count(mistakes)) of \(total) test images are mistaken"
    }

    private var commonest: String {
        guard worst.count > 0 else { return "" }
        return "The most frequent mistake: \(worst.actual) taken for \(worst.predicted), "
            + "\(NumberFormat.count(worst.count)) \(worst.count == 1 ? "time" : "times")."
    }

    /// The class with the smallest of a measure, in words.
    private func lowest(_ measure: (Int) -> Double?) -> String? {
        let known = (0..<confusion.classes).compactMap { label in measure(label).map { (label, $0) } }
        return known.min { ($0.1, $0.0) < ($1.1, $1.0) }.map {
            "\(NumberFormat.percentage($0.1, decimals: 1)) for \($0.0)"
        }
    }

    var caption: String {
        var text = "Counts of test images by class (rows) and prediction (columns)."
        if let recall = lowest(confusion.recall) { text += " The lowest recall is \(recall)" }
        if let precision = lowest(confusion.precision) { text += ", the lowest precision \(precision)" }
        return text + "." + (commonest.isEmpty ? "" : " " + commonest)
    }

    var altText: String {
        "Confusion matrix of \(Prose.count(confusion.classes, "class", "classes")): \(NumberFormat.count(confusion.correct)) of "
            + "\(NumberFormat.count(confusion.total)) test images on the diagonal. "
            + (commonest.isEmpty ? "No mistakes." : commonest)
    }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        // Beyond this many classes numbers would make the page wider than a screen.
        let showsTexts = confusion.classes <= 60
        let table = table(theme, showsTexts: showsTexts)
        let layout = table.layout(
            width: Figure.width - 2 * theme.margin, widest: 44, theme: theme, measurer: measurer)
        let bar = worst.count > 1 ? 12 + ColorBar.height(theme: theme) : 0
        var subtitle = "Right answers in blue; mistakes on a logarithmic scale, so that rare ones show."
        if worst.count > 0 { subtitle = commonest + " " + subtitle }
        var page = Page(
            width: max(Figure.width, layout.size.width + 2 * theme.margin), title: headline, subtitle: subtitle,
            bodyHeight: layout.size.height + bar, theme: theme, measurer: measurer)
        let origin = Point(x: page.body.midX - layout.size.width / 2, y: page.body.y)
        table.draw(layout, at: origin, on: &page.drawing, theme: theme, measurer: measurer)
        if worst.count > 1 {
            let labels = [(0.0, "1 mistake"), (1, NumberFormat.count(worst.count))]
            ColorBar(ColorScale(domain: 0...1, colors: theme.sequential), labels: labels).draw(
                at: Point(x: origin.x + layout.table.x, y: page.body.y + layout.size.height + 12),
                width: min(layout.table.width, 150), on: &page.drawing, theme: theme, measurer: measurer)
        }
        return page.drawing
    }

    private func table(_ theme: Theme, showsTexts: Bool) -> CellTable {
        let labels = (0..<confusion.classes).map(String.init)
        func percentages(_ measure: (Int) -> Double?) -> [String] {
            (0..<confusion.classes).map { label in
                measure(label).map { $0 == 1 ? "100" : NumberFormat.decimal($0 * 100, decimals: 1) } ?? "–"
            }
        }
        return CellTable(
            cells: confusion.counts.enumerated().map { actual, row in
                row.enumerated().map { cell($0.element, isRight: $0.offset == actual, theme) }
            },
            rows: .init(
                title: "actual", labels: labels, marginTitle: "recall %", margin: percentages(confusion.recall)),
            columns: .init(
                title: "predicted", labels: labels, marginTitle: "precision %",
                margin: percentages(confusion.precision)),
            corner: NumberFormat.decimal(confusion.accuracy * 100, decimals: 2), showsTexts: showsTexts)
    }

    private func cell(_ count: Int, isRight: Bool, _ theme: Theme) -> CellTable.Cell {
        if isRight {
            let color = theme.series[0].mixed(with: theme.background, 0.8)
            return .init(String(count), color: color, ink: theme.ink, isBold: true)
        }
        guard count > 0 else { return .init("", color: theme.shade, ink: theme.ink) }
        let position = worst.count > 1 ? log(Double(count)) / log(Double(worst.count)) : 0
        let color = ColorScale(domain: 0...1, colors: theme.sequential).color(of: position)
        return .init(String(count), color: color, ink: color.moreLegible(.black, .white))
    }
}
