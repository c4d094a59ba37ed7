import Charts
import Foundation
import RunRecords

/// How far probabilities can be trusted: claimed errors beside those that occurred, and errors that are left where the
/// least sure answers are rejected.
struct ConfidenceView: FigureView {
    let title = "Confidence"
    private let confidence: Confidence
    private let tested: Int

    /// `nil` where the record has no measure of confidence.
    init?(_ record: RunRecord) {
        guard let confidence = record.confidence, record.test.confusion.total > 0 else { return nil }
        self.confidence = confidence
        tested = record.test.confusion.total
    }

    private var calibration: Confidence.Calibration { confidence.calibration }

    /// The highest threshold that any answer reaches.
    private var surest: Confidence.Threshold? { confidence.thresholds.last { $0.images > 0 } }

    private var headline: String {
        guard let surest else { return "The network is sure of none of its answers" }
        let level = NumberFormat.shortest(surest.probability * 100) + "\u{a0}% sure"
        let images = NumberFormat.count(surest.images)
        if surest.wrong > 0 { return "When at least \(level), it is wrong \(Prose.times(surest.wrong)) in \(images)" }
        let times = surest.images == 1 ? "the one time" : surest.images == 2 ? "both times" : "all \(images) times"
        return "When at least \(level), it is right \(times)"
    }

    private var scores: String {
        "expected calibration error \(NumberFormat.percentage(calibration.expectedCalibrationError)), negative log "
            + "likelihood \(NumberFormat.decimal(calibration.negativeLogLikelihood, decimals: 4)), Brier score "
            + NumberFormat.decimal(calibration.brierScore, decimals: 4)
    }

    private var temperature: String {
        guard let temperature = confidence.temperature, let scaled = confidence.scaled else { return "" }
        return
            " Divided by the temperature \(NumberFormat.decimal(temperature, decimals: 2)), fitted on validation images, the "
            + "logits would give \(NumberFormat.percentage(scaled.expectedCalibrationError)), "
            + "\(NumberFormat.decimal(scaled.negativeLogLikelihood, decimals: 4)) and "
            + "\(NumberFormat.decimal(scaled.brierScore, decimals: 4))."
    }

    var caption: String {
        "Left, \(Prose.count(calibration.bins.count, "bin")) of equally many test images by the error that the network claims, "
            + "each above its claim, with the 95 % Wilson interval; points on the dashed line are honest, and an empty "
            + "ring is a bin without a mistake. Right, the error among those that are left. In all: \(scores)."
            + temperature
    }

    var altText: String {
        let left = Double(confidence.wrongAfterRejection[safe: 5] ?? 0)
        let kept = Confidence.kept(of: tested, rejecting: 5)
        return
            "Reliability diagram of \(Prose.count(calibration.bins.count, "bin")) beside a line chart of error against rejection: "
            + "\(headline); \(scores). With 5 % of the images rejected, the error is "
            + "\(NumberFormat.percentage(kept > 0 ? left / Double(kept) : 0))."
    }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        var page = Page(
            width: Figure.width, title: headline,
            subtitle:
                "Left: how often answers are wrong, by how likely the network says that is. Right: the error where "
                + "the answers of which it is least sure are not given.",
            bodyHeight: 215, theme: theme, measurer: measurer)
        let gap = 18.0
        let width = (page.body.width - gap) / 2
        let left = Rect(x: page.body.x, y: page.body.y, width: width, height: page.body.height)
        let right = Rect(x: left.maxX + gap, y: left.y, width: width, height: left.height)
        reliability(theme).draw(in: left, on: &page.drawing, theme: theme, measurer: measurer)
        rejection(theme).draw(in: right, on: &page.drawing, theme: theme, measurer: measurer)
        return page.drawing
    }

    /// In percent, on logarithmic axes: sure networks live where linear ones show a single point.
    private func reliability(_ theme: Theme) -> LineChart {
        let bins = calibration.bins
        let smallest = 100 / Double(max(bins.map(\.images).max() ?? 1, 1)) / 3
        let claims = bins.map { max((1 - $0.probability) * 100, 1e-4) }
        let errors = bins.map { Double($0.images - $0.correct) / Double(max($0.images, 1)) * 100 }
        let intervals = bins.map { WilsonInterval(successes: $0.images - $0.correct, trials: $0.images) }
        // Room for symbols beside the axes.
        let x = LogarithmicScale(covering: claims.flatMap { [$0 / 1.6, $0 * 1.6] })
        let y = LogarithmicScale(covering: [smallest] + errors.filter { $0 > 0 } + intervals.map { $0.upper * 120 })
        let faint = Stroke(color: theme.series[0].mixed(with: theme.background, 0.55), width: 1)
        let low = max(x.domain.lowerBound, y.domain.lowerBound)
        let high = min(x.domain.upperBound, y.domain.upperBound)
        var marks: [Mark] = []
        if low < high {
            let ends = [Point(x: low, y: low), Point(x: high, y: high)]
            marks.append(.line(ends, Stroke(color: theme.series[2], width: 1.2, dashes: [4, 4])))
        }
        marks += zip(claims, intervals).map { claim, interval in
            let ends = [max(interval.lower * 100, y.domain.lowerBound), interval.upper * 100]
            return .line(ends.map { Point(x: claim, y: $0) }, faint)
        }
        for isRight in [false, true] {
            let points = zip(claims, errors).filter { ($0.1 == 0) == isRight }.map {
                Point(x: $0.0, y: max($0.1, y.domain.lowerBound))
            }
            marks.append(.symbols(points, Symbol(isRight ? .ring : .disc, color: theme.series[0], radius: 3)))
        }
        return LineChart(
            x: Axis(x, title: "error claimed", unit: "\u{a0}%"), y: Axis(y, title: "error found", unit: "\u{a0}%"),
            marks: marks)
    }

    private func rejection(_ theme: Theme) -> LineChart {
        let points = confidence.wrongAfterRejection.enumerated().compactMap { percent, wrong -> Point? in
            let kept = Confidence.kept(of: tested, rejecting: percent)
            return kept > 0 ? Point(x: Double(percent), y: Double(wrong) / Double(kept) * 100) : nil
        }
        let color = theme.series[1]
        let highest = points.map(\.y).max() ?? 0
        return LineChart(
            x: Axis(
                LinearScale(domain: 0...Double(Confidence.largestRejection), isWhole: true), title: "images rejected",
                unit: "\u{a0}%"),
            y: Axis(LinearScale(domain: 0...(highest > 0 ? highest : 1)), title: "error of the rest", unit: "\u{a0}%"),
            marks: [.line(points, Stroke(color: color, width: theme.lineWidth))])
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
