import RunRecords

/// Samples of accuracies in words, in percent and percentage points.
extension Sample {
    /// `98.90 %`
    var percentage: String { NumberFormat.percentage(mean) }

    /// `98.90 ± 0.08`, the mean and the standard deviation; the mean alone where there is one value.
    var meanAndDeviation: String {
        NumberFormat.decimal(mean * 100, decimals: 2)
            + (standardDeviation.map { " ± " + NumberFormat.decimal($0 * 100, decimals: 2) } ?? "")
    }

    /// `98.86 % to 98.94 %`; `nil` of one value.
    var intervalInPercent: String? {
        interval.map { "\(NumberFormat.percentage($0.lowerBound)) to \(NumberFormat.percentage($0.upperBound))" }
    }

    /// `0.08`, or a dash of one value.
    var deviationInPoints: String { standardDeviation.map(StudyWords.points) ?? "–" }
}

enum StudyWords {
    /// A difference of fractions in percentage points, with a sign where it is negative: `0.08`.
    static func points(_ difference: Double) -> String {
        NumberFormat.decimal(difference * 100, decimals: 2).replacing("-", with: "\u{2212}")
    }

    /// With a sign in any case.
    static func signedPoints(_ difference: Double) -> String {
        let text = points(difference)
        return text.hasPrefix("\u{2212}") || text == "0.00" ? text : "+" + text
    }

    /// `p = 0.0123`, `p < 0.0001`
    static func pValue(_ value: Double) -> String {
        value < 0.0001 ? "p < 0.0001" : "p = " + NumberFormat.decimal(value, decimals: 4)
    }

    /// `seed 42`, `seeds 42 to 61`, `seeds 1, 5 and 9`
    static func seeds(_ seeds: [UInt64]) -> String {
        guard let first = seeds.first, let last = seeds.last, seeds.count > 1 else {
            return "seed " + seeds.map(String.init).joined()
        }
        return "seeds \(first) to \(last)"
    }

    /// A setting in the middle of a sentence: `learning rate (Adam)`.
    static func name(_ setting: Setting) -> String {
        setting.label.prefix(1).lowercased() + setting.label.dropFirst()
    }
}

extension StudyAnalysis {
    /// What accuracies that rank are accuracies of.
    var ranked: String { criterion == .validation ? "validation" : "test" }

    /// `20 seeds`
    var seedCount: String { Prose.count(record.seeds.count, "seed") }
}

/// What a study adds to the accuracy of one run.
struct StudyHeadline {
    private let sample: Sample
    private let seeds: Int

    /// `nil` where the study has no variant with the settings, the data and the program of the run, or not two runs of it.
    init?(_ study: StudyRecord?, of run: RunRecord) {
        guard let study, study.generator == run.generator else { return nil }
        let analysis = StudyAnalysis(study)
        let match = study.variants.indices.first { index in
            study.variants[index].normalizedConfiguration(seed: run.configuration.seed) == run.configuration
                && study.variants[index].dataset == run.dataset
        }
        guard let match, let sample = analysis.variants[match].test, sample.count > 1 else { return nil }
        self.sample = sample
        seeds = sample.count
    }

    /// `20 seeds: 98.90 ± 0.08`
    var parenthesis: String { "\(Prose.count(seeds, "seed")): \(sample.meanAndDeviation)" }

    /// What the number after ± is.
    func explanation(address: String) -> String {
        "After ± stands the standard deviation over seeds; [the study](\(address)) has all runs."
    }
}
