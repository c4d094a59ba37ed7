import Datasets
import Foundation
import Synchronization
import TestFolders
import Testing

/// What mirrors, and what stands between, may do according to the standards.
@Suite(.serialized) struct HTTPTests {
    let folder: TemporaryFolder
    /// 3,000 labels as a mirror has them.
    let compressed: [UInt8]
    let file: MNIST.File

    private typealias Answer = LocalServer.Answer

    init() throws {
        folder = try TemporaryFolder()
        (file, compressed) = try Samples.mirrored(labels: 3_000)
    }

    private func download(from mirror: String) throws {
        var policy = DownloadPolicy()
        policy.delays = [.milliseconds(1), .milliseconds(1)]
        let mirrors = try MirrorList.resolve(options: [mirror], environment: [:])
        try Downloader(mirrors: mirrors, policy: policy, sleep: { _ in }).download(file, into: folder.url)
    }

    /// Expects one request to one server to bring the file.
    private func expectSuccess(
        isIPv6: Bool = false, _ answer: @escaping @Sendable (_ request: LocalServer.Request) -> LocalServer.Answer
    ) throws {
        let server = try LocalServer(isIPv6: isIPv6) { request, _ in answer(request) }
        try server.run { try download(from: server.address) }
        #expect(server.requests.count == 1)
        #expect(folder.names() == ["\(file.name).gz"])
        #expect(folder.bytes("\(file.name).gz") == compressed)
    }

    @Test func `A file that is said to be encoded with gzip, as it is, comes as it is`() throws {
        let compressed = compressed
        try expectSuccess { _ in .content(compressed, headers: "Content-Encoding: gzip\r\n") }
    }

    @Test func `An answer in chunks may have a trailer`() throws {
        let compressed = compressed
        try expectSuccess { _ in
            let chunks = [compressed[..<1000], compressed[1000...]].map { chunk in
                Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
            }
            let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: ETag\r\n"
            let trailer = "0\r\nETag: \"late\"\r\n\r\n"
            return Answer(head: head, body: chunks.joined() + Array(trailer.utf8))
        }
    }

    @Test func `Early hints are not the answer`() throws {
        let compressed = compressed
        try expectSuccess { _ in
            let hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\nContent-Length: 3\r\n\r\n"
            return Answer(
                head: hints + "HTTP/1.1 200 OK\r\nContent-Length: \(compressed.count)\r\n", body: compressed)
        }
    }

    @Test func `An address of IPv6 is one`() throws {
        let compressed = compressed
        try expectSuccess(isIPv6: true) { _ in .content(compressed) }
    }

    @Test func `A query stays at the end of the address`() throws {
        let compressed = compressed
        let server = try LocalServer { _, _ in .content(compressed) }
        try server.run { try download(from: server.address + "a%20b?token=abc") }
        #expect(server.requests.map(\.target) == ["/a%20b/\(file.name).gz?token=abc"])
    }

    @Test func `Name and password go to their own host and into no message`() throws {
        let other = try LocalServer { _, _ in .status("404 Not Found") }
        let elsewhere = other.address
        let server = try LocalServer { _, _ in .status("302 Found", headers: "Location: \(elsewhere)b\r\n") }
        try other.run {
            try server.run {
                let secret = server.address.replacing("//", with: "//anna:s3cret@") + "a?key=t0ken"
                let error = #expect(throws: DatasetError.self) { try download(from: secret) }
                let words = try #require(error).description
                #expect(words.contains("\(server.address)a/\(file.name).gz?..."))
                for secret in ["anna", "s3cret", "t0ken"] { #expect(!words.contains(secret), "\(words)") }
            }
        }
        let expected = "Basic " + Data("anna:s3cret".utf8).base64EncodedString()
        #expect(server.requests.map { $0.headers["authorization"] } == [expected])
        #expect(other.requests.map { $0.headers["authorization"] } == [nil])
        #expect(throws: DatasetError.invalidMirror("ftp://a.example/?...")) {
            try download(from: "ftp://anna:s3cret@a.example/?key=t0ken")
        }
    }

    @Test(arguments: ["301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"])
    func `A redirection is followed, and what had arrived before continued`(status: String) throws {
        let compressed = compressed
        let server = try LocalServer { request, number in
            guard request.target.hasPrefix("/there") else {
                return .status(status, headers: "Location: /there\r\nETag: \"x\"\r\n")
            }
            guard request.headers["range"] == "bytes=1000-" else { return .content(compressed).cut(after: 1000) }
            return .content(
                Array(compressed[1000...]), status: "206 Partial Content",
                headers: "Content-Range: bytes 1000-\(compressed.count - 1)/\(compressed.count)\r\n")
        }
        try server.run { try download(from: server.address) }
        #expect(server.requests.count == 4)
        #expect(folder.bytes("\(file.name).gz") == compressed)
    }

    @Test func `A redirection out of the web is not followed`() throws {
        let server = try LocalServer { _, _ in .status("302 Found", headers: "Location: file:///etc/passwd\r\n") }
        let reason = try reason(server.address) { body in try server.run(body) }
        #expect(reason == "it does not speak HTTP")
        #expect(server.requests.count == 1)
    }

    #if os(Linux)
        @Test func `A certificate that nobody vouches for is refused, once`() throws {
            let key = folder.path("key.pem")
            let certificate = folder.path("certificate.pem")
            try OpenSSL.run(
                ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2"]
                    + ["-keyout", key, "-out", certificate])
            let server = try OpenSSL.Server(key: key, certificate: certificate)
            let reason = try reason("https://127.0.0.1:\(server.port)/") { body in try body() }
            #expect(reason == "its certificate is not trusted")
        }
    #endif

    /// Why the only mirror failed.
    private func reason(_ mirror: String, _ run: (() throws -> Void) throws -> Void) throws -> String {
        var reason = ""
        try run {
            do {
                try download(from: mirror)
            } catch DatasetError.noMirror(_, let attempts) {
                reason = attempts.map(\.reason).joined()
            }
        }
        return reason
    }
}

#if os(Linux)
    /// The command line tool, for a server whose certificate nobody knows.
    private enum OpenSSL {
        private static func process(_ arguments: [String]) -> Process {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["openssl"] + arguments
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            return process
        }

        static func run(_ arguments: [String]) throws {
            let process = process(arguments)
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }

        final class Server {
            let port: UInt16
            private let process: Process

            init(key: String, certificate: String) throws {
                // A port that was free a moment ago.
                let listener = try LocalServer { _, _ in .status("200 OK") }
                port = listener.port
                listener.run {}
                process = OpenSSL.process(
                    ["s_server", "-quiet", "-accept", "127.0.0.1:\(port)", "-key", key, "-cert", certificate])
                try process.run()
                // Until it listens.
                for _ in 0..<500 where !LocalServer.listens(on: port) { usleep(10_000) }
            }

            deinit { kill(process.processIdentifier, SIGKILL) }
        }
    }
#endif
