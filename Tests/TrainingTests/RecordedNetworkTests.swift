import Foundation
import Images
import NeuralNetworks
import RunRecords
import Testing
import Training

struct RecordedNetworkTests {
    private static let result = Result { try ExperimentTests.run() }

    @Test("What a run put on record follows from its settings and its parameters")
    func untouched() throws {
        let (record, parameters) = try Self.recordAndParameters()
        #expect(!record.exhibits.featureMaps.isEmpty)
        #expect(try record.derived(from: parameters) == record)
        #expect(try record.derived(from: nil) == record)
    }

    /// A change that no other part of the record contradicts, and where it shows.
    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let path: String
        let apply: @Sendable (inout RunRecord) -> Void
    }

    /// The place of the last layer before the logits in the record's table.
    private static let lastHidden = ((try? LeNet5.network().layers.count) ?? 0) - 2

    static let tamperings = [
        Tampering(testDescription: "a weight of the first filters", path: "exhibits.filters[0].weights[3]") {
            $0.exhibits.filters[0].weights[3].negate()
        },
        Tampering(testDescription: "a weight of the second filters", path: "exhibits.filters[1].weights[100]") {
            $0.exhibits.filters[1].weights[100] += 1e-6
        },
        Tampering(testDescription: "an operation's name", path: "network.layers[0].operation") {
            $0.network.layers[0].operation = "convolution 3x3, ReLU"
        },
        Tampering(testDescription: "a layer's name", path: "network.layers[1].name") {
            $0.network.layers[1].name = "averaging"
        },
        Tampering(testDescription: "a width and what follows", path: "network.layers[\(lastHidden)].multiplyAdds") {
            let inputs = $0.network.layers[lastHidden - 1].outputShape[0]
            $0.network.layers[lastHidden].outputShape = [85]
            $0.network.layers[lastHidden].parameters = 85 * (inputs + 1)
            $0.network.layers[lastHidden].multiplyAdds = 85 * inputs
            $0.network.layers[lastHidden + 1].parameters = 3 * (85 + 1)
            $0.network.layers[lastHidden + 1].multiplyAdds = 3 * 85
        },
        Tampering(testDescription: "the network's name", path: "network.name") { $0.network.name = "LeNet-6" },
        Tampering(testDescription: "a feature map", path: "exhibits.featureMaps[1].maps[2].pixels[0]") {
            let map = $0.exhibits.featureMaps[1].maps[2]
            $0.exhibits.featureMaps[1].maps[2] = Image(map.shape, pixels: [map.pixels[0] ^ 1] + map.pixels.dropFirst())
        },
        Tampering(testDescription: "a channel's number", path: "exhibits.featureMaps[0].maps[0].pixels") {
            $0.exhibits.featureMaps[0].channel = $0.exhibits.featureMaps[1].channel
        },
    ]

    @Test("A record that was changed in a way that it does not contradict is not what follows", arguments: tamperings)
    func tampered(_ tampering: Tampering) throws {
        var (record, parameters) = try Self.recordAndParameters()
        let before = record.disagreements
        tampering.apply(&record)
        #expect(record.disagreements == before)
        let found = record.differences(from: try record.derived(from: parameters))
        #expect(found.contains { $0.path.hasPrefix(tampering.path) }, "\(found)")
    }

    @Test("What an image is taken for follows too") func mistakes() throws {
        var (record, parameters) = try Self.recordAndParameters()
        let image = record.exhibits.originals[0].image
        let network = try RecordedNetwork(record, parameters: parameters)
        let answer = try #require(network.answers([image])?.first)
        let mistake = Mistake(
            index: 0, image: image, actual: 0, predicted: Int(answer.predicted), probability: answer.probability)
        record.exhibits.mistakes = [mistake]
        #expect(try record.derived(from: parameters) == record)
        record.exhibits.mistakes[0].probability = mistake.probability.nextDown
        #expect(try record.derived(from: parameters).exhibits.mistakes == [mistake])
    }

    @Test("Parameters of another network are refused, and images of another size have no answers")
    func refusals() throws {
        let (record, parameters) = try Self.recordAndParameters()
        var other = record
        other.dataset.classes += 1
        #expect(throws: TrainingError.self) { try other.derived(from: parameters) }
        let image = Image(ImageShape(rows: 1, columns: 1), pixels: [0])
        #expect(try RecordedNetwork(record, parameters: parameters).answers([image]) == nil)
    }

    private static func recordAndParameters() throws -> (RunRecord, Data) {
        let result = try result.get()
        return (result.record, result.parameters)
    }
}
