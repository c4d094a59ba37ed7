import NeuralNetworks
import RunRecords
import Testing
import Training

struct TrainingErrorTests {
    private func error(_ images: Int = 200, _ change: (inout Configuration) -> Void) -> TrainingError? {
        var configuration = ExperimentTests.configuration
        change(&configuration)
        return #expect(throws: TrainingError.self) {
            try ExperimentTests.run(Patterns.dataset(training: images, test: 3), configuration)
        }
    }

    @Test("Images too small for the network are refused")
    func tooSmall() {
        let error = error { $0.pixelSize = 3 }
        let expected = NetworkError.imageTooSmall(pixelSize: 3, smallest: LeNet5.smallestPixelSize)
        #expect(error == .network(expected))
        #expect(error?.description == expected.description)
    }

    @Test("A setting out of range stops the run before it starts")
    func setting() {
        let error = error { $0.batchSize = 0 }
        #expect(error == .setting(SettingError(option: "batch-size", value: "0", allowed: "1 to 65,536")))
    }

    @Test("A run needs an image to train on")
    func noTrainingImages() {
        let error = error(0) { $0.validationFraction = 0.5 }
        #expect(error == .noTrainingImages(images: 0, validationFraction: 0.5))
        #expect(
            error?.description == """
                no image is left to train on: of 0 training images, a fraction of 0.5 is set aside for validation
                """)
    }

    @Test("Images scaled beyond what numbers hold end the run in its first batch")
    func infiniteImages() {
        let error = error { $0.standardDeviation = 1e-50 }
        guard case .lossNotFinite(let loss, epoch: 1, batch: 1, learningRate: 0.003) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!loss.isFinite)
    }

    @Test("A step too large for the numbers ends the run in the batch after it")
    func diverging() {
        let error = error { ($0.standardDeviation, $0.learningRate) = (1e-21, 1_000) }
        guard case .lossNotFinite(let loss, epoch: 1, batch: 2, learningRate: 1_000) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!loss.isFinite)
    }

    @Test(
        "A loss that is not finite is named with epoch, batch and what to try", arguments: [.nan, .infinity] as [Float])
    func lossNotFinite(loss: Float) {
        let error = TrainingError.lossNotFinite(loss: loss, epoch: 3, batch: 17, learningRate: 0.5)
        #expect(
            error.description == """
                the training loss became \(loss.isNaN ? "not a number" : "infinite") in epoch 3, batch 17; nothing was \
                written, try a learning rate smaller than 0.5
                """)
    }

    @Test("What is wrong with parameters is said as the file format says it")
    func parameters() {
        let fault = SafetensorsError.notFinite(name: "conv1.weight", index: 2, value: .infinity)
        #expect(TrainingError.parameters(fault).description == fault.description)
    }
}
