import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct TrainingSectionTests {
    private func section(_ record: RunRecord) -> String {
        Report(record: record, recordSHA256: "", illustrations: []).section("Training")
    }

    /// A record whose accuracies after each epoch are these counts of 540 and 60 images.
    private func record(_ counts: [(training: Int, validation: Int)], validationImages: Int = 60) -> RunRecord {
        .sample(epochs: counts.count, validationImages: validationImages, accuracies: { counts[$0] })
    }

    @Test func `The method counts epochs, batches and steps`() {
        #expect(section(.sample()).contains("In each of 3 epochs the 540 training images were shuffled"))
        #expect(section(.sample()).contains("9 mini-batches of 60 images. For each"))
        #expect(section(.sample()).contains("27 steps in all"))
        #expect(section(.sample(epochs: 1)).contains("In one epoch the 540 training images"))
        var record = RunRecord.sample(epochs: 1)
        record.configuration.batchSize = 64
        #expect(section(record).contains("9 mini-batches of 64 images, the last of 28."))
        record.configuration.batchSize = 1_000
        record.trainingLoss = [2]
        #expect(
            section(record).contains("1 mini-batch of 540 images. For each")
                && section(record).contains("1 step in all"))
    }

    @Test func `A loss that fell, rose, stayed or came from a low is told as it was`() {
        func sentence(_ means: [Float]) -> String {
            section(.sample(epochs: means.count, loss: { epoch, _ in means[epoch] }))
        }
        #expect(sentence([2, 1]).contains("The mean loss fell from 2.0000 in the first epoch to 1.0000 in the last."))
        #expect(sentence([1, 2]).contains("The mean loss rose from 1.0000 in the first epoch to 2.0000 in the last."))
        #expect(sentence([1, 1]).contains("The mean loss was the same in the last epoch as in the first, 1.0000."))
        #expect(sentence([2, 0.5, 1]).contains("to 1.0000 in the last, after a low of 0.5000 in epoch 2."))
        #expect(sentence([2]).contains("Over the epoch the mean loss was 2.0000."))
        #expect(sentence([2]).contains("guessing evenly among 10 classes costs ln\u{a0}10 = 2.3026."))
    }

    @Test func `The table has a row an epoch, folded away when there are many`() {
        #expect(section(.sample(epochs: 20)).components(separatedBy: "\n| ").count == 23)
        #expect(!section(.sample(epochs: 20)).contains("<details>"))
        let many = section(.sample(epochs: 21, accuracies: { _ in (500, 50) }))
        #expect(many.contains("<details>\n<summary>All 21 epochs</summary>\n\n| Epoch |"))
        #expect(many.contains("|\n\n</details>"))
        #expect(!section(.sample(validationImages: 0)).contains("Validation accuracy"))
    }

    @Test func `A gap beyond chance is called overfitting`() {
        let text = section(record([(500, 50), (540, 50)]))
        #expect(
            text.contains(
                "classified 100.00\u{a0}% of the training images and 83.33\u{a0}% of the validation images correctly, "
                    + "a gap of 16.67 percentage points in favor of the training images."))
        // Pooled 590 of 600: 0.16667 / sqrt(0.98333 x 0.01667 x (1/540 + 1/60)).
        #expect(text.contains("more than chance explains: a two-proportion z-test gives |z|\u{a0}=\u{a0}9.57, "))
        #expect(text.contains("below 1.96 in 95\u{a0}% of cases.") && text.contains("which is overfitting"))
    }

    @Test func `A gap that chance explains is called so`() {
        let text = section(record([(500, 50), (522, 57)]))
        #expect(text.contains("Chance explains such a gap") && !text.contains("overfitting"))
    }

    @Test func `Validation images may happen to be easier`() {
        let text = section(record([(100, 10), (200, 60)]))
        #expect(text.contains("in favor of the validation images") && text.contains("happen to be easier"))
    }

    @Test func `A difference is that of the numbers that are shown`() {
        // Unrounded the gap of 481 of 540 and 49 of 60 is 7.407 points.
        #expect(
            section(record([(481, 49)])).contains(
                "89.07\u{a0}% of the training images and 81.67\u{a0}% of the validation images correctly, a gap of "
                    + "7.40 percentage points"))
        // One of 60 images is 1.667 points, but from 88.33 to 86.67 it is one hundredth less.
        #expect(section(record([(500, 53), (506, 52)])).contains("it was lower by 1.66 percentage points."))
    }

    @Test func `No gap is no gap`() {
        #expect(section(record([(540, 60)])).contains("After the epoch the network classified 100.00\u{a0}%"))
        #expect(section(record([(540, 60)])).contains("correctly: there is no gap between them."))
    }

    @Test func `Without validation images overfitting is left open`() {
        let text = section(record([(500, 0), (520, 0)], validationImages: 0))
        #expect(text.contains("Without validation images nothing here shows whether it overfits."))
        #expect(text.contains("The training accuracy was highest after the last epoch."))
    }

    @Test func `A last epoch worse than an earlier one is admitted`() {
        let text = section(record([(500, 50), (510, 57), (520, 54)]))
        #expect(
            text.contains(
                "The validation accuracy was highest after epoch 2, 95.00\u{a0}%; after the last epoch, whose "
                    + "parameters are the ones kept, it was lower by 5.00 percentage points."))
        #expect(section(record([(500, 57), (510, 57)])).contains("no higher than it had been after epoch 1."))
        #expect(section(record([(500, 56), (510, 57)])).contains("accuracy was highest after the last epoch."))
        #expect(!section(record([(500, 57)])).contains("highest"))
    }
}
