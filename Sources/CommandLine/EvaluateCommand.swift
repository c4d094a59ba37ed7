import ArgumentParser
import Datasets
import Foundation
import NeuralNetworks
import Reporting
import RunRecords
import Training

/// `lenet evaluate`: how any LeNet-5 parameters do on any data set.
struct EvaluateCommand: Command {
    enum Split: String, ExpressibleByArgument, CaseIterable { case test, validation, training }

    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Print the accuracy of parameters in a safetensors file on a data set.",
        discussion: """
            Works for every file with LeNet-5's names and shapes, from PyTorch's safetensors.torch.save_file too. A file that \
            this program wrote says how images are prepared; options change that.
            """)

    @Option(help: "The safetensors file.", completion: .file(extensions: ["safetensors"]))
    var weights: String

    @OptionGroup var data: DataOptions

    @Option(help: "Which images; the split follows from --split-seed and --validation-fraction as in training.")
    var split = Split.test

    @OptionGroup var preparation: PreparationOptions

    @Option(help: "Write each image's logits to this CSV file, a row an image in the order of the data set.")
    var logits: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var threading: ThreadOptions

    func run(in context: CommandContext) throws {
        let file = try Input.read(weights)
        let configuration = try configuration(of: file)
        let display = ProgressDisplay(context.terminal, isQuiet: json)
        let dataset = try data.load(configuration, threads: threading.count, in: context, display)
        let network = try LeNet5.network(
            channels: dataset.training.images.shape.channels, pixelSize: configuration.pixelSize,
            classes: dataset.classes)
        let parameters = try decode(file, network)
        let prepared = try PreparedData(dataset, configuration, threads: threading.count)
        let (images, positions) = chosen(prepared)
        let evaluation = Evaluation(
            network, threads: threading.count, instructionSet: threading.instructionSet)
        if let logits {
            let rows = evaluation.answers(images, positions, parameters).map(\.logits)
            try context.interruption.duringWriting { try CSV.write(rows, to: logits) }
        }
        let result = EvaluationResult(
            split: split.rawValue, dataset: dataset.name,
            confusion: evaluation.confusion(images, positions, parameters),
            classNames: dataset.classList.map(\.name))
        try context.terminal.output(json ? try result.json() : result.text)
    }

    /// The settings with which the file says that it was made, or else the notebook's, with those given changed.
    private func configuration(of file: Data) throws(Failure) -> Configuration {
        let own = (try? Safetensors.metadata(of: file)).flatMap { Configuration(networkMetadata: $0) }
        do throws(SettingError) {
            let configuration = try (own ?? Configuration()).changed(by: preparation.changes)
            try configuration.validate()
            return configuration
        } catch {
            throw .badData("\(weights) cannot be used: \(error.description)")
        }
    }

    private func decode(_ file: Data, _ network: Network) throws(Failure) -> Parameters {
        do throws(SafetensorsError) {
            return try Safetensors.decode(file, table: network.parameterTable)
        } catch {
            throw .badData("\(weights) cannot be used: \(error.description)")
        }
    }

    private func chosen(_ data: PreparedData) -> (ByteImages, [Int]) {
        switch split {
        case .test: (data.test, Array(0..<data.test.count))
        case .validation: (data.training, data.split.validation.sorted())
        case .training: (data.training, data.split.training.sorted())
        }
    }
}
