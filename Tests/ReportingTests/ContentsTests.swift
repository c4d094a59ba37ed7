import Charts
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

/// What a report consists of: its sections, the figures in them, and the files of those.
@Suite struct ContentsTests {
    /// The sections of the sample's report in order, each with the files of its figures.
    private static let contents: KeyValuePairs<String, [String]> = [
        "Data": ["1_some_digits"], "Network": [], "Training": ["2_training_loss", "3_training_validation_accuracy"],
        "Evaluation": ["4_confusion_matrix"], "Feature maps": ["5_feature_map_1", "6_feature_map_2"],
        "Mistakes": ["7_mistakes"], "Filters": ["8_filters"], "Confidence": ["9_confidence"], "Reproduction": [],
        "Provenance": [],
    ]

    private let outputs = RunOutputs(record: .sample(), recordSHA256: RunRecord.digest("f"))

    @Test func `Sections follow one another from data to provenance, and figures stand where they belong`() throws {
        var found: [(section: String, figures: [String])] = []
        for line in try outputs.report.split(separator: "\n") {
            if line.hasPrefix("## ") { found.append((String(line.dropFirst(3)), [])) }
            // The text counts figures as they come; the number of a figure's file is its place in the list.
            guard line.hasPrefix("**Figure ") else { continue }
            for figure in outputs.figures where line.contains(". \(figure.title).**") {
                try found[#require(found.indices.last)].figures.append(figure.stem)
            }
        }
        #expect(found.map(\.section) == Self.contents.map(\.key))
        #expect(found.map(\.figures) == Self.contents.map(\.value))
    }

    @Test func `Every figure is shown once, in both versions, with its text`() throws {
        let report = try outputs.report
        for figure in outputs.figures {
            for appearance in Appearance.allCases {
                let address = "../../" + outputs.path(figure, appearance, .png)
                #expect(report.components(separatedBy: "\"\(address)\"").count == 2, "\(address)")
            }
        }
        #expect(report.components(separatedBy: "<img alt=\"").count == outputs.figures.count + 1)
        #expect(!report.contains("<img alt=\"\""))
    }

    @Test func `A figure that has nothing to show is left out, and names follow the data`() {
        #expect(Figure(.confidence, of: .sample(confusion: ConfusionMatrix(classes: 10))) == nil)
        #expect(Figure(.samples, of: .sample(kind: .files))?.stem == "1_some_images")
    }
}
