import Charts
import RunRecords

/// Accuracy against each setting of which several numbers were tried, all else being equal along a line.
struct StudySettingsView: FigureView {
    let title = "Settings against accuracy"
    private let study: StudyAnalysis
    private let panels: [Panel]

    fileprivate struct Panel {
        let setting: Setting
        let lines: [Line]
        var values: [Double] { lines.flatMap { $0.points.map(\.value) } }
    }

    /// Variants that differ in the panel's setting alone.
    fileprivate struct Line {
        /// The values of the other settings that vary; empty where there is one line.
        let name: String
        let points: [(value: Double, variant: StudyAnalysis.Variant, sample: Sample)]
    }

    private static let panelLimit = 2
    private static let lineLimit = 4

    /// `nil` where no number was varied.
    init?(_ study: StudyAnalysis) {
        self.study = study
        panels = study.varied.filter { $0.option != Setting.splitSeed.option }.compactMap { Panel($0, study) }
            .prefix(Self.panelLimit).map { $0 }
        if panels.isEmpty { return nil }
    }

    /// The best of the points along a panel's first line, which holds the chosen variant.
    private func best(_ panel: Panel) -> String {
        panel.lines.first?.points.max { $0.sample.mean < $1.sample.mean }.map {
            "\(StudyWords.name(panel.setting)) \(NumberFormat.shortest($0.value))"
        } ?? ""
    }

    private var headline: String { "Best with \(Prose.list(panels.map(best)))" }

    private var subtitle: String {
        "Mean \(study.ranked) accuracy with its 95\u{a0}% interval over seeds, and a dot for each run; along a line all other "
            + "settings are the same."
    }

    private var words: String {
        panels.map { panel in
            let points = panel.lines.first?.points ?? []
            return "\(panel.setting.label): "
                + points.map { "\(NumberFormat.shortest($0.value)) gives \($0.sample.meanAndDeviation) %" }
                .joined(separator: ", ")
        }.joined(separator: ". ")
    }

    var caption: String {
        "Mean \(study.ranked) accuracy by \(Prose.list(panels.map { StudyWords.name($0.setting) })), with 95 % intervals over seeds. "
            + words + "."
    }

    var altText: String { "Line chart of \(study.ranked) accuracy against settings. \(words)." }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        var page = Page(
            width: Figure.width, title: headline, subtitle: subtitle, bodyHeight: 235, theme: theme, measurer: measurer)
        let gap = 18.0
        let width = (page.body.width - gap * Double(panels.count - 1)) / Double(panels.count)
        for (index, panel) in panels.enumerated() {
            let frame = Rect(
                x: page.body.x + Double(index) * (width + gap), y: page.body.y, width: width, height: page.body.height)
            chart(panel, theme).draw(in: frame, on: &page.drawing, theme: theme, measurer: measurer)
        }
        return page.drawing
    }

    private func chart(_ panel: Panel, _ theme: Theme) -> LineChart {
        var marks: [Mark] = []
        let lines = Array(panel.lines.prefix(Self.lineLimit))
        for (line, color) in zip(lines, theme.series) {
            let faint = color.mixed(with: theme.background, 0.5)
            let means = line.points.map { Point(x: $0.value, y: $0.sample.mean * 100) }
            let dots = line.points.flatMap { point in
                point.sample.values.map { Point(x: point.value, y: $0 * 100) }
            }
            marks += line.points.compactMap { point in
                point.sample.interval.map { interval in
                    let ends = [interval.lowerBound, interval.upperBound].map { Point(x: point.value, y: $0 * 100) }
                    return .line(ends, Stroke(color: color, width: 1))
                }
            }
            marks.append(.symbols(dots, Symbol(.disc, color: faint, radius: 2)))
            marks.append(.line(means, Stroke(color: color, width: theme.lineWidth)))
            marks.append(.symbols(means, Symbol(.diamond, color: color, radius: 3.2)))
        }
        let accuracies = lines.flatMap { line in
            line.points.flatMap { point in
                point.sample.values + (point.sample.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
            }
        }.map { $0 * 100 }
        return LineChart(
            x: Axis(Self.scale(panel.values), title: StudyWords.name(panel.setting)),
            y: Axis(
                LinearScale(covering: accuracies, margin: 0.05), title: "\(study.ranked) accuracy", unit: "\u{a0}%"),
            marks: marks,
            legend: Legend(
                lines.count > 1
                    ? zip(lines, theme.series).map {
                        Legend.Entry($0.name, stroke: Stroke(color: $1, width: theme.lineWidth))
                    }
                    : []))
    }

    /// Logarithmic where numbers lie factors apart, with a tick at each that was tried.
    private static func scale(_ values: [Double]) -> any Scale {
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        return MarkedScale(
            low > 0 && high / low >= 4
                ? LogarithmicScale(domain: low / 1.2...high * 1.2) : LinearScale(covering: values, margin: 0.08),
            values: Set(values).sorted())
    }
}

extension StudySettingsView.Panel {
    /// `nil` where the setting is no number, or no two variants differ in it alone.
    init?(_ setting: Setting, _ study: StudyAnalysis) {
        let others = study.varied.filter { $0.option != setting.option }
        var lines: [String: [(value: Double, variant: StudyAnalysis.Variant, sample: Sample)]] = [:]
        var order: [String] = []
        for index in study.ranking {
            let configuration = study.record.variants[index].configuration
            guard let value = Double(setting.text(in: configuration)) else { return nil }
            guard let sample = study.variants[index].sample(study.criterion) else { continue }
            let name = others.map { "\(StudyWords.name($0)) \($0.readableText(in: configuration))" }.joined(
                separator: ", ")
            if lines[name] == nil { order.append(name) }
            lines[name, default: []].append((value, study.variants[index], sample))
        }
        self.setting = setting
        self.lines = order.compactMap { name in
            let points = (lines[name] ?? []).sorted { $0.value < $1.value }
            return points.count > 1 ? StudySettingsView.Line(name: name, points: points) : nil
        }
        if self.lines.isEmpty { return nil }
    }
}
