import RunRecords

/// What the test images say about a run, in a sentence or two.
struct Headline {
    private let confusion: ConfusionMatrix
    private let names: ClassNames
    let interval: WilsonInterval
    private let study: StudyHeadline?

    /// - Parameter study: what a study of the same settings adds
    init(_ record: RunRecord, study: StudyHeadline? = nil) {
        self.study = study
        confusion = record.test.confusion
        names = ClassNames(record.dataset, isMarkdown: true)
        interval = WilsonInterval(successes: confusion.correct, trials: confusion.total)
    }

    /// `It classified **98.93 %** of them correctly (9,893 of 10,000; 95 % Wilson interval 98.71 % to 99.11 %).`
    var sentence: String {
        guard confusion.total > 0 else { return "Without test images, nothing can be said of how it does on new ones." }
        return """
            It classified \(accuracy) of them correctly \
            (\(fraction); 95\u{a0}% Wilson interval \(range)).
            """
    }

    /// `**98.91 %**`, and where a study knows it, ` (20 seeds: 98.90 ± 0.08)`.
    var accuracy: String {
        "**\(NumberFormat.percentage(confusion.accuracy))**" + (study.map { " (\($0.parenthesis))" } ?? "")
    }

    /// `9,893 of 10,000`
    var fraction: String { "\(NumberFormat.count(confusion.correct)) of \(NumberFormat.count(confusion.total))" }

    /// What the interval says nothing of.
    static let scope =
        "The interval covers the choice of test images, not that of the seed, which trains another network."

    /// `98.71 % to 99.11 %`
    var range: String { "\(NumberFormat.percentage(interval.lower)) to \(NumberFormat.percentage(interval.upper))" }

    /// Said where the network does no better than the answer that ignores the image; `nil` otherwise.
    var learnedNothing: String? {
        guard confusion.classes > 1 else {
            return "**There is nothing to tell apart:** all images are of one \(names.noun), so every answer is right."
        }
        let sizes = (0..<confusion.classes).map(confusion.actual)
        guard confusion.total > 0, let largest = sizes.max(),
            let label = sizes.firstIndex(of: largest)
        else { return nil }
        let share = Double(largest) / Double(confusion.total)
        guard interval.lower <= share else { return nil }
        return """
            **The network has not learned to tell the \(names.pluralNoun) apart:** always answering \
            \(names.name(label)), the most frequent \(names.noun), would be right for \
            \(NumberFormat.percentage(share)) of the test images, and its accuracy is not above that by more than \
            chance explains.\(singleAnswer ?? "")
            """
    }

    private var singleAnswer: String? {
        guard let label = (0..<confusion.classes).first(where: { confusion.predicted($0) == confusion.total }) else {
            return nil
        }
        return " It answered \(names.name(label)) for every image."
    }
}
