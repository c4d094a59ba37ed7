import RunRecords

/// What the report consists of: its sections, in order.
package enum Section: String, CaseIterable, Sendable {
    case introduction, data, network, training, evaluation
    case featureMaps = "feature maps"
    case mistakes, filters, confidence, augmentation, reproduction, provenance

    /// The heading; the introduction stands under the title of the whole report.
    package var title: String? { self == .introduction ? nil : rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// The passages of a report; none where the run has nothing to say here.
    func passages(of report: Report) -> [String?] {
        switch self {
        case .introduction: report.introduction
        case .data: report.dataSection
        case .network: report.networkSection
        case .training: report.trainingSection
        case .evaluation: report.evaluationSection
        case .featureMaps: report.featureMapSection
        case .mistakes: report.mistakesSection
        case .filters: []
        case .confidence: report.confidenceSection
        case .augmentation: [report.augmentation]
        case .reproduction: report.reproductionSection
        case .provenance: report.provenanceSection
        }
    }
}

/// The figures of the analysis, in the order of their sections; the place in this list is a figure's number.
package enum FigureIdentity: Int, CaseIterable, Sendable {
    case samples = 1
    case trainingLoss, accuracy, confusion, firstFeatureMap, secondFeatureMap, mistakes, filters, confidence
    case augmentation

    /// Follows the number in names of files.
    func name(_ dataset: DatasetIdentity) -> String {
        switch self {
        case .samples: "some_" + ClassNames(dataset).images
        case .trainingLoss: "training_loss"
        case .accuracy: "training_validation_accuracy"
        case .confusion: "confusion_matrix"
        case .firstFeatureMap: "feature_map_1"
        case .secondFeatureMap: "feature_map_2"
        case .mistakes: "mistakes"
        case .filters: "filters"
        case .confidence: "confidence"
        case .augmentation: "augmentation"
        }
    }

    /// Where the report shows it: where the section's text places it, else at the section's end.
    package var section: Section {
        switch self {
        case .samples: .data
        case .trainingLoss, .accuracy: .training
        case .confusion: .evaluation
        case .firstFeatureMap, .secondFeatureMap: .featureMaps
        case .mistakes: .mistakes
        case .filters: .filters
        case .confidence: .confidence
        case .augmentation: .augmentation
        }
    }

    /// What the figure shows of a record; `nil` where the record has nothing for it.
    func view(of record: RunRecord) -> (any FigureView)? {
        switch self {
        case .samples: SamplesView(record)
        case .trainingLoss: LossView(record)
        case .accuracy: AccuracyView(record)
        case .confusion: ConfusionView(record)
        case .firstFeatureMap: FeatureMapView(1, record)
        case .secondFeatureMap: FeatureMapView(2, record)
        case .mistakes: MistakesView(record)
        case .filters: FiltersView(record)
        case .confidence: ConfidenceView(record)
        case .augmentation: AugmentationView(record)
        }
    }
}
