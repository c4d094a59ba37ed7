import ContentHashing
import Datasets
import Foundation
import Synchronization
import TestFolders
import Testing

@Suite("Downloading a file", .serialized)
struct DownloaderTests {
    let folder: TemporaryFolder
    /// 30,000 labels as a mirror has them.
    let compressed: [UInt8]
    let file: MNIST.File

    private typealias Answer = LocalServer.Answer

    init() throws {
        folder = try TemporaryFolder()
        (file, compressed) = try Samples.mirrored(labels: 30_000)
    }

    private static var quick: DownloadPolicy {
        var policy = DownloadPolicy()
        policy.delays = [.milliseconds(100), .milliseconds(200)]
        return policy
    }

    /// For mirrors that are silent for ever.
    private static var impatient: DownloadPolicy {
        var policy = quick
        policy.responseTimeout = .milliseconds(600)
        policy.stallTimeout = .milliseconds(600)
        return policy
    }

    /// For what a later run finds: one attempt, no other.
    private static var once: DownloadPolicy {
        var policy = quick
        policy.delays = []
        return policy
    }

    private func download(from mirrors: [URL], policy: DownloadPolicy = quick) throws {
        try Downloader(mirrors: mirrors, policy: policy, sleep: { _ in }).download(file, into: folder.url)
    }

    /// Runs a download from one server that is expected to succeed, and gives the requests it took.
    private func requests(
        _ answer: @escaping @Sendable (_ request: LocalServer.Request, _ number: Int) -> LocalServer.Answer
    ) throws -> [LocalServer.Request] {
        let server = try LocalServer(answer)
        try server.run { try download(from: [server.url]) }
        #expect(folder.names() == ["\(file.name).gz"])
        #expect(folder.bytes("\(file.name).gz") == compressed)
        return server.requests
    }

    /// Runs a download from one server that is expected to fail, and gives what was said of it.
    private func reason(
        requests: Int, policy: DownloadPolicy = quick,
        _ answer: @escaping @Sendable (_ request: LocalServer.Request, _ number: Int) -> LocalServer.Answer
    ) throws -> String {
        let server = try LocalServer(answer)
        var reason = ""
        server.run {
            do {
                try download(from: [server.url], policy: policy)
                Issue.record("the download succeeded")
            } catch DatasetError.noMirror(file.name, let attempts) {
                #expect(attempts.map(\.url) == ["\(server.address)\(file.name).gz"])
                reason = attempts.first?.reason ?? ""
            } catch {
                Issue.record(error)
            }
        }
        #expect(server.requests.count == requests)
        #expect(folder.bytes("\(file.name).gz") == nil)
        return reason
    }

    /// Answers a request for the rest of a file as the standard has it.
    private static func part(_ body: [UInt8], of request: LocalServer.Request, headers: String = "") -> Answer {
        let start = request.headers["range"].flatMap { Int($0.dropFirst("bytes=".count).dropLast()) }
        guard let start else { return .content(body, headers: headers) }
        let range = "Content-Range: bytes \(start)-\(body.count - 1)/\(body.count)\r\n"
        return .content(Array(body[start...]), status: "206 Partial Content", headers: headers + range)
    }

    // MARK: What succeeds

    @Test("brings it whole, asks for it as it is, and tells how far it is")
    func succeeds() throws {
        let compressed = compressed
        let server = try LocalServer { _, _ in .content(compressed) }
        var last: Downloader.Progress?
        try server.run {
            try Downloader(mirrors: [server.url], progress: { last = $0 }).download(file, into: folder.url)
        }
        #expect(last == Downloader.Progress(file: file.name, bytes: compressed.count, total: compressed.count))
        #expect(folder.names() == ["\(file.name).gz"])
        #expect(server.requests.map(\.line) == ["GET /\(file.name).gz HTTP/1.1"])
        #expect(server.requests.first?.headers["accept-encoding"] == "identity")
    }

