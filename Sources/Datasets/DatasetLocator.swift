import Foundation

/// Finds the data set of a run: the folder given with `--data`, then that of `LENET_DATA`, then the cache, then the
/// mirrors.
package struct DatasetLocator {
    /// What `--dataset` asks for, where it needs files.
    package enum Request: Sendable {
        /// Whatever the folders hold, else MNIST if it can be had.
        case auto
        /// MNIST and nothing else.
        case mnist
    }

    /// Where a data set was found, with the folder.
    package enum Source: Equatable, Sendable {
        case option(String)
        case environment(String)
        case cache(String)
        case mirrors(String)
    }

    package enum Outcome: Sendable {
        /// `notes` tell, a sentence each, what was passed over on the way.
        case found(Dataset, from: Source, notes: [String])
        /// Only for `auto`: why MNIST could not be had, in one sentence.
        case unavailable(reason: String)
    }

    /// The folder of `--data`.
    package var directory: URL?
    /// How files are to be read.
    package var reading: DatasetReading
    /// The process's environment: `LENET_DATA`, `XDG_CACHE_HOME` and `HOME` are read.
    package var environment: [String: String]
    /// Whether the network must not be used.
    package var isOffline: Bool
    /// Puts a good copy of a file, compressed, into a folder.
    package var download: (_ file: MNIST.File, _ directory: URL) throws(DatasetError) -> Void

    package init(
        directory: URL? = nil, reading: DatasetReading = DatasetReading(), environment: [String: String],
        isOffline: Bool = false,
        download: @escaping (_ file: MNIST.File, _ directory: URL) throws(DatasetError) -> Void
    ) {
        self.directory = directory
        self.reading = reading
        self.environment = environment
        self.isOffline = isOffline
        self.download = download
    }

    /// The folder in which downloads are kept; `nil` where the environment names none.
    package static func cacheDirectory(environment: [String: String]) -> URL? {
        // The XDG Base Directory Specification tells to ignore relative paths.
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
            return URL(filePath: cache, directoryHint: .isDirectory).appending(path: "lenet")
        }
        guard let home = environment["HOME"], !home.isEmpty else { return nil }
        return URL(filePath: home, directoryHint: .isDirectory).appending(path: ".cache/lenet")
    }

    /// Looks in each place in turn.
    ///
    /// A folder given with `--data` must hold the data set, and so must one of `LENET_DATA`. Wherever files are found,
    /// whatever is wrong with them is an error rather than a reason to look further; only a damaged cache, which is the
    /// program's own, is repaired from the mirrors.
    package func locate(_ request: Request) throws(DatasetError) -> Outcome {
        var reading = reading
        reading.requiresMNIST = request == .mnist
        if let name = reading.name { try DatasetName.validate(name) }
        if let directory {
            return .found(try Dataset.load(from: directory, reading), from: .option(directory.path), notes: [])
        }
        if let path = environment["LENET_DATA"], !path.isEmpty {
            let directory = URL(filePath: path, directoryHint: .isDirectory)
            return .found(try Dataset.load(from: directory, reading), from: .environment(path), notes: [])
        }
        reading.requiresMNIST = true
        do throws(DatasetError) {
            return try locateInCache(reading)
        } catch {
            guard request == .auto else { throw error }
            return .unavailable(reason: error.description)
        }
    }

    private func locateInCache(_ reading: DatasetReading) throws(DatasetError) -> Outcome {
        guard let cache = Self.cacheDirectory(environment: environment) else { throw .noCache }
        var notes: [String] = []
        do throws(DatasetError) {
            let dataset = try Dataset.load(from: cache, reading)
            return .found(dataset, from: .cache(cache.path), notes: notes)
        } catch .missingFile {
        } catch .missingDirectory {
        } catch {
            notes.append(error.description)
        }
        let needed = MNIST.files.filter { !isCached($0, in: cache) }
        if isOffline {
            throw .offline(missing: needed.map(\.name).joined(separator: ", "), looked: cache.path)
        }
        for file in needed {
            let damaged = DatasetFiles.find(file.name, in: [cache])
            try download(file, cache)
            // Loading would prefer a damaged copy of another spelling to the good one.
            if let damaged, damaged.lastPathComponent != file.name + ".gz" {
                try? FileManager.default.removeItem(at: damaged)
            }
        }
        return .found(try Dataset.load(from: cache, reading), from: .mirrors(cache.path), notes: notes)
    }

    /// Whether the copy that loading would take is good.
    private func isCached(_ file: MNIST.File, in cache: URL) -> Bool {
        guard let location = DatasetFiles.find(file.name, in: [cache]) else { return false }
        return (try? IDXFile(file.content, file: location))?.hash == file.hash
    }
}
