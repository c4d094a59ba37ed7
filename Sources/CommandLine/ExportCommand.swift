import ArgumentParser
import Datasets
import DurableFiles
import Foundation
import Images
import NeuralNetworks
import Reporting
import RunRecords
import Training

/// `lenet export`: the trained network for other programs.
struct ExportCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the trained network as ONNX, for other programs.",
        discussion: """
            The graph takes any number of images as 32-bit numbers, normalized as in training, and gives logits. With \
            --preparation it takes bytes in the size of the data set's images, resizes and normalizes them to the same \
            pixels as training did, and gives probabilities. The file says what classes are called, how good the network \
            is and on which data it was trained.
            """)

    @Option(help: "Whose network: the data set's name, as in report/NAME.")
    var name = "mnist"

    @Option(help: "The folder with report/NAME.", completion: .directory)
    var output = "."

    @Option(help: "The file to write.", completion: .file(extensions: ["onnx"]))
    var onnx: String

    @Flag(help: "Take bytes and give probabilities: resizing, normalization and softmax are part of the graph.")
    var preparation = false

    func run(in context: CommandContext) throws {
        try DatasetName.validate(name)
        let root = URL(filePath: output, directoryHint: .isDirectory)
        let record = try RunRecord(decoding: try Input.read(root, RunOutputs.recordPath(name: name)))
        try record.requireAgreement()
        let recorded = try RecordedNetwork(
            record, parameters: try Input.read(root, RunOutputs.parametersPath(name: name)))
        let model = recorded.network.onnx(
            recorded.parameters, preparation: preparation ? try ImagePreparation(of: record) : nil,
            producer: (record.generator.name, record.generator.version), metadata: record.networkMetadata)
        let file = URL(filePath: onnx, directoryHint: .notDirectory)
        try context.interruption.duringWriting { try DurableFile.replace(file, with: model.encoded) }
        try context.terminal.output(
            "\(recorded.network.name) of \(name), from `\(model.input.name)` to `\(model.output.name)`, in \(onnx)\n")
    }
}

extension ImagePreparation {
    /// That of a run's images, which must have come in one size.
    init(of record: RunRecord) throws(Failure) {
        guard record.dataset.sizes.areEqual else {
            throw .usage("--preparation is for images of one size, and those of \(record.dataset.name) have several")
        }
        let (dataset, configuration) = (record.dataset, record.configuration)
        let resizer = ImageResizer(
            from: ImageShape(channels: dataset.channels, rows: dataset.rows, columns: dataset.columns),
            rows: configuration.pixelSize, columns: configuration.pixelSize)
        let passes = resizer.passes.map { pass in
            Pass(
                pass.isAlongRows ? .alongRows : .alongColumns, from: pass.input, to: pass.output, weights: pass.weights)
        }
        self.init(
            rows: dataset.rows, columns: dataset.columns, passes: passes,
            means: configuration.mean.values.map { Float($0) },
            standardDeviations: configuration.standardDeviation.values.map { Float($0) })
    }
}