    @Test("makes the folder")
    func makesFolder() throws {
        let compressed = compressed
        let server = try LocalServer { _, _ in .content(compressed) }
        try server.run {
            try Downloader(mirrors: [server.url]).download(file, into: folder.file("cache/lenet"))
        }
        #expect(folder.bytes("cache/lenet/\(file.name).gz") == compressed)
    }

    @Test("uses no network where a good copy is")
    func cached() throws {
        try folder.write(compressed, to: "\(file.name).gz")
        try download(from: [])
        #expect(folder.names() == ["\(file.name).gz"])
    }

    @Test("replaces a damaged copy")
    func replaces() throws {
        try folder.write(Array(compressed.dropLast()), to: "\(file.name).gz")
        let compressed = compressed
        #expect(try requests { _, _ in .content(compressed) }.count == 1)
    }

    @Test("follows a redirection")
    func redirects() throws {
        let compressed = compressed
        let requests = try requests { request, _ in
            request.target == "/elsewhere"
                ? .content(compressed) : .status("302 Found", headers: "Location: /elsewhere\r\n")
        }
        #expect(requests.count == 2)
    }

    @Test(
        "tries again after an error that passes", arguments: ["500 Internal Server Error", "503 Busy", "429 Slow down"])
    func passing(status: String) throws {
        let compressed = compressed
        #expect(try requests { _, number in number < 2 ? .status(status) : .content(compressed) }.count == 3)
    }

    @Test("continues where a cut transfer ended")
    func resumes() throws {
        let compressed = compressed
        let requests = try requests { request, number in
            number < 2
                ? Self.part(compressed, of: request, headers: "ETag: \"a\"\r\n").cut(after: 10_000)
                : Self.part(compressed, of: request, headers: "ETag: \"a\"\r\n")
        }
        #expect(requests.map { $0.headers["range"] } == [nil, "bytes=10000-", "bytes=20000-"])
    }

    @Test("begins anew where the mirror cannot continue")
    func ignoresRange() throws {
        let compressed = compressed
        let requests = try requests { _, number in .content(compressed).cut(after: number == 0 ? 10_000 : 1 << 20) }
        #expect(requests.map { $0.headers["range"] } == [nil, "bytes=10000-"])
    }

    @Test("begins anew when the mirror's file has changed meanwhile")
    func changed() throws {
        let compressed = compressed
        let requests = try requests { request, number in
            number == 0
                ? .content([UInt8](repeating: 7, count: compressed.count), headers: "ETag: \"old\"\r\n").cut(
                    after: 10_000)
                : Self.part(compressed, of: request, headers: "ETag: \"new\"\r\n")
        }
        #expect(requests.map { $0.headers["range"] } == [nil, "bytes=10000-", nil])
    }

    @Test("begins anew when a mirror without tags sends parts that do not fit")
    func unfitting() throws {
        let compressed = compressed
        let requests = try requests { request, number in
            number == 0
                ? .content([UInt8](repeating: 7, count: compressed.count)).cut(after: 10_000)
                : Self.part(compressed, of: request)
        }
        #expect(requests.map { $0.headers["range"] } == [nil, "bytes=10000-", nil])
    }

    @Test("begins anew when another part comes than was asked for")
    func wrongPart() throws {
        let compressed = compressed
        let requests = try requests { request, number in
            switch number {
            case 0: .content(compressed).cut(after: 10_000)
            case 1:
                .content(
                    Array(compressed[5000...]), status: "206 Partial Content",
                    headers: "Content-Range: bytes 5000-\(compressed.count - 1)/\(compressed.count)\r\n")
            default: Self.part(compressed, of: request)
            }
        }
        #expect(requests.map { $0.headers["range"] } == [nil, "bytes=10000-", nil])
    }

