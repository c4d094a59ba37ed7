import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct IntroductionTests {
    private func introduction(_ record: RunRecord) -> String {
        let report = (try? Report(record: record, recordSHA256: "", illustrations: []).markdown) ?? ""
        return String(report[..<(report.firstRange(of: "## Data")?.lowerBound ?? report.endIndex)])
    }

    @Test func `The headline gives the accuracy with its interval`() {
        #expect(
            introduction(.sample()).contains(
                "It classified **94.00\u{a0}%** of them correctly (94 of 100; "
                    + "95\u{a0}% Wilson interval 87.52\u{a0}% to 97.22\u{a0}%)."))
    }

    @Test func `One epoch is singular, a hundred are plural`() {
        #expect(introduction(.sample(epochs: 1)).contains("was trained for 1 epoch on 540 images"))
        #expect(introduction(.sample(epochs: 100)).contains("was trained for 100 epochs on 540 images"))
        let single = ConfusionMatrix.sample(classes: 1, each: 1)
        #expect(introduction(.sample(confusion: single)).contains("shown 1 test image that"))
    }

    @Test func `A run on synthetic digits says so before all else`() throws {
        let text = introduction(.sample(kind: .synthetic))
        #expect(text.hasPrefix("# LeNet-5 on synthetic digits\n\n> **These digits are not MNIST.**"))
        #expect(text.contains("it is not an accuracy on MNIST"))
        #expect(text.contains("lenet report --dataset mnist") && text.contains("--data FOLDER"))
        #expect(!introduction(.sample()).contains("not MNIST"))
        #expect(!introduction(.sample(kind: .files)).contains("not MNIST"))
    }

    @Test func `Another data set is called by its name`() {
        #expect(introduction(.sample(kind: .files)).hasPrefix("# LeNet-5 on the data set letters\n"))
    }

    @Test func `One class leaves nothing to tell apart`() {
        var record = RunRecord.sample(kind: .files, confusion: .sample(classes: 1))
        #expect(introduction(record).contains("**There is nothing to tell apart:** all images are of one class"))
        #expect(!introduction(.sample()).contains("nothing to tell apart"))
        record.trainingLoss = record.trainingLoss.map { _ in 0 }
        let report = Report(record: record, recordSHA256: "", illustrations: [])
        #expect(report.section("Training").contains("With one class alone the loss is zero"))
    }

    @Test func `A network that learned nothing is called so`() {
        let always7 = ConfusionMatrix(
            counts: (0..<10).map { _ in (0..<10).map { $0 == 7 ? 10 : 0 } })
        let text = introduction(.sample(confusion: always7))
        #expect(text.contains("**The network has not learned to tell the digits apart:** always answering 0, "))
        #expect(text.contains("right for 10.00\u{a0}% of the test images"))
        #expect(text.contains("It answered 7 for every image."))
    }

    @Test func `Guessing at random is no learning, though every class is answered`() {
        let even = ConfusionMatrix(counts: Array(repeating: Array(repeating: 1, count: 10), count: 10))
        let text = introduction(.sample(kind: .files, confusion: even))
        #expect(text.contains("has not learned to tell the classes apart:** always answering class 0,"))
        #expect(!text.contains("for every image"))
    }

    @Test func `A network that learned is not blamed`() {
        #expect(!introduction(.sample()).contains("has not learned"))
        #expect(!introduction(.sample(confusion: .sample(classes: 1))).contains("has not learned"))
    }

    @Test func `Without test images no accuracy is claimed`() {
        let text = introduction(.sample(confusion: ConfusionMatrix(classes: 10)))
        #expect(text.contains("Without test images, nothing can be said"))
        #expect(!text.contains("has not learned") && !text.contains("**0.00"))
    }
}
