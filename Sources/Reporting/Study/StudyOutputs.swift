import Charts
import Foundation
import RunRecords

/// Everything the record of a study renders, with the places where it lies below the folder of all outputs.
package struct StudyOutputs: Sendable {
    package let analysis: StudyAnalysis
    /// SHA-256 in lowercase hexadecimal of the record's JSON.
    package let recordSHA256: String
    package let figures: [Figure]

    package init(record: StudyRecord, recordSHA256: String) {
        analysis = StudyAnalysis(record)
        self.recordSHA256 = recordSHA256
        figures = StudyFigure.allCases.compactMap { [analysis] in $0.figure(of: analysis) }
    }

    package var record: StudyRecord { analysis.record }

    /// The folder of a study within those of a run.
    package static let folder = "study"
    package static func recordPath(name: String) -> String { "report/\(name)/\(folder)/study.json" }
    package static func reportPath(name: String) -> String { "report/\(name)/\(folder)/README.md" }
    package static func figuresPath(name: String) -> String { "figures/\(name)/\(folder)" }
    /// Where a file may describe the study.
    package static func descriptionPath(name: String) -> String { "report/\(name)/study.json5" }

    /// The Markdown of `report/NAME/study/README.md`.
    package var report: String {
        StudyReport(analysis, recordSHA256: recordSHA256, illustrations: illustrations).markdown
    }

    /// Pixels an inch of all figures.
    package static let dpi = Presentation().dpi

    package var drawings: [(figure: Figure, appearance: Appearance, format: DrawingFormat)] {
        figures.flatMap { figure in Appearance.allCases.map { (figure, $0, .png) } }
    }

    package func path(_ figure: Figure, _ appearance: Appearance) -> String {
        Self.figuresPath(name: record.name) + "/" + figure.fileName(appearance, .png)
    }

    /// Of the files in the folder of figures those that are figures but none of these.
    package func staleFigures(among names: [String]) -> [String] { Figure.stale(among: names, besides: drawings) }

    private var illustrations: [Illustration] {
        figures.map { figure in
            Illustration(
                figure, light: "../../../" + path(figure, .light), dark: "../../../" + path(figure, .dark))
        }
    }
}

/// The figures of a study, in order; the place in this list is a figure's number.
enum StudyFigure: Int, CaseIterable {
    case accuracy = 1
    case settings, curves, hardImages

    /// `nil` where the study has nothing for it.
    func figure(of study: StudyAnalysis) -> Figure? {
        let view: (any FigureView)? =
            switch self {
            case .accuracy: StudyAccuracyView(study)
            case .curves: StudyCurvesView(study)
            case .settings: StudySettingsView(study)
            case .hardImages: HardImagesView(study)
            }
        return view.map { Figure(number: rawValue, name: name(study), $0) }
    }

    private func name(_ study: StudyAnalysis) -> String {
        switch self {
        case .accuracy: "accuracy"
        case .curves: "validation_curves"
        case .settings: "settings"
        case .hardImages: "hard_" + (study.record.variants.first.map { ClassNames($0.dataset).images } ?? "images")
        }
    }
}