    @Test("takes up what a killed run left, even all of it")
    func leftovers() throws {
        let compressed = compressed
        let server = try LocalServer { request, number in
            Self.part(compressed, of: request).cut(after: number == 0 ? 10_000 : 1 << 20)
        }
        try server.run {
            #expect(throws: DatasetError.self) { try download(from: [server.url], policy: Self.once) }
            #expect(folder.names().map { folder.bytes($0)?.count } == [10_000])
            try download(from: [server.url])
        }
        #expect(server.requests.map { $0.headers["range"] } == [nil, "bytes=10000-"])
        #expect(folder.names() == ["\(file.name).gz"])
    }

    @Test("goes to the next mirror when one has it not")
    func nextMirror() throws {
        let compressed = compressed
        let first = try LocalServer { _, _ in .status("404 Not Found") }
        let second = try LocalServer { _, _ in .content(compressed) }
        try first.run { try second.run { try download(from: [first.url, second.url]) } }
        #expect(first.requests.count == 1 && second.requests.count == 1)
        #expect(folder.names() == ["\(file.name).gz"])
    }

    @Test("of two at once asks the mirror once")
    func twoAtOnce() throws {
        let compressed = compressed
        let server = try LocalServer { _, _ in
            var answer = Answer.content(compressed)
            answer.drip = (0.01, 5000)
            return answer
        }
        let (file, url) = (file, folder.url)
        let results = Mutex<[Bool]>([])
        server.run {
            DispatchQueue.concurrentPerform(iterations: 2) { _ in
                let isDone = (try? Downloader(mirrors: [server.url]).download(file, into: url)) != nil
                results.withLock { $0.append(isDone) }
            }
        }
        #expect(results.withLock { $0 } == [true, true])
        #expect(server.requests.count == 1)
        #expect(folder.bytes("\(file.name).gz") == compressed)
    }

    // MARK: What fails

