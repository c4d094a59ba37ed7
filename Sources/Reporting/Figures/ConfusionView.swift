import Charts
import Foundation
import RunRecords

/// How often images of each class were taken for each class.
struct ConfusionView: FigureView {
    let title = "Confusion matrix"
    private let confusion: ConfusionMatrix
    private let names: ClassNames
    private let wrong: Int
    /// The most frequent first.
    private let mistakes: [(actual: Int, predicted: Int, count: Int)]

    init(_ record: RunRecord) {
        confusion = record.test.confusion
        names = ClassNames(record.dataset)
        wrong = confusion.total - confusion.correct
        mistakes = confusion.mistakes
    }

    private var most: Int { mistakes.first?.count ?? 0 }

    private var headline: String {
        let total = NumberFormat.count(confusion.total)
        return wrong == 0
            ? "All \(total) test images are recognized"
            : "\(NumberFormat.count(wrong)) of \(total) test images \(Prose.noun(wrong, "is", "are")) mistaken"
    }

    private var commonest: String {
        guard let worst = mistakes.first else { return "" }
        if worst.count == 1, mistakes.count > 1 { return "No mistake occurs more than once." }
        if mistakes.count == 1 {
            return "The only mistake: \(names.name(worst.actual)) taken for \(names.name(worst.predicted)), "
                + "\(Prose.times(worst.count))."
        }
        return "The most frequent mistake: \(names.name(worst.actual)) taken for \(names.name(worst.predicted)), "
            + "\(Prose.count(worst.count, "time"))."
    }

    /// The class with the smallest of a measure, in words.
    private func lowest(_ measure: (Int) -> Double?) -> String? {
        let known = (0..<confusion.classes).compactMap { label in measure(label).map { (label, $0) } }
        return known.min { ($0.1, $0.0) < ($1.1, $1.0) }.map {
            "\(NumberFormat.percentage($0.1, decimals: 1)) for \(names.name($0.0))"
        }
    }

    var caption: String {
        var text = "Counts of test images by class (rows) and prediction (columns)."
        guard wrong > 0 else { return text + " There are no mistakes." }
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
        let room = Figure.width - 2 * theme.margin
        let numbers = table(theme, measurer, showsTexts: true)
        let layout = numbers.layout(width: room, widest: 44, theme: theme, measurer: measurer)
        guard layout.size.width > room + 0.5 else { return page(numbers, layout, theme, measurer) }
        // Too many classes for numbers to be read: colors alone, and the worst mistakes in words beside them.
        let colors = table(theme, measurer, showsTexts: false)
        let words = mistakes.prefix(20).map { "\(names.label($0.actual)) → \(names.label($0.predicted))  \($0.count)" }
        let list = min(max(measurer.widest(words, theme.text) + 24, room * 0.32), room * 0.42)
        let square = colors.layout(width: room - list, widest: 44, theme: theme, measurer: measurer)
        return page(colors, square, theme, measurer)
    }

    private func page(
        _ table: CellTable, _ layout: CellTable.Layout, _ theme: Theme, _ measurer: TextMeasurer
    ) -> Drawing {
        let bar = most > 1 ? 12 + ColorBar.height(theme: theme) : 0
        var subtitle = "Right answers in blue, the stronger the higher the recall"
        subtitle += mistakes.isEmpty ? "." : "; mistakes on a logarithmic scale, so that rare ones show."
        if !mistakes.isEmpty { subtitle = commonest + " " + subtitle }
        var page = Page(
            width: Figure.width, title: headline, subtitle: subtitle, bodyHeight: layout.size.height + bar,
            theme: theme, measurer: measurer)
        let left = table.showsTexts ? page.body.midX - layout.size.width / 2 : page.body.x
        let origin = Point(x: left, y: page.body.y)
        table.draw(layout, at: origin, on: &page.drawing, theme: theme, measurer: measurer)
        if most > 1 {
            let labels = [(0.0, "1 mistake"), (1, NumberFormat.count(most))]
            ColorBar(ColorScale(domain: 0...1, colors: theme.sequential), labels: labels).draw(
                at: Point(x: origin.x + layout.table.x, y: page.body.y + layout.size.height + 12),
                width: min(layout.table.width, 150), on: &page.drawing, theme: theme, measurer: measurer)
        }
        if !table.showsTexts {
            let x = origin.x + layout.size.width + 16
            list(
                Rect(x: x, y: origin.y, width: page.body.maxX - x, height: layout.size.height), &page.drawing, theme,
                measurer)
        }
        return page.drawing
    }

