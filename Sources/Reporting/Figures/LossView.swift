import Charts
import Foundation
import RunRecords

/// The loss of each batch, faint, and its running mean on a logarithmic axis.
struct LossView: FigureView {
    let title = "Training loss"
    private let losses: [Double]
    private let batchesPerEpoch: Int
    private let batchSize: Int
    private let epochs: Int
    /// The number of batches that the running mean looks at.
    let window: Int
    /// The running mean after each batch.
    let means: [Double]
    /// The mean of the last epoch.
    let final: Double
    /// From a thirtieth of the smallest mean to the largest loss: single batches may have next to no loss, and an
    /// axis that reached down to those would flatten all else.
    let scale: LogarithmicScale

    init(_ record: RunRecord) {
        losses = record.trainingLoss.map { Double($0) }
        batchesPerEpoch = max(record.batchesPerEpoch, 1)
        batchSize = record.configuration.batchSize
        epochs = record.configuration.epochs
        window = max(min(losses.count / 40, batchesPerEpoch), 1)
        means = Self.runningMeans(losses, window: window)
        final = record.epochLosses.last ?? .nan
        let floor = means.filter { $0 > 0 }.min().map { $0 / 30 } ?? 0
        scale = LogarithmicScale(covering: (losses + means).filter { $0 > 0 }.map { max($0, floor) })
    }

    /// The mean of the finite values of up to `window` neighbors around each. At the start as many before as after,
    /// so that the first mean is the first loss; at the end fewer after.
    static func runningMeans(_ values: [Double], window: Int) -> [Double] {
        var (sums, counts) = ([0.0], [0])
        for value in values {
            sums.append(sums[sums.count - 1] + (value.isFinite ? value : 0))
            counts.append(counts[counts.count - 1] + (value.isFinite ? 1 : 0))
        }
        return values.indices.map { index in
            let reach = min(window / 2, index)
            let (first, end) = (index - reach, min(index + reach + 1, values.count))
            let count = counts[end] - counts[first]
            return count == 0 ? .nan : (sums[end] - sums[first]) / Double(count)
        }
    }

    /// A loss with three significant digits.
    static func text(_ loss: Double) -> String {
        guard loss > 0, loss.isFinite else { return NumberFormat.decimal(loss, decimals: 2) }
        let decimals = 2 - Int(log10(loss).rounded(.down))
        return NumberFormat.decimal(loss, decimals: min(max(decimals, 0), 12))
    }

    private var undefined: Int { losses.count { !$0.isFinite } }
    private var first: Double { losses.first ?? .nan }

    private var below: Int { losses.count { $0 < scale.domain.lowerBound } }

    private var headline: String {
        guard first.isFinite, final.isFinite else { return "The loss of each training batch" }
        let (start, end) = (Self.text(first), Self.text(final))
        if start == end { return "The loss stays at \(end)" }
        return "The loss \(final < first ? "falls" : "rises") from \(start) to \(end) in the last epoch"
    }

    private var subtitle: String {
        "Cross entropy of \(Prose.count(losses.count, "batch", "batches")) of \(Prose.count(batchSize, "image")); "
            + "\(Prose.count(batchesPerEpoch, "batch makes", "batches make")) an epoch."
    }

    var caption: String {
        var text =
            window == 1
            ? "The loss of each batch on a logarithmic axis."
            : "The loss of each batch, faint, and the mean of \(NumberFormat.count(window)) neighboring batches "
                + "over it, on a logarithmic axis."
        if final.isFinite { text += " The mean over the last epoch is \(Self.text(final))." }
        if below > 0 { text += " \(Prose.count(below, "batch lies", "batches lie")) below the axis." }
        if undefined > 0 {
            text +=
                " \(Prose.count(undefined, "batch", "batches")) without a finite loss \(Prose.noun(undefined, "is", "are")) left out."
        }
        return text
    }

    var altText: String {
        "Line chart of the training loss over \(Prose.count(epochs, "epoch")) on a logarithmic axis: "
            + "\(Self.text(first)) at the first batch, \(Self.text(final)) in the mean over the last epoch."
    }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        chart(theme).page(title: headline, subtitle: subtitle, theme: theme, measurer: measurer)
    }

    private func chart(_ theme: Theme) -> LineChart {
        let color = theme.series[0]
        let faint = Stroke(color: color.mixed(with: theme.background, 0.76), width: 0.5)
        let strong = Stroke(color: color, width: theme.lineWidth)
        func points(_ values: [Double]) -> [Point] {
            values.enumerated().map { Point(x: Double($0.offset) / Double(batchesPerEpoch), y: $0.element) }
        }
        let end = Double(max(losses.count, 1)) / Double(batchesPerEpoch)
        let label = EndLabel(at: final, [Self.text(final), "last epoch"], color: color)
        return LineChart(
            x: Axis(LinearScale(domain: 0...end, isWhole: end > 3), title: "epochs"),
            y: Axis(scale, title: "loss"),
            marks: [.line(points(losses), faint), .line(points(means), strong)],
            endLabels: final.isFinite ? [label] : [],
            legend: Legend([
                .init("each batch", stroke: Stroke(color: faint.color, width: theme.lineWidth)),
                .init("mean of \(NumberFormat.count(window)) batches", stroke: strong),
            ]))
    }
}
