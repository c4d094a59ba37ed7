import Datasets
import Foundation
import Images
import NeuralNetworks
import RunRecords

/// The network of a record, with the parameters that the run left beside it.
package struct RecordedNetwork: Sendable {
    package let network: Network
    package let parameters: Parameters
    private let levels: [Float]

    /// - Parameter file: the safetensors file
    package init(_ record: RunRecord, parameters file: Data) throws(TrainingError) {
        network = try Self.network(of: record)
        do throws(SafetensorsError) {
            parameters = try Safetensors.decode(file, table: network.parameterTable)
        } catch {
            throw .parameters(error)
        }
        levels = record.configuration.levels
    }

    /// The network alone, which follows from settings and data.
    fileprivate static func network(of record: RunRecord) throws(TrainingError) -> Network {
        do throws(NetworkError) {
            return try LeNet5.network(
                channels: record.dataset.channels, pixelSize: record.configuration.pixelSize,
                classes: record.dataset.classes)
        } catch {
            throw .network(error)
        }
    }

    /// What the network says of recorded images, which are resized already; `nil` where one has another shape.
    package func answers(_ images: [Image]) -> [Answer]? {
        guard let images = prepared(images) else { return nil }
        return Classifier(network, parameters, threads: 1).answers(images, Array(0..<images.count))
    }

    fileprivate func prepared(_ images: [Image]) -> ByteImages? {
        let shape = ImageShape(channels: network.channels, rows: network.pixelSize, columns: network.pixelSize)
        guard images.allSatisfy({ $0.shape == shape }), levels.count == 256 * network.channels else { return nil }
        let array = ImageArray(shape, pixels: images.flatMap(\.pixels))
        return ByteImages(
            LabeledImages(array, labels: Array(repeating: 0, count: images.count)), levels: levels)
    }
}

extension RunRecord {
    /// The record with all that follows from its settings and the parameters beside it computed anew: the table of
    /// layers, the filters, the feature maps of the recorded images, and what the mistakes are taken for. Equal to the
    /// record wherever nobody changed that.
    ///
    /// - Parameter parameters: the safetensors file; without it the table of layers alone is computed
    package func derived(from parameters: Data?) throws(TrainingError) -> RunRecord {
        var derived = self
        derived.network = NetworkSummary(
            try RecordedNetwork.network(of: self), parametersSHA256: network.parametersSHA256)
        guard let parameters else { return derived }
        let recorded = try RecordedNetwork(self, parameters: parameters)
        derived.exhibits.filters = FilterBank.all(of: recorded.network, recorded.parameters)
        if let originals = recorded.prepared(exhibits.originals.map(\.image)) {
            let shown = exhibits.featureMaps.map(\.channel)
            let channels = 0..<(recorded.network.stages.first?.convolution?.outputChannels ?? 0)
            derived.exhibits.featureMaps = FeatureMaps.maps(
                of: (0..<originals.count).map(originals.values), channels: shown.filter(channels.contains),
                recorded.network, recorded.parameters)
        }
        for (index, answer) in (recorded.answers(exhibits.mistakes.map(\.image)) ?? []).enumerated() {
            derived.exhibits.mistakes[index].predicted = Int(answer.predicted)
            derived.exhibits.mistakes[index].probability = answer.probability
        }
        return derived
    }
}

extension FilterBank {
    /// The kernels of each convolution.
    static func all(of network: Network, _ parameters: Parameters) -> [FilterBank] {
        network.stages.filter { $0.convolution != nil }.map { stage in
            let name = stage.name + ".weight"
            return FilterBank(
                layer: stage.name, shape: parameters.table[name]?.shape ?? [], weights: parameters[name])
        }
    }
}

extension FeatureMaps {
    /// The maps of some channels of the first convolution.
    ///
    /// - Parameter images: what the network sees of each, `[channel][row][column]`
    static func maps(of images: [[Float]], channels: [Int], _ network: Network, _ parameters: Parameters)
        -> [FeatureMaps]
    {
        let side = network.featureMapSide
        return channels.map { channel in
            let maps = images.map { network.featureMap($0, channel: channel, parameters) }
            let lowest = maps.compactMap { $0.min() }.min() ?? 0
            let highest = maps.compactMap { $0.max() }.max() ?? 0
            let images = maps.map { map in
                Image(ImageShape(rows: side, columns: side), pixels: map.map { level($0, lowest, highest) })
            }
            return FeatureMaps(channel: channel, maps: images)
        }
    }

    /// As torchvision's `save_image(normalize=True)`: (x - lowest) / max(highest - lowest, 1e-5), times 255, rounded;
    /// black where that is not a number.
    private static func level(_ value: Float, _ lowest: Float, _ highest: Float) -> UInt8 {
        let unit = (value - lowest) / max(highest - lowest, 1e-5)
        return unit.isNaN ? 0 : UInt8(min(max(unit * 255 + 0.5, 0), 255))
    }
}
