import ContentHashing
import Datasets
import DurableFiles
import Foundation
import Reporting
import RunRecords
import Training

/// The state of a training on disk, from which `--resume` goes on.
///
/// Below the cache, `trainings/KEY.json` is written after every epoch. At the end of the run it becomes
/// `trainings/finished.json`, the one training that more epochs can continue. A state belongs to the same settings but for
/// the epochs, the same data and the same program, of all of which the key is a hash.
package final class SavedTraining {
    private let experiment: Experiment
    private let context: CommandContext
    private let complain: (String) -> Void
    /// `nil` where there is no folder for a cache, or the program cannot be told from others.
    private var place: Place?

    private struct Place {
        let key: String
        let folder: URL

        var file: URL { folder.appending(path: key + ".json") }
        var finished: URL { folder.appending(path: "finished.json") }
    }

    /// What is in a file.
    private struct Document: Codable {
        let key: String
        /// Of the whole training that reached the state.
        let epochs: Int
        let state: TrainingState
    }

    /// - Parameter complain: called with a sentence if nothing can be saved; the training goes on without
    package init(of experiment: Experiment, in context: CommandContext, complain: @escaping (String) -> Void) {
        (self.experiment, self.context, self.complain) = (experiment, context, complain)
        guard let cache = DatasetLocator.cacheDirectory(environment: context.environment),
            let key = Self.key(of: experiment)
        else { return }
        place = Place(key: key, folder: cache.appending(path: "trainings", directoryHint: .isDirectory))
    }

    /// What a training depends on.
    private struct Identity: Encodable {
        let program: String
        let configuration: Configuration
        let dataset: DatasetIdentity
    }

    /// The hash of the program that runs.
    private static let program: String? = {
        guard let file = Bundle.main.executableURL, let program = try? Data(contentsOf: file, options: .alwaysMapped)
        else { return nil }
        return ContentHash.sha256(program)
    }()

    /// Hashes the program, which takes a while, so that it is done when a training begins.
    static func prepare() { _ = program }

    private static func key(of experiment: Experiment) -> String? {
        guard let program else { return nil }
        var configuration = experiment.configuration
        configuration.epochs = 0
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let identity = Identity(program: program, configuration: configuration, dataset: experiment.dataset)
        return (try? encoder.encode(identity)).map(ContentHash.sha256)
    }

    /// Writes a state. A signal waits until it is in its place.
    package func save(_ state: TrainingState) {
        guard let place else { return }
        let document = Document(key: place.key, epochs: experiment.configuration.epochs, state: state)
        context.interruption.duringSaving(context.terminal) {
            do {
                try DurableFile.replace(place.file, with: Self.sealed(try JSONEncoder().encode(document)))
            } catch {
                self.place = nil
                complain("--resume will not be able to go on from this training. \(error)")
            }
        }
    }

    /// The state from which the training goes on, if there is one, and a sentence about that.
    package func start() -> (state: TrainingState?, note: String) {
        switch Result(catching: { () throws(NoStart) in try furthest() }) {
        case .success(let state):
            (state, "going on after epoch \(state.epochs.count) of \(experiment.configuration.epochs)")
        case .failure(let reason):
            (nil, "nothing to go on from, training starts anew: \(reason.description)")
        }
    }

    /// Of the saved states that this training can go on from, the one that has come furthest.
    private func furthest() throws(NoStart) -> TrainingState {
        guard let place else { throw .noFolder }
        var reason = NoStart.nothingSaved
        var states: [TrainingState] = []
        for file in [place.file, place.finished] {
            guard let data = try? Data(contentsOf: file) else { continue }
            guard let document = Self.document(in: data) else {
                reason = .damaged(path: file.path)
                continue
            }
            guard document.key == place.key else { continue }
            if experiment.continues(document.state, of: document.epochs) {
                states.append(document.state)
            } else {
                reason = .otherEpochs(
                    done: document.state.epochs.count, of: document.epochs, wanted: experiment.configuration.epochs)
            }
        }
        guard let state = states.max(by: { $0.epochs.count < $1.epochs.count }) else { throw reason }
        return state
    }

    /// Keeps the last state for a training of more epochs.
    package func finish() {
        guard let place else { return }
        _ = rename(place.file.path, place.finished.path)
        removeOld(in: place.folder)
    }

    /// Trainings that nobody went on with are not kept forever.
    private func removeOld(in folder: URL) {
        let files =
            (try? FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: [.contentModificationDateKey])) ?? []
        let dated = files.filter { $0.pathExtension == "json" }.map { file in
            (file, (try? file.resourceValues(forKeys: [.contentModificationDateKey]))?.contentModificationDate)
        }
        for (file, _) in dated.sorted(by: { $0.1 ?? .distantPast > $1.1 ?? .distantPast }).dropFirst(16) {
            try? FileManager.default.removeItem(at: file)
        }
    }

    /// A line with the hash of what follows, so that a damaged file does not become another training.
    private static func sealed(_ json: Data) -> Data { Data((ContentHash.sha256(json) + "\n").utf8) + json }

    private static func document(in data: Data) -> Document? {
        let json = Data(data.dropFirst(65))
        guard sealed(json) == data else { return nil }
        return try? JSONDecoder().decode(Document.self, from: json)
    }
}

/// Why a training cannot go on from a saved one.
enum NoStart: Error, Equatable, CustomStringConvertible {
    case noFolder
    case nothingSaved
    case damaged(path: String)
    /// The saved training is longer than this one, or its learning rates were other ones.
    case otherEpochs(done: Int, of: Int, wanted: Int)

    var description: String {
        switch self {
        case .noFolder: "neither XDG_CACHE_HOME nor HOME names a folder where it could be"
        case .nothingSaved: "no training with these settings, this data and this program was saved"
        case .damaged(let path): "\(path) is damaged"
        case .otherEpochs(let done, _, let wanted) where done > wanted:
            "the saved training has \(Prose.count(done, "epoch")), more than \(wanted)"
        case .otherEpochs(let done, let of, let wanted):
            "the saved training, after epoch \(done) of \(of), has had other learning rates than one of "
                + Prose.count(wanted, "epoch")
        }
    }
}
