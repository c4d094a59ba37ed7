import Charts
import RunRecords

/// A dot for each run, and below the dots of a variant their mean with its interval.
struct StudyAccuracyView: FigureView {
    let title = "Accuracy of all runs"
    private let study: StudyAnalysis
    private let rows: [Row]

    /// A line of dots.
    private struct Row {
        let name: String
        let sample: Sample
        let isTest: Bool
    }

    /// More variants than these do not fit on a page.
    private static let limit = 12

    /// `nil` where no run ended.
    init?(_ study: StudyAnalysis) {
        self.study = study
        let isAlone = study.variants.count == 1
        let ranked = study.ranking.prefix(Self.limit).map { study.variants[$0] }
        var rows = ranked.compactMap { variant in
            variant.sample(study.criterion).map {
                Row(name: isAlone ? study.ranked : variant.name, sample: $0, isTest: study.criterion == .test)
            }
        }
        if study.criterion == .validation, !study.variesSplitAlone, let chosen = study.chosen, let test = chosen.test {
            rows.append(Row(name: isAlone ? "test" : "test: \(chosen.name)", sample: test, isTest: true))
        }
        guard !rows.isEmpty else { return nil }
        self.rows = rows
    }

    private var headline: String {
        guard study.variants.count > 1 else {
            let sample = study.chosen?.test ?? rows[0].sample
            let images = study.chosen?.test == nil ? "validation images" : "test images"
            return "Over \(study.seedCount), \(sample.meanAndDeviation)\u{a0}% of the \(images) are recognized"
        }
        if study.variesSplitAlone {
            return "\(Prose.count(study.variants.count, "split")), each with \(study.seedCount)"
        }
        return "Best of \(study.variants.count) by \(study.ranked) accuracy: \(study.chosen?.name ?? "none")"
    }

    private var subtitle: String {
        let left =
            study.variants.count > Self.limit ? " The best \(Self.limit) of \(study.variants.count) variants." : ""
        return
            "A dot is a run. Below the dots their mean, with its 95\u{a0}% interval over seeds; to the right the mean and "
            + "the standard deviation.\(left)"
    }

    var caption: String {
        "A dot for each run of each variant, with the mean and its 95 % interval over seeds (Student's t). "
            + "Mean and standard deviation: "
            + rows.map { "\($0.name) \($0.sample.meanAndDeviation) %" }.joined(separator: "; ") + "."
    }

    var altText: String {
        "Dot plot of the accuracies of \(Prose.count(study.finished.count, "run")). "
            + rows.map { row in
                "\(row.name): mean \(row.sample.percentage)"
                    + (row.sample.intervalInPercent.map { ", 95 % interval \($0)" } ?? "")
            }.joined(separator: "; ") + "."
    }

    private var rowHeight: Double { rows.count > 6 ? 32 : 46 }

    func draw(_ theme: Theme, _ measurer: TextMeasurer) -> Drawing {
        var page = Page(
            width: Figure.width, title: headline, subtitle: subtitle,
            bodyHeight: Double(rows.count) * rowHeight + 46, theme: theme, measurer: measurer)
        chart(theme, measurer).draw(in: page.body, on: &page.drawing, theme: theme, measurer: measurer)
        return page.drawing
    }

    private func chart(_ theme: Theme, _ measurer: TextMeasurer) -> LineChart {
        let values = rows.flatMap { row in
            row.sample.values + (row.sample.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
        }.map { $0 * 100 }
        let scale = LinearScale(covering: values, margin: 0.04)
        let names = rows.map { measurer.shortened($0.name, theme.muted, width: 150) }
        return LineChart(
            x: Axis(scale, title: "accuracy", unit: "\u{a0}%"), y: Axis(CategoryScale(names), title: ""),
            marks: rows.enumerated().flatMap { marks($1, at: Double($0), scale, theme) },
            endLabels: rows.enumerated().map { index, row in
                EndLabel(
                    at: Double(index),
                    [row.sample.percentage]
                        + (row.sample.standardDeviation.map { ["± " + StudyWords.points($0)] } ?? []),
                    color: color(row, theme))
            })
    }

    private func color(_ row: Row, _ theme: Theme) -> Color { row.isTest ? theme.series[3] : theme.series[1] }

    private func marks(_ row: Row, at place: Double, _ scale: LinearScale, _ theme: Theme) -> [Mark] {
        let color = color(row, theme)
        let radius = row.sample.count > 40 ? 1.6 : 2.4
        let dots = Swarm(
            row.sample.values.map { scale.position(of: $0 * 100) * 300 }, radius: radius, height: rowHeight * 0.5)
        let points = zip(row.sample.values, dots.offsets).map { value, offset in
            Point(x: value * 100, y: place - 0.12 + offset / rowHeight)
        }
        var marks: [Mark] = [
            .symbols(points, Symbol(.disc, color: color.mixed(with: theme.background, 0.35), radius: radius))
        ]
        let mean = place + 0.32
        if let interval = row.sample.interval {
            let ends = [interval.lowerBound, interval.upperBound].map { Point(x: $0 * 100, y: mean) }
            marks.append(.line(ends, Stroke(color: color, width: theme.lineWidth)))
        }
        marks.append(.symbols([Point(x: row.sample.mean * 100, y: mean)], Symbol(.diamond, color: color, radius: 3.4)))
        return marks
    }
}

/// Dots along a line, moved across it so that few cover each other.
struct Swarm {
    /// How far each dot is moved, in points, in the order of the places.
    let offsets: [Double]

    /// - Parameters:
    ///   - places: along the line, in points
    ///   - height: within which dots stay
    init(_ places: [Double], radius: Double, height: Double) {
        let lanes = max(Int(height / (2 * radius)), 1)
        // The middle first, then to either side in turn.
        let order = (0..<lanes).map { Double(($0 + 1) / 2) * ($0.isMultiple(of: 2) ? 1 : -1) }
        var ends = [Double](repeating: -.infinity, count: lanes)
        var offsets = [Double](repeating: 0, count: places.count)
        for index in places.indices.sorted(by: { (places[$0], $0) < (places[$1], $1) }) {
            let free = ends.firstIndex { $0 <= places[index] - 2 * radius }
            let lane = free ?? ends.indices.min { ends[$0] < ends[$1] } ?? 0
            ends[lane] = places[index]
            offsets[index] = order[lane] * 2 * radius
        }
        self.offsets = offsets
    }
}
