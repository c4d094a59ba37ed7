import ArgumentParser
import Charts
import Datasets
import DurableFiles
import Foundation
import Images
import Reporting
import RunRecords

/// `lenet predict`: what a trained network makes of one's own pictures.
struct PredictCommand: Command {
    /// How a picture becomes what the network sees.
    enum Preparation: String, EnumerableFlag, Encodable {
        case asIs, asStrokes

        static func help(for value: Preparation) -> ArgumentHelp? {
            switch value {
            case .asIs: "Only resize pictures. (default: for networks of other images than digits)"
            case .asStrokes:
                "Look for pen strokes and make an image like MNIST's of them. (default: for networks of digits)"
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Tell what a trained network makes of PNG and JPEG pictures.",
        discussion: """
            The network is that of report/NAME, or a safetensors file with its run.json beside it. For digits, what is drawn \
            or photographed is made like MNIST's images: strokes are found on their ground, dark or bright, scaled into \
            20 x 20 pixels and centered by their center of mass in 28 x 28.
            """)

    @Argument(help: "PNG or JPEG files.", completion: .file(extensions: ["png", "jpg", "jpeg"]))
    var pictures: [String]

    @Option(help: "Whose network: the data set's name, as in report/NAME. (default: the only one, or mnist)")
    var name: String?

    @Option(help: "The folder with report/NAME.", completion: .directory)
    var output = "."

    @Option(
        help: "A safetensors file, instead of report/NAME.", completion: .file(extensions: ["safetensors"]))
    var weights: String?

    @Flag(exclusivity: .exclusive) var preparation: Preparation?

    @Option(help: "Draw each picture, what the network was shown, and probabilities into this PNG file.")
    var figure: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if weights != nil, name != nil { throw ValidationError("--weights and --name each name a network: give one") }
        if let figure, !figure.lowercased().hasSuffix(".png") {
            throw ValidationError("--figure writes PNG: its file's name ends in .png")
        }
        if figure != nil, pictures.count > PredictionFigure.limit {
            throw ValidationError("--figure shows up to \(PredictionFigure.limit) pictures, not \(pictures.count)")
        }
    }

    func run(in context: CommandContext) throws {
        let network = try trainedNetwork()
        let preparation = preparation ?? (network.takesStrokes ? .asStrokes : .asIs)
        let attempts = pictures.map { Attempt($0, network, preparation) }
        let predictions = predictions(attempts, network)
        if json {
            try context.terminal.output(try PredictionList(attempts, predictions, preparation).json())
        } else {
            try context.terminal.output(predictions.map { $0.line + "\n" }.joined())
        }
        if let figure, !predictions.isEmpty {
            let image = try PredictionFigure(predictions, network: network.record).png(named: figure)
            try context.interruption.duringWriting {
                try DurableFile.replace(URL(filePath: figure, directoryHint: .notDirectory), with: image)
            }
        }
        let failures = attempts.compactMap { if case .failure(let failure) = $0.result { failure } else { nil } }
        guard let first = failures.first else { return }
        throw Failure(text: failures.map(\.message).joined(), status: first.status)
    }

    private func trainedNetwork() throws -> TrainedNetwork {
        if let weights { return try TrainedNetwork(weights: weights) }
        let root = URL(filePath: output, directoryHint: .isDirectory)
        if let name {
            try DatasetName.validate(name)
            return try TrainedNetwork(name: name, in: root)
        }
        let names = try Input.reportNames(in: root)
        guard names.count == 1 || names.contains(DatasetName.mnist), let only = names.first else {
            throw Failure.usage("there are reports of \(Prose.list(names)): add --name")
        }
        return try TrainedNetwork(name: names.count == 1 ? only : DatasetName.mnist, in: root)
    }

    /// A picture and what became of reading it.
    struct Attempt {
        let path: String
        /// The picture as it is, and what the network is shown.
        let result: Result<(picture: Image, shown: Image), Failure>

        init(_ path: String, _ network: TrainedNetwork, _ preparation: Preparation) {
            self.path = path
            result = Result { () throws(Failure) in
                let bytes = Array(try Input.read(path))
                func decode(over ground: UInt8) throws(Failure) -> Image {
                    do throws(PictureFault) {
                        return try Picture.decode(bytes, over: ground)
                    } catch {
                        throw Failure.badData("\(path) cannot be used: \(error.description)")
                    }
                }
                let picture = try decode(over: 0)
                guard preparation == .asStrokes else { return (picture, network.fitted(picture)) }
                if let strokes = StrokePreparation.prepared(picture) { return (picture, network.fitted(strokes)) }
                // Black strokes on nothing show over white alone.
                let overWhite = try decode(over: 255)
                if let strokes = StrokePreparation.prepared(overWhite) { return (overWhite, network.fitted(strokes)) }
                throw Failure.badData(
                    "\(path) shows no strokes: nothing stands out from its ground; --as-is takes it as it is")
            }
        }
    }

    private func predictions(_ attempts: [Attempt], _ network: TrainedNetwork) -> [Prediction] {
        let read = attempts.compactMap { attempt in
            (try? attempt.result.get()).map { (path: attempt.path, picture: $0.picture, shown: $0.shown) }
        }
        return zip(read, network.answers(read.map(\.shown))).map { item, answer in
            Prediction(
                path: item.path, picture: item.picture, shown: item.shown,
                probabilities: answer.probabilities.map(Double.init), classes: network.record.dataset)
        }
    }
}

/// What `lenet predict --json` prints: an entry for each picture, in the order in which they were named.
private struct PredictionList {
    private struct Entry: Encodable {
        let file: String
        var error: String?
        var classes: [Prediction.Choice]?
    }

    private struct Document: Encodable {
        let pictures: [Entry]
        let preparation: String
    }

    private let document: Document

    init(_ attempts: [PredictCommand.Attempt], _ predictions: [Prediction], _ preparation: PredictCommand.Preparation) {
        var rest = predictions[...]
        let entries = attempts.map { attempt in
            switch attempt.result {
            case .success: Entry(file: attempt.path, classes: rest.popFirst()?.best)
            case .failure(let failure):
                Entry(
                    file: attempt.path,
                    error: String(failure.message.trimmingPrefix("lenet: ")).trimmingCharacters(in: .newlines))
            }
        }
        document = Document(pictures: entries, preparation: preparation == .asIs ? "as is" : "strokes")
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
}
