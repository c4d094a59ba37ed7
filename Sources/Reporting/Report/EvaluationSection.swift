import RunRecords

extension Report {
    var outcome: String {
        let confusion = record.test.confusion
        guard confusion.total > 0 else { return "The data set has no test images, so nothing was evaluated." }
        let headline = Headline(record)
        return """
            Of the \(Prose.count(confusion.total, "test image")) the trained network classified \
            \(NumberFormat.count(confusion.correct)) correctly, **\(NumberFormat.percentage(confusion.accuracy))**. \
            Another draw of as many images would give a slightly different result: the 95\u{a0}% Wilson interval \
            around it is \(headline.range). \(Headline.scope)\(againstValidation)
            """
    }

    /// Whether the test images confirm what the validation images promised.
    private var againstValidation: String {
        guard let validation = record.epochs.last?.validationAccuracy else { return "" }
        let confusion = record.test.confusion
        let test = TwoProportionTest(
            confusion.accuracy, of: confusion.total, validation, of: record.dataset.validationImages)
        guard test.difference != 0 else { return " On the validation images it was exactly the same." }
        let side = test.difference > 0 ? "above" : "below"
        return """
             The accuracy is \(Prose.points(between: confusion.accuracy, and: validation)) \(side) that on the \
            validation images, \(test.exceedsChance ? "more than" : "no more than") chance explains.
            """
    }

    /// Only the full test set of MNIST may stand beside the paper's number.
    var comparisonWithPaper: String? {
        let paperError = 0.0095
        let confusion = record.test.confusion
        guard record.dataset.kind == .mnist, confusion.total == 10_000 else { return nil }
        let interval = Headline(record).interval
        let differences = link(toSection: "Network").map { " in the ways listed under " + $0 } ?? ""
        let isWithin = (1 - interval.upper...1 - interval.lower).contains(paperError)
        return """
            In the words of the field, the test error is \(NumberFormat.percentage(1 - confusion.accuracy)). LeCun et \
            al. report \(NumberFormat.percentage(paperError)) for LeNet-5 without distorted training images, which is \
            \(isWithin ? "inside" : "outside") the interval of this run's error, \
            \(NumberFormat.percentage(1 - interval.upper)) to \(NumberFormat.percentage(1 - interval.lower)); the two \
            recipes differ\(differences).
            """
    }
}