    /// The most frequent mistakes with their counts, as many as have room.
    private func list(_ frame: Rect, _ drawing: inout Drawing, _ theme: Theme, _ measurer: TextMeasurer) {
        let line = theme.textSize * 1.45
        var baseline = frame.y + line
        drawing.draw(Text("Most frequent", style: theme.text.bold, at: Point(x: frame.x, y: baseline)))
        let shown = mistakes.prefix(max(Int(frame.height / line) - 2, 0))
        let room = frame.width - measurer.widest(shown.map { NumberFormat.count($0.count) }, theme.text.bold) - 8
        let words = lines(shown.map { ($0.actual, $0.predicted) }, within: room, theme.text, measurer)
        for (mistake, words) in zip(shown, words) {
            baseline += line
            drawing.draw(Text(words, style: theme.text, at: Point(x: frame.x, y: baseline)))
            drawing.draw(
                Text(
                    NumberFormat.count(mistake.count), style: theme.text.bold, at: Point(x: frame.maxX, y: baseline),
                    alignment: .trailing))
        }
    }

    /// Mistakes in so much room; with an arrow for the verb where that is little, and each name in its share of the rest.
    private func lines(
        _ mistakes: [(actual: Int, predicted: Int)], within room: Double, _ style: TextStyle, _ measurer: TextMeasurer
    ) -> [String] {
        let words = mistakes.map { names.mistake($0.actual, $0.predicted) }
        guard measurer.widest(words, style) > room else { return words }
        let free = room - measurer.width(" → ", style)
        return mistakes.map { actual, predicted in
            let first = names.label(actual, within: max(free / 2, free - width(predicted)), style, measurer)
            let second = names.label(predicted, within: free - measurer.width(first, style), style, measurer)
            return first + " → " + second
        }
        func width(_ label: Int) -> Double { measurer.width(names.label(label), style) }
    }

    private func table(_ theme: Theme, _ measurer: TextMeasurer, showsTexts: Bool) -> CellTable {
        let labels = (0..<confusion.classes).map {
            names.label($0, within: showsTexts ? 70 : 84, theme.text.bold, measurer)
        }
        func percentages(_ measure: (Int) -> Double?) -> [String] {
            (0..<confusion.classes).map { label in
                measure(label).map { $0 == 1 ? "100" : NumberFormat.decimal($0 * 100, decimals: 1) } ?? "–"
            }
        }
        return CellTable(
            cells: confusion.counts.enumerated().map { actual, row in
                let recall = confusion.recall(actual)
                return row.enumerated().map { predicted, count in
                    predicted == actual
                        ? right(count, recall, theme, isSmall: !showsTexts) : cell(count, theme)
                }
            },
            rows: .init(
                title: "actual", labels: labels, marginTitle: "recall %", margin: percentages(confusion.recall)),
            columns: .init(
                title: "predicted", labels: labels, marginTitle: "precision %",
                margin: percentages(confusion.precision)),
            corner: NumberFormat.decimal(confusion.accuracy * 100, decimals: 2), showsTexts: showsTexts)
    }

    /// Pale for a class that is never recognized, and empty for one without images.
    private func right(_ count: Int, _ recall: Double?, _ theme: Theme, isSmall: Bool) -> CellTable.Cell {
        guard let recall else { return .init("", color: theme.shade, ink: theme.ink) }
        let strength = isSmall ? 0.1 + 0.8 * recall : 0.03 + 0.22 * recall
        let color = theme.background.mixed(with: theme.series[0], strength)
        return .init(String(count), color: color, ink: theme.ink, isBold: true)
    }

    private func cell(_ count: Int, _ theme: Theme) -> CellTable.Cell {
        guard count > 0 else { return .init("", color: theme.shade, ink: theme.ink) }
        let position = most > 1 ? log(Double(count)) / log(Double(most)) : 0
        let color = ColorScale(domain: 0...1, colors: theme.sequential).color(of: position)
        return .init(String(count), color: color, ink: color.moreLegible(.black, .white))
    }
}
