import Images
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct EvaluationSectionTests {
    private func section(_ record: RunRecord) -> String {
        Report(record: record, recordSHA256: "", illustrations: []).section("Evaluation")
    }

    private func mistakes(_ record: RunRecord) -> String {
        Report(record: record, recordSHA256: "", illustrations: []).section("Mistakes")
    }

    private func section(_ mistakes: [(Int, Int, Int)], kind: DatasetKind = .mnist) -> String {
        section(.sample(kind: kind, confusion: .sample(mistakes: mistakes)))
    }

    @Test func `The test accuracy stands beside that on validation images`() {
        #expect(section(.sample()).contains("classified 94 correctly, **94.00\u{a0}%**."))
        #expect(
            section(.sample()).contains(
                "2.67 percentage points below that on the validation images, no more than chance"))
        let far = RunRecord.sample(accuracies: { _ in (300, 30) })
        #expect(section(far).contains("44.00 percentage points above that on the validation images, more than chance"))
        let same = RunRecord.sample(confusion: .sample(mistakes: []), accuracies: { _ in (540, 60) })
        #expect(section(same).contains("On the validation images it was exactly the same."))
        #expect(!section(.sample(validationImages: 0)).contains("validation"))
    }

    @Test func `Precision, recall and F1 of each class are in the table`() {
        let rows = section(.sample()).split(separator: "\n").filter { $0.hasPrefix("|") }
        #expect(rows.count == 13)
        #expect(
            rows[6].split(separator: "|").map { $0.replacing(" ", with: "") }
                == ["4", "10", "7", "87.50\u{a0}%", "70.00\u{a0}%", "77.78\u{a0}%", "9(3times)"])
        #expect(rows[12].contains("**Mean**") && rows[12].contains("94.00\u{a0}%"))
        #expect(!section(.sample()).contains("a dash stands"))
    }

    @Test func `A class never answered or without images has dashes`() {
        let text = section([(4, 9, 10)])
        #expect(text.contains("a dash stands where there is nothing to divide by"))
        let row = text.split(separator: "\n").first { $0.hasPrefix("|        4 ") }
        #expect(row?.contains("–") == true && row?.contains("0.00\u{a0}%") == true)
    }

    @Test func `The hardest classes are named, the hardest first`() {
        #expect(
            section(.sample()).contains(
                "The hardest digits were 4 (70.00\u{a0}% recognized), 7 (80.00\u{a0}% recognized) and "
                    + "9 (90.00\u{a0}% recognized); the easiest were 0, 1, 2, 3, 5, 6 and 8 (100.00\u{a0}% each)."))
        #expect(section([(4, 9, 1)]).contains("The hardest digit was 4 (90.00\u{a0}% recognized); the easiest were 0,"))
        #expect(section([(4, 9, 1)], kind: .files).contains("The hardest class was class 4 (90.00\u{a0}% recognized)"))
        let nineHard = (0..<9).map { ($0, 9, 1) }
        #expect(section(nineHard).contains("; the easiest was 9 (100.00\u{a0}%)."))
    }

    @Test func `Classes that are rare in training are told with their recall`() {
        #expect(!section(.sample()).contains("rarest in training"))
        var record = RunRecord.sample()
        record.dataset.trainingClassSizes[4] = 27
        #expect(
            section(record).contains("The rarest in training was 4 (70.00\u{a0}% recognized, learned from 27 images)."))
        record.dataset.trainingClassSizes[7] = 1
        #expect(
            section(record).contains(
                "The rarest in training were 7 (80.00\u{a0}% recognized, learned from 1 image) and 4 ("))
    }

    @Test func `Classes are called by their names`() {
        var record = RunRecord.sample(kind: .files)
        record.dataset.classNames = [
            "T-shirt", "Trouser", "a|b", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Boot",
        ]
        let text = section(record)
        #expect(text.contains("The hardest classes were Coat (70.00\u{a0}% recognized), Sneaker (80.00"))
        #expect(
            text.contains(
                "The commonest confusions were Coat taken for Boot (3 times) and Sneaker taken for a\\|b (twice)."))
        #expect(text.contains("\n| T-shirt ") && text.contains("Boot (3 times)"))
        #expect(mistakes(record).contains("the network was surest of Coat taken for Boot: it gave the wrong class"))
    }

    @Test func `A table of many classes is folded away`() {
        let many = section(.sample(confusion: .sample(classes: 31)))
        #expect(many.contains("<details>\n<summary>All 31 digits</summary>\n\n|    Digit | Test images"))
        #expect(!section(.sample(confusion: .sample(classes: 30))).contains("<details>"))
    }

    @Test func `Classes equally hard, or only one class, are told as such`() {
        let all = (0..<10).map { ($0, ($0 + 1) % 10, 1) }
        #expect(section(all).contains("Every digit was equally hard."))
        #expect(section(all).contains("10 test images were misclassified, and no confusion occurred more than once."))
        var counts = Array(repeating: Array(repeating: 0, count: 10), count: 10)
        (counts[3][3], counts[3][5]) = (9, 1)
        let text = section(.sample(confusion: ConfusionMatrix(counts: counts)))
        #expect(text.contains("All test images are of one digit."))
        #expect(text.contains("1 test image was misclassified: a 3 taken for a 5, once."))
    }

    @Test func `The commonest confusions are named with their counts`() {
        #expect(
            section(.sample()).contains(
                "In all, 6 test images were misclassified. The commonest confusions were a 4 taken for a 9 (3 times) "
                    + "and a 7 taken for a 2 (twice)."))
        #expect(section([(8, 3, 2), (1, 7, 1)]).contains("The commonest confusion was an 8 taken for a 3 (twice)."))
        #expect(
            section([(8, 3, 2), (1, 7, 1)], kind: .files).contains(
                "The commonest confusion was class 8 taken for class 3 (twice)."))
        #expect(section([(8, 3, 4)]).contains("4 test images were misclassified: an 8 taken for a 3, 4 times."))
    }

    @Test func `Many equal confusions of a class are counted instead of listed`() {
        #expect(section([(0, 1, 1), (0, 2, 1), (0, 3, 1)]).contains("| 1, 2 and 3 (once each) "))
        #expect(section([(0, 1, 2), (0, 2, 2), (0, 3, 2), (0, 4, 2)]).contains("| 4 digits, twice each "))
    }

    @Test func `No mistakes leave nothing to analyze`() {
        let text = section([])
        #expect(text.contains("No test image was misclassified, so no digit is harder than another."))
        #expect(!text.contains("In all,") && mistakes(.sample(confusion: .sample(mistakes: []))).isEmpty)
        #expect(text.contains("100.00\u{a0}%"))
    }

    @Test func `The most confident mistake is told`() {
        #expect(
            mistakes(.sample()).contains(
                "Of all mistakes the network was surest of a 4 taken for a 9: it gave the wrong digit a probability of "
                    + "99.00\u{a0}% (test image 47, counted from 0)."))
    }

    @Test func `A probability just below one is not called certainty`() {
        var record = RunRecord.sample()
        record.exhibits.mistakes[0].probability = 0.999_99
        #expect(mistakes(record).contains("a probability of more than 99.99\u{a0}% (test image 47,"))
        record.exhibits.mistakes[0].probability = 1
        #expect(mistakes(record).contains("a probability of 100.00\u{a0}% (test image 47,"))
    }

    @Test func `Mistakes on images with doubtful labels are counted`() {
        var record = RunRecord.sample(confusion: .sample(each: 1_000))
        #expect(!mistakes(record).contains("Northcutt"))
        record.exhibits.mistakes[0].index = 1901
        let text = mistakes(record)
        #expect(text.contains("of 15 test images people did not confirm the label"))
        #expect(
            text.contains("Of the 6 most confident mistakes 1 is on one of those: image 1,901, labeled 4 and read as 9")
        )
    }

    @Test func `Only all test images of MNIST stand beside the paper`() {
        let whole = ConfusionMatrix.sample(each: 1_000, mistakes: [(4, 9, 95)])
        let text = section(.sample(confusion: whole))
        #expect(text.contains("the test error is 0.95\u{a0}%. LeCun et al. report 0.95\u{a0}%"))
        #expect(text.contains("which is inside the interval of this run's error, 0.78\u{a0}% to 1.16\u{a0}%"))
        let worse = ConfusionMatrix.sample(each: 1_000, mistakes: [(4, 9, 200)])
        #expect(section(.sample(confusion: worse)).contains("which is outside the interval"))
        #expect(!section(.sample()).contains("LeCun"))
        #expect(!section(.sample(kind: .synthetic, confusion: whole)).contains("LeCun"))
    }

    @Test func `Without test images nothing is evaluated`() {
        let text = section(.sample(confusion: ConfusionMatrix(classes: 10)))
        #expect(text.contains("no test images, so nothing was evaluated"))
        #expect(!text.contains("|"))
    }
}
