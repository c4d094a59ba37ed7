import Images
import NeuralNetworks
import RandomStreams
import Testing
import Training

struct EvaluationTests {
    @Test("Every image is counted once, in portions whose progress is told", arguments: [1, 2, 3])
    func portions(threads: Int) throws {
        let network = try LeNet5.network(pixelSize: LeNet5.smallestPixelSize, classes: 3)
        var generator = TorchGenerator(seed: 1)
        let parameters = Parameters(table: network.parameterTable, generator: &generator)
        let pixels = (0..<100 * network.inputCount).map { _ in UInt8(truncatingIfNeeded: generator.random()) }
        let images = ByteImages(
            LabeledImages(
                ImageArray(ImageShape(rows: network.pixelSize, columns: network.pixelSize), pixels: pixels),
                labels: (0..<100).map { UInt8($0 % 3) }),
            levels: (0..<256).map { Float($0) / 255 })
        let positions = (0..<12_500).map { $0 % 100 }
        var progress: [Int] = []
        let evaluation = Evaluation(network, threads: threads)
        let confusion = evaluation.confusion(images, positions, parameters) { progress.append($0) }
        #expect(progress == [6_000, 12_000, 12_500])
        #expect(confusion.total == 12_500)
        let classes = Classifier(network, parameters, threads: 1).classify(images, Array(0..<100))
        let right = (0..<100).filter { classes[$0] == images.labels[$0] }.count
        #expect(confusion.correct == right * 125)
        #expect(evaluation.confusion(images, [], parameters).total == 0)
    }
}
