import Datasets
import Foundation
import Images
import NeuralNetworks
import Reporting
import RunRecords
import Training

extension LivePage {
    /// The page of a record, with the logits that this program computes with the parameters beside it. They are the same on
    /// any machine and for any number of threads, and so is the page.
    ///
    /// - Parameter parameters: the safetensors file
    init(_ record: RunRecord, parameters file: Data) throws {
        let configuration = record.configuration
        let network = try LeNet5.network(
            channels: record.network.inputShape.first ?? 1, pixelSize: configuration.pixelSize,
            classes: record.dataset.classes)
        let parameters = try Safetensors.decode(file, table: network.parameterTable)
        let images = Self.images(of: record)
        let shape = ImageShape(
            channels: network.channels, rows: configuration.pixelSize, columns: configuration.pixelSize)
        guard images.allSatisfy({ $0.image.shape == shape }) else {
            throw Failure.badData("an image of the record is not \(shape), so the network cannot see it")
        }
        let array = ImageArray(shape, pixels: images.flatMap(\.image.pixels))
        let labels = images.map { UInt8(clamping: $0.label) }
        let answers = Classifier(network, parameters, threads: 1).answers(
            ByteImages(LabeledImages(array, labels: labels), levels: configuration.levels), Array(images.indices))
        self.init(record: record, parameters: parameters.values, logits: answers.map(\.logits))
    }
}
