import Charts
import Foundation
import RunRecords

/// The loss of each batch, faint, and its running mean on a logarithmic axis.
struct LossView: FigureView {
    let title = "Training loss"
    private let losses: [Double]
    private let batchesPerEpoch: Int
    private let batchSize: Int
    private let images: Int
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
    /// The learning rate of each batch, where it changes; else none.
    private let rates: [Double]

    init(_ record: RunRecord) {
        let rates = record.configuration.learningRates(steps: record.trainingLoss.count)
        self.rates = Set(rates).count > 1 ? rates : []
        losses = record.trainingLoss.map { Double($0) }
        batchesPerEpoch = max(record.batchesPerEpoch, 1)
        batchSize = record.configuration.batchSize
        images = record.dataset.trainingImages
        epochs = record.configuration.epochs
        window = max(min(losses.count / 40, batchesPerEpoch), 1)
        means = Self.runningMeans(losses, window: window)
        final = record.epochLosses.last ?? .nan
        epochMeans =
            batchesPerEpoch == 1 || record.epochLosses.count > 50
            ? []
            : record.epochLosses.enumerated().map { Point(x: Double($0.offset + 1), y: $0.element) }
                .filter { $0.y.isFinite }
        let floor = means.filter { $0 > 0 }.min().map { $0 / 30 } ?? 0
        scale = LogarithmicScale(covering: (losses + means).filter { $0 > 0 }.map { max($0, floor) })
    }

    /// The mean of the finite values of the last `window` up to each, at the start of as many as there are: the first
    /// is the first loss, the last that of the end.
    static func runningMeans(_ values: [Double], window: Int) -> [Double] {
        var (sums, counts) = ([0.0], [0])
        for value in values {
            sums.append(sums[sums.count - 1] + (value.isFinite ? value : 0))
            counts.append(counts[counts.count - 1] + (value.isFinite ? 1 : 0))
        }
        return values.indices.map { index in
            let first = max(index + 1 - window, 0)
            let count = counts[index + 1] - counts[first]
            return count == 0 ? .nan : max((sums[index + 1] - sums[first]) / Double(count), 0)
        }
    }

    /// A loss with three significant digits.
    static func text(_ loss: Double) -> String {
        guard loss > 0, loss.isFinite else { return NumberFormat.decimal(loss, decimals: 2) }
        guard (1e-6..<1e6).contains(loss) else { return FiltersView.signed(loss) }
        let decimals = 2 - Int(log10(loss).rounded(.down))
        return NumberFormat.decimal(loss, decimals: min(max(decimals, 0), 12))
    }

    private var undefined: Int { losses.count { !$0.isFinite } }
    private var first: Double { losses.first ?? .nan }

    /// Whether there is anything for a logarithmic axis to show.
    private var isLogarithmic: Bool { losses.contains { $0 > 0 && $0.isFinite } }

    private var below: Int { isLogarithmic ? losses.count { $0 < scale.domain.lowerBound } : 0 }

    /// The mean of each epoch at its end, where that is not the loss of a single batch; none where they would touch.
    private let epochMeans: [Point]

    private var headline: String {
        guard first.isFinite, final.isFinite else { return "The loss of each training batch" }
        let (start, end) = (Self.text(first), Self.text(final))
        if start == end { return "The loss stays at \(end)" }
        return "The loss \(final < first ? "falls" : "rises") from \(start) to \(end) in the last epoch"
    }

    private var subtitle: String {
        "Cross entropy of \(Prose.count(losses.count, "batch", "batches")) of \(Prose.count(min(batchSize, images), "image")); "
            + "\(Prose.count(batchesPerEpoch, "batch makes", "batches make")) an epoch."
    }

