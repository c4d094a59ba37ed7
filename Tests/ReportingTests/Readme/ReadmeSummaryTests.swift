import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct ReadmeSummaryTests {
    private func summary(_ record: RunRecord) -> String {
        (try? RunOutputs(record: record, recordSHA256: "").readmeSummary) ?? ""
    }

    @Test func `It gives the headline and shows every figure for light and dark pages`() {
        let text = summary(.sample())
        #expect(
            text.hasPrefix(
                "LeNet-5 after 3 epochs on 540 images of MNIST classifies **94.00\u{a0}%** of 100 test images correctly "
                    + "(95\u{a0}% Wilson interval 87.52\u{a0}% to 97.22\u{a0}%). The interval covers the choice of test images, "
                    + "not that of the seed, which trains another network.\n\n<picture>"))
        #expect(text.contains("srcset=\"figures/mnist/2_training_loss-dark.png\""))
        #expect(text.contains("src=\"figures/mnist/2_training_loss.png\""))
        #expect(text.components(separatedBy: "<picture>").count == 1 + Figure.all(of: .sample()).count)
        #expect(text.hasSuffix("[the report](report/mnist/README.md)."))
    }

    @Test func `Other data are called what they are`() {
        #expect(summary(.sample(kind: .synthetic)).contains("of synthetic digits, which are not MNIST, classifies"))
        #expect(summary(.sample(kind: .files)).contains("of the data set letters classifies"))
        var record = RunRecord.sample(kind: .files)
        record.dataset.name = "my digits"
        #expect(summary(record).contains("(report/my%20digits/README.md)"))
        #expect(summary(record).contains("src=\"figures/my%20digits/1_some_images.png\""))
    }

    @Test func `Without test images nothing is claimed, and learning nothing is admitted`() {
        #expect(summary(.sample(confusion: ConfusionMatrix(classes: 10))).contains("; there were no test images."))
        let even = ConfusionMatrix(counts: Array(repeating: Array(repeating: 1, count: 10), count: 10))
        #expect(summary(.sample(confusion: even)).contains("has not learned"))
    }
}
