import Charts
import RunRecords

/// Accuracies after each epoch, beside that on the test images.
struct AccuracyView: FigureView {
    let title = "Training and validation accuracy"
    private let epochs: [EpochResult]
    private let test: TestResult
    private let interval: WilsonInterval

    init(_ record: RunRecord) {
        epochs = record.epochs
        test = record.test
        let confusion = record.test.confusion
        interval = WilsonInterval(successes: confusion.correct, trials: confusion.total)
    }

    private var training: [Double] { epochs.map(\.trainingAccuracy) }
    private var validation: [Double] { epochs.compactMap(\.validationAccuracy) }

    private var range: String {
        NumberFormat.decimal(interval.lower * 100, decimals: 2) + " to "
            + NumberFormat.percentage(interval.upper)
    }

    private var headline: String {
        "\(NumberFormat.percentage(test.accuracy)) of the test images are recognized"
    }

    private var subtitle: String {
        "Accuracy after each epoch; the dashed line is the test accuracy after the last, its band the 95\u{a0}% interval "
            + "(Wilson) of \(NumberFormat.count(test.confusion.total)) test images."
    }

    private var ends: String {
        let parts =
            [training.last.map { "\(NumberFormat.percentage($0)) of the training images" }]
            + [validation.last.map { "\(NumberFormat.percentage($0)) of the validation images" }]
        return parts.compactMap { $0 }.joined(separator: " and ")
    }

    var caption: String {
        "After \(Prose.count(epochs.count, "epoch")) the network recognizes \(ends); of the test "
            + "images \(NumberFormat.percentage(test.accuracy)), 95 % interval \(range)."
    }

    var altText: String {
        "Line chart of the accuracy over \(Prose.count(epochs.count, "epoch")). At the end: \(ends), and "
            + "\(NumberFormat.percentage(test.accuracy)) of the test images, 95 % interval \(range)."
    }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        chart(theme).page(title: headline, subtitle: subtitle, theme: theme, measurer: measurer)
    }

    private func chart(_ theme: Theme) -> LineChart {
        let radius = epochs.count > 40 ? 0.0 : epochs.count > 20 ? 2 : 3
        func points(_ values: [Double?]) -> [Point] {
            values.enumerated().map { Point(x: Double($0.offset + 1), y: ($0.element ?? .nan) * 100) }
        }
        let (blue, orange, gray) = (theme.series[0], theme.series[1], theme.series[2])
        let validationPoints = points(epochs.map(\.validationAccuracy))
        var marks: [Mark] = [
            .band(interval.lower * 100...interval.upper * 100, theme.shade),
            .rule(test.accuracy * 100, Stroke(color: gray, width: 1.2, dashes: [4, 4])),
        ]
        for (values, color, shape) in [
            (points(training), blue, Symbol.Shape.disc), (validationPoints, orange, .diamond),
        ] {
            marks.append(.line(values, Stroke(color: color, width: theme.lineWidth)))
            if radius > 0 { marks.append(.symbols(values, Symbol(shape, color: color, radius: radius))) }
        }
        let labels: [(String, Double?, Color)] = [
            ("Training", training.last, blue), ("Validation", validation.last, orange), ("Test", test.accuracy, gray),
        ]
        let reach = Double(max(epochs.count, 1))
        let padding = reach == 1 ? 0.5 : (reach - 1) * 0.02
        let values = (training + validation + [interval.lower, interval.upper, test.accuracy]).map { $0 * 100 }
        return LineChart(
            x: Axis(LinearScale(domain: 1 - padding...reach + padding, isWhole: true), title: "epoch"),
            y: Axis(LinearScale(covering: values, margin: 0.06), title: "accuracy", unit: "\u{a0}%"),
            marks: marks,
            endLabels: labels.compactMap { name, value, color in
                value.map { EndLabel(at: $0 * 100, [name, NumberFormat.percentage($0)], color: color) }
            })
    }
}