    var caption: String {
        var parts = ["The loss of each batch" + (window > 1 ? ", faint" : "")]
        if window > 1 { parts.append("the mean of the last \(NumberFormat.count(window)) batches over it") }
        if !epochMeans.isEmpty { parts.append("the mean of each epoch as a dot at its end") }
        let last = parts.removeLast()
        var text = parts.isEmpty ? last : parts.joined(separator: ", ") + ", and " + last + ","
        text = isLogarithmic ? text + " on a logarithmic axis." : text.trimmingCharacters(in: [","]) + "."
        if final.isFinite { text += " The mean over the last epoch is \(Self.text(final))." }
        if !rates.isEmpty { text += " Below it, the learning rate." }
        if below > 0 { text += " \(Prose.count(below, "batch lies", "batches lie")) below the axis." }
        if undefined > 0 {
            text +=
                " \(Prose.count(undefined, "batch", "batches")) without a finite loss \(Prose.noun(undefined, "is", "are")) left out."
        }
        return text
    }

    var altText: String {
        "Line chart of the training loss over \(Prose.count(epochs, "epoch"))\(isLogarithmic ? " on a logarithmic axis" : ""): "
            + "\(Self.text(first)) at the first batch, \(Self.text(final)) in the mean over the last epoch."
    }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        guard !rates.isEmpty else {
            return chart(theme).page(title: headline, subtitle: subtitle, theme: theme, measurer: measurer)
        }
        let height = 250.0
        let gap = 12.0
        let below = 105.0
        var page = Page(
            width: Figure.width, title: headline, subtitle: subtitle, bodyHeight: height + gap + below, theme: theme,
            measurer: measurer)
        let body = page.body
        chart(theme).draw(
            in: Rect(x: body.x, y: body.y, width: body.width, height: height), on: &page.drawing, theme: theme,
            measurer: measurer)
        rateChart(theme).draw(
            in: Rect(x: body.x, y: body.y + height + gap, width: body.width, height: below), on: &page.drawing,
            theme: theme, measurer: measurer)
        return page.drawing
    }

    private var end: Double { Double(max(losses.count, 1)) / Double(batchesPerEpoch) }

    /// The learning rate over the same epochs, with an end label as wide as the loss's, so that the axes are one.
    private func rateChart(_ theme: Theme) -> LineChart {
        let color = theme.series[1]
        let points = rates.enumerated().map { Point(x: Double($0.offset) / Double(batchesPerEpoch), y: $0.element) }
        let last = rates.last ?? 0
        return LineChart(
            x: Axis(LinearScale(domain: 0...end, isWhole: end > 3), title: "epochs"),
            y: Axis(LinearScale(domain: 0...(rates.max() ?? 1)), title: "learning rate"),
            marks: [.line(points, Stroke(color: color, width: theme.lineWidth))],
            endLabels: final.isFinite
                ? [EndLabel(at: last, [last < 1e-5 ? "0" : NumberFormat.shortest(last), "at the end"], color: color)]
                : [])
    }

    private func chart(_ theme: Theme) -> LineChart {
        let color = theme.series[0]
        let faint = Stroke(color: color.mixed(with: theme.background, 0.76), width: 0.5)
        let strong = Stroke(color: color, width: theme.lineWidth)
        func points(_ values: [Double]) -> [Point] {
            values.enumerated().map { Point(x: Double($0.offset + 1) / Double(batchesPerEpoch), y: $0.element) }
        }
        let label = EndLabel(at: final, [Self.text(final), "last epoch"], color: color)
        var marks: [Mark] = [.line(points(means), strong)]
        var legend: [Legend.Entry] = []
        if window > 1 {
            marks.insert(.line(points(losses), faint), at: 0)
            legend = [
                .init("each batch", stroke: Stroke(color: faint.color, width: theme.lineWidth)),
                .init("mean of the last \(NumberFormat.count(window))", stroke: strong),
            ]
        }
        if !epochMeans.isEmpty {
            if window == 1 { legend = [.init("each batch", stroke: strong)] }
            let dot = Symbol(.disc, color: theme.ink, radius: epochMeans.count > 20 ? 1.8 : 2.6)
            marks.append(.symbols(epochMeans, dot))
            legend.append(.init("mean of an epoch", stroke: Stroke(color: theme.background, width: 0), symbol: dot))
        }
        return LineChart(
            x: Axis(LinearScale(domain: 0...end, isWhole: end > 3), title: "epochs"),
            y: isLogarithmic ? Axis(scale, title: "loss") : Axis(LinearScale(domain: 0...1), title: "loss"),
            marks: marks, endLabels: final.isFinite ? [label] : [], legend: Legend(legend))
    }
}
