import Datasets
import Foundation
import TestFolders
import Testing

@Suite("Finding a data set")
struct DatasetLocatorTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for (name, bytes) in Samples.smallFiles { try folder.write(bytes, to: "digits/\(name)") }
    }

    private struct NoNetwork: Error {}

    /// A locator whose mirrors have nothing, and that sees only this test's folder.
    private func locator(directory: String? = nil, data: String? = nil, isOffline: Bool = false) -> DatasetLocator {
        var environment = ["XDG_CACHE_HOME": folder.url.path, "HOME": "/nonexistent"]
        environment["LENET_DATA"] = data.map { folder.path($0) }
        return DatasetLocator(
            directory: directory.map { folder.file($0) }, environment: environment, isOffline: isOffline
        ) { file, _ throws(DatasetError) in
            throw .noMirror(
                file: file.name, attempts: [MirrorAttempt(url: "http://m/", reason: "it accepts no connection")])
        }
    }

    @Test("takes the folder of --data before that of LENET_DATA")
    func option() throws {
        guard case .found(let dataset, let source, []) = try locator(directory: "digits", data: "other").locate(.auto)
        else {
            Issue.record("not found")
            return
        }
        #expect(source == .option(folder.path("digits")))
        #expect(dataset.name == "digits" && dataset.kind == .files)
    }

    @Test("takes the folder of LENET_DATA")
    func environment() throws {
        guard case .found(let dataset, let source, []) = try locator(data: "digits").locate(.auto) else {
            Issue.record("not found")
            return
        }
        #expect(source == .environment(folder.path("digits")))
        #expect(dataset.training.count == 30)
    }

    @Test("never looks further than a folder given with --data")
    func missingOption() {
        #expect(throws: DatasetError.missingDirectory(path: folder.path("nowhere"))) {
            try locator(directory: "nowhere", data: "digits").locate(.auto)
        }
    }

    @Test("hides no damage by looking further")
    func damaged() throws {
        try folder.write([1, 2, 3], to: "digits/t10k-labels-idx1-ubyte")
        #expect(
            throws: DatasetError.malformed(
                path: folder.path("digits/t10k-labels-idx1-ubyte"), fault: .tooShort(expected: 8, found: 3))
        ) { try locator(data: "digits").locate(.auto) }
        try FileManager.default.removeItem(at: folder.file("digits/t10k-labels-idx1-ubyte"))
        #expect(
            throws: DatasetError.missingFile(name: "t10k-labels-idx1-ubyte", directory: folder.path("digits"))
        ) { try locator(data: "digits").locate(.auto) }
    }

    @Test("takes nothing but MNIST where MNIST is demanded")
    func mnist() {
        for locator in [locator(directory: "digits"), locator(data: "digits")] {
            #expect {
                try locator.locate(.mnist)
            } throws: { error in
                guard case .notMNIST(_, MNIST.trainingImages.hash, _) = error as? DatasetError else { return false }
                return true
            }
        }
    }

    @Test("says in a sentence why MNIST cannot be had, and fails where it is demanded")
    func noMirror() throws {
        guard case .unavailable(let reason) = try locator().locate(.auto) else {
            Issue.record("found")
            return
        }
        #expect(
            reason
                == "Could not download train-images-idx3-ubyte: http://m/: it accepts no connection; check the network, or name a folder with "
                + "the files with --data or another mirror with --mirror.")
        #expect(throws: DatasetError.self) { try locator().locate(.mnist) }
    }

    @Test("does not look further than a folder that LENET_DATA names wrongly")
    func wrongEnvironment() throws {
        #expect(throws: DatasetError.missingDirectory(path: folder.path("empty"))) {
            try locator(data: "empty").locate(.auto)
        }
        try folder.write("no images", to: "notes/today.txt")
        #expect(throws: DatasetError.unrecognized(directory: folder.path("notes"))) {
            try locator(data: "notes").locate(.auto)
        }
    }

    @Test("never touches the network when it is forbidden")
    func offline() throws {
        let missing = MNIST.files.map(\.name).joined(separator: ", ")
        let error = DatasetError.offline(missing: missing, looked: folder.path("lenet"))
        #expect(throws: error) { try locator(isOffline: true).locate(.mnist) }
        guard case .unavailable(error.description) = try locator(isOffline: true).locate(.auto) else {
            Issue.record("found")
            return
        }
    }

    @Test("downloads into the cache what it lacks or has damaged, and notices what did not arrive")
    func downloads() throws {
        try folder.write(Samples.gzip(Samples.labelFile([1])), to: "lenet/train-labels-idx1-ubyte.gz")
        var locator = locator()
        var asked: [String] = []
        locator.download = { file, directory throws(DatasetError) in
            asked.append("\(directory.lastPathComponent)/\(file.name)")
        }
        // Nothing arrived after all, which is noticed.
        #expect(throws: DatasetError.self) { try locator.locate(.mnist) }
        #expect(asked == MNIST.files.map { "lenet/\($0.name)" })
    }

    @Test("keeps the cache where the environment says")
    func cache() {
        func path(_ environment: [String: String]) -> String? {
            DatasetLocator.cacheDirectory(environment: environment)?.path
        }
        #expect(path(["XDG_CACHE_HOME": "/c", "HOME": "/h"]) == "/c/lenet")
        #expect(path(["XDG_CACHE_HOME": "relative", "HOME": "/h"]) == "/h/.cache/lenet")
        #expect(path(["HOME": "/h"]) == "/h/.cache/lenet")
        #expect(path(["HOME": ""]) == nil)
        var locator = locator()
        locator.environment = [:]
        #expect(throws: DatasetError.noCache) { try locator.locate(.mnist) }
    }
}
