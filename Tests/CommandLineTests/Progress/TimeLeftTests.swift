import CommandLine
import Images
import RunRecords
import Testing
import Training

@Suite("The time left of a run") struct TimeLeftTests {
    private let dataset = DatasetIdentity(
        kind: .files, name: "x", trainingImages: 1_000, validationImages: 200, testImages: 300, classes: 2,
        trainingClassSizes: [500, 500], sizes: ImageSizes(ImageShape(rows: 8, columns: 8)), channelStatistics: [],
        hashes: [:])

    private func progress(_ pass: TrainingProgress.Pass, _ epoch: Int, _ completed: Int, _ total: Int)
        -> TrainingProgress
    {
        TrainingProgress(pass: pass, epoch: epoch, epochs: 3, completed: completed, total: total)
    }

    @Test("Nothing is known before an image is done")
    func unknown() {
        #expect(TimeLeft(epochs: 3, dataset: dataset).seconds(at: progress(.training, 1, 0, 1_000)) == nil)
    }

    @Test("Before the first evaluation, one image is assumed to cost 0.4 of training on it")
    func firstEpoch() throws {
        var left = TimeLeft(epochs: 3, dataset: dataset)
        left.note(.training, images: 500, seconds: 1)
        let training = 0.002
        let expected =
            500 * training + 1_200 * 0.4 * training + 2 * (1_000 * training + 1_200 * 0.4 * training)
            + 300 * 0.4 * training + 1
        let found = try #require(left.seconds(at: progress(.training, 1, 500, 1_000)))
        #expect(abs(found - expected) < 1e-9)
    }

    @Test("Later each kind of pass counts at its own speed, the test and the drawing too")
    func laterEpochs() throws {
        var left = TimeLeft(epochs: 3, dataset: dataset)
        left.note(.training, images: 1_000, seconds: 2)
        left.endPass()
        left.note(.evaluatingTraining, images: 1_000, seconds: 3)
        left.endPass()
        left.note(.evaluatingValidation, images: 100, seconds: 0.3)
        let (training, evaluation) = (0.002, 0.003)
        let expected = 100 * evaluation + 2 * (1_000 * training + 1_200 * evaluation) + 300 * evaluation + 1
        let found = try #require(left.seconds(at: progress(.evaluatingValidation, 1, 100, 200)))
        #expect(abs(found - expected) < 1e-9)
        left.endPass()
        left.note(.testing, images: 150, seconds: 0.45)
        let atTest = try #require(left.seconds(at: progress(.testing, 3, 150, 300)))
        #expect(abs(atTest - (150 * evaluation + 1)) < 1e-9)
    }

    @Test("It falls steadily while a run goes on at an even speed")
    func steady() throws {
        var left = TimeLeft(epochs: 3, dataset: dataset)
        var previous = Double.infinity
        for epoch in 1...3 {
            for (pass, total, cost) in [
                (TrainingProgress.Pass.training, 1_000, 0.002), (.evaluatingTraining, 1_000, 0.0008),
                (.evaluatingValidation, 200, 0.0008),
            ] {
                for completed in stride(from: 100, through: total, by: 100) {
                    left.note(pass, images: completed, seconds: Double(completed) * cost)
                    let seconds = try #require(left.seconds(at: progress(pass, epoch, completed, total)))
                    #expect(seconds < previous)
                    previous = seconds
                }
                left.endPass()
            }
        }
        #expect(previous > 1 && previous < 1.3)
    }
}
