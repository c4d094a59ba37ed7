import ContentHashing
import Datasets
import Foundation
import Images
import NeuralNetworks
import Reporting
import RunRecords
import Training

/// A trained network and all that its record says of reading images: pixel size, normalization, names of classes.
struct TrainedNetwork {
    let record: RunRecord
    private let recorded: RecordedNetwork

    /// That of `report/NAME` in a folder of results.
    init(name: String, in root: URL) throws {
        try self.init(
            weights: Input.path(root, RunOutputs.parametersPath(name: name)),
            record: Input.path(root, RunOutputs.recordPath(name: name)))
    }

    /// That of a safetensors file, whose record lies beside it.
    init(weights path: String) throws {
        let record = URL(filePath: path).deletingLastPathComponent().appending(path: "run.json").relativePath
        guard FileManager.default.fileExists(atPath: record) else {
            throw Failure.missingInput(
                "there is no \(record) beside the weights, which tells what images the network takes and what its classes are"
            )
        }
        try self.init(weights: path, record: record)
    }

    private init(weights path: String, record recordPath: String) throws {
        let bytes = try Input.read(recordPath)
        do throws(RunRecordError) {
            record = try RunRecord(decoding: bytes)
        } catch {
            throw Failure.badData("\(recordPath): \(error.description)")
        }
        let file = try Input.read(path)
        guard ContentHash.ofTensors(in: file) == record.network.parametersSHA256 else {
            throw Failure.badData("\(recordPath) is not the record of \(path): the SHA-256 that it has is another")
        }
        do {
            recorded = try RecordedNetwork(record, parameters: file)
        } catch TrainingError.parameters(let error) {
            throw Failure.badData("\(path) cannot be used: \(error.description)")
        }
    }

    /// Whether its images are made as MNIST's are, so that pictures have to be made like them.
    var takesStrokes: Bool { record.dataset.kind != .files }

    /// What the network says of images that were fitted to it.
    func answers(_ images: [Image]) -> [Answer] { recorded.answers(images) ?? [] }

    /// A picture in the network's channels and size, resized as the images of its data set were.
    func fitted(_ picture: Image) -> Image {
        picture.withChannels(recorded.network.channels).resized(to: recorded.network.pixelSize)
    }
}
