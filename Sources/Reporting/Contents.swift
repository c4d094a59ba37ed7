import RunRecords

/// The figures of the analysis, in the order of the built-in report; the place in this list is a figure's number.
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

    /// What templates call it: `{{> figure confusion-matrix}}`.
    var templateName: String {
        switch self {
        case .samples: "samples"
        case .trainingLoss: "training-loss"
        case .accuracy: "accuracy"
        case .confusion: "confusion-matrix"
        case .firstFeatureMap: "feature-map-1"
        case .secondFeatureMap: "feature-map-2"
        case .mistakes: "mistakes"
        case .filters: "filters"
        case .confidence: "confidence"
        case .augmentation: "augmentation"
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
