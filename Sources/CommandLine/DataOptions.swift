import ArgumentParser
import Datasets
import Foundation

/// Which data set, and where it is.
struct DataOptions: ParsableArguments {
    enum Choice: String, ExpressibleByArgument, CaseIterable { case auto, mnist, synthetic }

    @Option(help: "auto takes MNIST, or the built-in synthetic digits where MNIST cannot be had.")
    var dataset = Choice.auto

    @Option(
        help: "A folder with the four IDX files; before $LENET_DATA, the cache and the mirrors.", completion: .directory
    )
    var data: String?

    @Option(help: "The name under which results of --data are written; otherwise the folder's.")
    var name: String?

    @Option(help: "An address to download from instead of MNIST's mirrors; may be repeated. Also $LENET_MIRROR.")
    var mirror: [String] = []

    @Flag(help: "Never touch the network.")
    var offline = false

    /// Finds and reads the data set.
    ///
    /// - Parameter seed: of synthetic digits
    func load(seed: UInt64, threads: Int, in context: CommandContext, _ display: ProgressDisplay) throws -> Dataset {
        guard dataset != .synthetic else {
            guard data == nil else { throw Failure.usage("--dataset synthetic needs no --data") }
            return Dataset.synthetic(seed: seed, threads: threads)
        }
        switch try locator(context.environment, display).locate(dataset == .mnist ? .mnist : .auto) {
        case .found(let dataset, from: let source, let notes):
            display.finish()
            for note in notes { display.note(note) }
            display.note("\(dataset.title) from \(source.description)")
            return dataset
        case .unavailable(let reason):
            display.finish()
            display.note("Using synthetic digits because MNIST cannot be had: \(reason)")
            return Dataset.synthetic(seed: seed, threads: threads)
        }
    }

    private func locator(_ environment: [String: String], _ display: ProgressDisplay) throws -> DatasetLocator {
        let downloader = Downloader(
            mirrors: try MirrorList.resolve(options: mirror, environment: environment),
            progress: { display.show(file: $0.file, bytes: $0.bytes, of: $0.total) })
        return DatasetLocator(
            directory: data.map { URL(filePath: $0, directoryHint: .isDirectory) }, name: name,
            environment: environment,
            isOffline: offline
        ) { (file, directory) throws(DatasetError) in
            try downloader.download(file, into: directory)
        }
    }
}

extension Dataset {
    var title: String {
        switch kind {
        case .mnist: "MNIST"
        case .synthetic: "synthetic digits"
        case .files: "data set \(name)"
        }
    }
}

extension DatasetLocator.Source {
    var description: String {
        switch self {
        case .option(let path): path
        case .environment(let path): "\(path) ($LENET_DATA)"
        case .cache(let path): "the cache, \(path)"
        case .mirrors(let path): "the mirrors, now in \(path)"
        }
    }
}