    @Test("names every mirror and its reason")
    func noMirror() throws {
        let first = try LocalServer { _, _ in .status("404 Not Found") }
        let second = try LocalServer { _, _ in .status("403 Forbidden") }
        first.run {
            second.run {
                #expect(
                    throws: DatasetError.noMirror(
                        file: file.name,
                        attempts: [
                            MirrorAttempt(
                                url: "\(first.address)\(file.name).gz", reason: "it answered with HTTP status 404"),
                            MirrorAttempt(
                                url: "\(second.address)\(file.name).gz", reason: "it answered with HTTP status 403"),
                        ])
                ) { try download(from: [first.url, second.url]) }
            }
        }
        #expect(folder.names() == [])
    }

    @Test("gives up after as many attempts as there are pauses, and says how many")
    func attempts() throws {
        #expect(
            try reason(requests: 3) { _, _ in .status("500 Oh") } == "it answered with HTTP status 500 (3 attempts)")
    }

    @Test("pauses longer each time, and tells of no progress where there is none")
    func backoff() throws {
        let server = try LocalServer { _, _ in .status("503 Busy") }
        var slept = Duration.zero
        server.run {
            let downloader = Downloader(
                mirrors: [server.url], policy: Self.quick, progress: { Issue.record("\($0) arrived") },
                sleep: { slept += $0 })
            #expect(throws: DatasetError.self) { try downloader.download(file, into: folder.url) }
        }
        #expect(slept == .milliseconds(300))
    }

    @Test("refuses other content, at once")
    func otherContent() throws {
        let other = Samples.labelFile([1, 2, 3])
        let compressed = try Samples.gzip(other)
        #expect(
            try reason(requests: 1) { _, _ in .content(compressed) }
                == "it sent other content (SHA-256 \(ContentHash.sha256(other)), expected \(file.hash))")
        #expect(try reason(requests: 1) { _, _ in .status("200 OK") }.hasPrefix("it sent other content (at offset 0"))
        #expect(folder.names() == [])
    }

    @Test("refuses a damaged file")
    func damaged() throws {
        var damaged = compressed
        damaged[compressed.count - 6] ^= 1
        let answer = damaged
        #expect(try reason(requests: 1) { _, _ in .content(answer) }.hasPrefix("it sent a damaged file (the checksum"))
    }

    @Test("notices a mirror that states too small a length")
    func shortLength() throws {
        let compressed = compressed
        let reason = try reason(requests: 1) { _, _ in .content(compressed, length: 20_000) }
        #expect(reason == "it sent a damaged file (it ends too early, at offset 20000)")
    }

    @Test("notices a mirror that states too great a length")
    func longLength() throws {
        let compressed = compressed
        let reason = try reason(requests: 3) { _, _ in .content(compressed, length: compressed.count + 10) }
        #expect(reason.contains("(3 attempts)"), "\(reason)")
        // What arrived is kept for a next time, and never taken for the file.
        #expect(folder.names().count == 1)
    }

    @Test("refuses a file of another size before it is sent")
    func tooLarge() throws {
        let reason = try reason(requests: 1) { _, _ in .content([1, 2, 3], length: 1 << 40) }
        #expect(reason == "it offers 1099511627776 bytes, expected at most 31062")
    }

    @Test("stops a file without a length at the limit")
    func endless() throws {
        let reason = try reason(requests: 1) { _, _ in
            Answer(head: "HTTP/1.1 200 OK\r\n", body: [UInt8](repeating: 0, count: 50_000_000))
        }
        #expect(reason == "it sent more than 31062 bytes")
    }

    @Test("does not wait for a mirror that does not answer")
    func silent() throws {
        #expect(
            try reason(requests: 1, policy: Self.impatient) { _, _ in Answer(head: "") }
                == "it did not answer within 0.6 s")
    }

    @Test("does not wait for a mirror that stops sending")
    func stalls() throws {
        let compressed = compressed
        let reason = try reason(requests: 3, policy: Self.impatient) { request, _ in
            Self.part(compressed, of: request).cut(after: 5000, stalls: true)
        }
        #expect(reason == "it stopped sending after 15000 bytes (3 attempts)")
    }

    @Test("does not wait for a mirror that sends a byte now and then")
    func drips() throws {
        let compressed = compressed
        let reason = try reason(requests: 3, policy: Self.impatient) { _, _ in
            var answer = Answer.content(compressed)
            answer.drip = (0.01, 1)
            return answer
        }
        #expect(reason.hasPrefix("it stopped sending after") && reason.hasSuffix("(3 attempts)"), "\(reason)")
    }

    @Test("does not follow redirections without end")
    func redirectsForever() throws {
        let server = try LocalServer { _, _ in .status("302 Found", headers: "Location: /again\r\n") }
        server.run {
            #expect(throws: DatasetError.self) { try download(from: [server.url]) }
        }
        #expect(server.requests.count == 21)
        #expect(folder.names() == [])
    }

    @Test("survives an answer that is no HTTP")
    func nonsense() throws {
        let server = try LocalServer { _, _ in Answer(head: "\u{0}\u{1}nonsense\r\n", body: Samples.noise(3000)) }
        server.run {
            #expect(throws: DatasetError.self) { try download(from: [server.url]) }
        }
        #expect(folder.bytes("\(file.name).gz") == nil)
    }

    @Test("says so when nobody listens")
    func refused() throws {
        let server = try LocalServer { _, _ in .status("200 OK") }
        server.run {}
        let attempt = MirrorAttempt(url: "\(server.address)\(file.name).gz", reason: "it accepts no connection")
        #expect(throws: DatasetError.noMirror(file: file.name, attempts: [attempt])) {
            try download(from: [server.url])
        }
    }

    @Test("refuses to replace a folder")
    func folderInTheWay() throws {
        try folder.write([], to: "\(file.name).gz/inside")
        let compressed = compressed
        let server = try LocalServer { _, _ in .content(compressed) }
        server.run {
            #expect(throws: DatasetError.writing(.isDirectory(path: folder.path("\(file.name).gz")))) {
                try download(from: [server.url])
            }
        }
    }
}
