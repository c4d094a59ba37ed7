import ArgumentParser
import Datasets
import Foundation
import RunRecords

/// Which data set, and where it is.
struct DataOptions: ParsableArguments {
    enum Choice: String, ExpressibleByArgument, CaseIterable { case auto, mnist, synthetic }

    @Option(help: "auto takes MNIST, or the built-in synthetic digits where MNIST cannot be had.")
    var dataset = Choice.auto

    @Option(
        help: ArgumentHelp(
            "A folder with a data set; before $LENET_DATA, the cache and the mirrors.",
            discussion: """
                IDX files named as MNIST's or EMNIST's, CIFAR-10's binary files, or PNG and JPEG pictures in folders named \
                for their classes (train/CLASS/*.png, test/CLASS/*.png).
                """), completion: .directory
    )
    var data: String?

    @Option(help: "The name under which results of --data are written; otherwise the folder's.")
    var name: String?

    @Option(help: "Where images in color have their channels, if the sizes in an IDX file do not tell.")
    var channelOrder: ChannelOrder?

    @Option(help: "The names of the classes, separated by commas, instead of those beside the files.")
    var classNames: String?

    @Option(help: "An address to download from instead of MNIST's mirrors; may be repeated. Also $LENET_MIRROR.")
    var mirror: [String] = []

    @Flag(help: "Never touch the network.")
    var offline = false

    /// Finds and reads the data set.
    ///
    /// - Parameters:
    ///   - configuration: its seed makes synthetic digits, that of its split chooses test images where a folder of pictures
    ///     has none, and pictures are resized to its pixel size
    ///   - recordedNames: what the classes were called in an earlier run, which `classNames` would repeat
    func load(
        _ configuration: Configuration, classNames recordedNames: [String]? = nil, threads: Int,
        in context: CommandContext, _ display: ProgressDisplay
    ) throws -> Dataset {
        let files = data.map(MemoryLimit.neededByFiles)
        try MemoryLimit.requireRoom(threads: threads, bytes: files ?? MemoryLimit.neededByMNIST)
        guard dataset != .synthetic else {
            guard data == nil else { throw Failure.usage("--dataset synthetic needs no --data") }
            return Dataset.synthetic(seed: configuration.seed, threads: threads)
        }
        var reading = DatasetReading(name: name)
        reading.channelOrder = channelOrder
        let names =
            classNames.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
            ?? recordedNames
        let source = classNames == nil ? "the record" : "--class-names"
        reading.classNames = try names.map { names throws(DatasetError) in
            try ClassNames(names, source: source)
        }
        (reading.splitSeed, reading.pixelSize, reading.threads) = (
            configuration.splitSeed, configuration.pixelSize, threads
        )
        switch try locator(reading, context.environment, display).locate(dataset == .mnist ? .mnist : .auto) {
        case .found(let dataset, from: let source, let notes):
            display.finish()
            for note in notes { display.note(note) }
            display.note("\(dataset.title) from \(source.description)")
            let bytes = dataset.memoryNeeded(pixelSize: configuration.pixelSize)
            try MemoryLimit.requireRoom(threads: threads, bytes: bytes)
            return dataset
        case .unavailable(let reason):
            display.finish()
            display.note("Using synthetic digits because MNIST cannot be had: \(reason)")
            return Dataset.synthetic(seed: configuration.seed, threads: threads)
        }
    }

    private func locator(
        _ reading: DatasetReading, _ environment: [String: String], _ display: ProgressDisplay
    ) throws -> DatasetLocator {
        let downloader = Downloader(
            mirrors: try MirrorList.resolve(options: mirror, environment: environment),
            progress: { display.show(file: $0.file, bytes: $0.bytes, of: $0.total) })
        return DatasetLocator(
            directory: data.map { URL(filePath: $0, directoryHint: .isDirectory) }, reading: reading,
            environment: environment, isOffline: offline
        ) { (file, directory) throws(DatasetError) in
            try downloader.download(file, into: directory)
        }
    }
}

extension ChannelOrder: ExpressibleByArgument {}

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
