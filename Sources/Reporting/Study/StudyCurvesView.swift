import Charts
import RunRecords

/// Validation accuracy after each epoch: every run, faint, under the mean of its variant with its interval.
struct StudyCurvesView: FigureView {
    let title = "Validation accuracy over the epochs"
    private let study: StudyAnalysis
    private let variants: [StudyAnalysis.Variant]

    /// Curves of more variants cannot be told apart.
    private static let limit = 4

    /// `nil` where no run has two epochs with validation images.
    init?(_ study: StudyAnalysis) {
        self.study = study
        variants = study.ranking.map { study.variants[$0] }.filter { variant in
            variant.finished.contains { $0.summary.epochs.count > 1 && $0.summary.validationAccuracy != nil }
        }.prefix(Self.limit).map { $0 }
        if variants.isEmpty { return nil }
    }

    private var epochs: Int { variants.flatMap(\.finished).map(\.summary.epochs.count).max() ?? 1 }

    /// The accuracies of all runs of a variant after each epoch.
    private func samples(_ variant: StudyAnalysis.Variant) -> [Sample] {
        let count = variant.finished.map(\.summary.epochs.count).min() ?? 0
        return (0..<count).compactMap { epoch in
            Sample(variant.finished.compactMap { $0.summary.epochs[epoch].validationAccuracy })
        }
    }

    private var headline: String {
        guard let sample = variants[0].validation else { return title }
        guard variants.count == 1 else { return "\(variants[0].name) ends at \(sample.percentage) in the mean" }
        let (low, high) = (sample.values.min() ?? 0, sample.values.max() ?? 0)
        return "After \(Prose.count(epochs, "epoch")) seeds lie \(StudyWords.points(high - low)) points apart"
    }

    private var subtitle: String {
        let best = study.variants.count > variants.count ? " of the best \(variants.count) variants" : ""
        return "Share of the validation images that are recognized: every run\(best), faint, and the mean with its "
            + "95\u{a0}% interval over seeds."
    }

    private var ends: String {
        variants.compactMap { variant in
            variant.validation.map { "\(variants.count > 1 ? variant.name + ": " : "")\($0.meanAndDeviation) %" }
        }.joined(separator: "; ")
    }

    var caption: String {
        "Validation accuracy after each epoch, a faint line for each run, with the mean and its 95 % interval over seeds. "
            + "At the end: \(ends)."
    }

    var altText: String {
        "Line chart of the validation accuracy over \(Prose.count(epochs, "epoch")) for "
            + "\(Prose.count(variants.reduce(0) { $0 + $1.finished.count }, "run")). At the end: \(ends)."
    }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        let colors = variants.count == 1 ? [theme.series[1]] : theme.series
        let curves = variants.map(samples)
        var bands: [(width: Double, mark: Mark)] = []
        var (faint, means): ([Mark], [Mark]) = ([], [])
        for ((variant, samples), color) in zip(zip(variants, curves), colors) {
            func points(_ values: [Double]) -> [Point] {
                values.enumerated().map { Point(x: Double($0.offset + 1), y: $0.element * 100) }
            }
            let intervals = samples.compactMap(\.interval)
            let band = Mark.area(
                lower: points(intervals.map(\.lowerBound)), upper: points(intervals.map(\.upperBound)),
                color.mixed(with: theme.background, 0.8))
            bands.append((intervals.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }, band))
            faint += variant.finished.map { run in
                .line(
                    points(run.summary.epochs.compactMap(\.validationAccuracy)),
                    Stroke(color: color.mixed(with: theme.background, 0.5), width: 0.6))
            }
            means.append(.line(points(samples.map(\.mean)), Stroke(color: color, width: theme.lineWidth)))
        }
        // The narrowest band is drawn last, so that none hides another.
        bands.sort { $0.width > $1.width }
        let reach = Double(epochs)
        let padding = (reach - 1) * 0.02
        let values = variants.flatMap(\.finished).flatMap { $0.summary.epochs.compactMap(\.validationAccuracy) }
        let labels = zip(variants, colors).compactMap { variant, color in
            variant.validation.map { sample in
                let name = variants.count == 1 ? "Mean" : measurer.shortened(variant.name, theme.text.bold, width: 120)
                return EndLabel(at: sample.mean * 100, [name, sample.percentage], color: color)
            }
        }
        return LineChart(
            x: Axis(LinearScale(domain: 1 - padding...reach + padding, isWhole: true), title: "epoch"),
            y: Axis(
                LinearScale(covering: values.map { $0 * 100 }, margin: 0.05), title: "validation accuracy",
                unit: "\u{a0}%"),
            marks: bands.map(\.mark) + faint + means, endLabels: labels
        ).page(title: headline, subtitle: subtitle, theme: theme, measurer: measurer)
    }
}
