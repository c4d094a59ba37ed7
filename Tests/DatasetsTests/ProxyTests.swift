import ContentHashing
import Datasets
import Foundation
import TestFolders
import Testing

@Suite("A proxy from the environment")
struct ProxyTests {
    #if os(Linux)
        @Test("is asked for what no name server knows")
        func proxy() async {
            // The environment belongs to the whole process, so this one gets a process of its own.
            await #expect(processExitsWith: .exitCode(0)) { exit(try ProxyTests.isAsked() ? 0 : 1) }
        }

        private static func isAsked() throws -> Bool {
            let folder = try TemporaryFolder()
            let contents = Samples.labelFile(Samples.noise(3000))
            let compressed = try Samples.gzip(contents)
            let file = MNIST.File(
                name: "train-labels-idx1-ubyte", content: .labels, hash: ContentHash.sha256(contents),
                size: contents.count)
            let server = try LocalServer { _, _ in .content(compressed) }
            setenv("http_proxy", server.address, 1)
            unsetenv("no_proxy")
            unsetenv("NO_PROXY")
            let mirrors = try MirrorList.resolve(options: ["http://mirror.invalid/mnist"], environment: [:])
            try server.run { try Downloader(mirrors: mirrors).download(file, into: folder.url) }
            let target = "http://mirror.invalid/mnist/\(file.name).gz"
            return server.requests.map(\.target) == [target] && folder.names() == ["\(file.name).gz"]
        }
    #endif
}
