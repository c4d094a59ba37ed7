import DurableFiles
import Foundation

/// One request whose content is appended to a partial download as it arrives.
final class Transfer {
    private let partial: PartialDownload
    private let limit: Int
    private let policy: DownloadPolicy
    private let progress: (_ bytes: Int, _ total: Int?) -> Void
    /// What is there already; the request asks for the rest.
    private let offset: Int
    private let identity: String?

    private var file: GrowingFile?
    private var location: URL?
    /// Bytes in the file, with those of earlier attempts.
    private var size = 0
    private var total: Int?
    private var failure: TransferFailure?

    /// - Parameters:
    ///   - limit: more bytes than this are refused
    ///   - progress: called when bytes have arrived
    init(
        into partial: PartialDownload, limit: Int, policy: DownloadPolicy,
        progress: @escaping (_ bytes: Int, _ total: Int?) -> Void
    ) {
        (self.partial, self.limit, self.policy, self.progress) = (partial, limit, policy, progress)
        let existing = partial.existing().flatMap { $0.size < limit ? $0 : nil }
        offset = existing?.size ?? 0
        identity = existing?.identity
    }

    /// Blocks until the whole content has arrived; returns where it is.
    func run(from address: URL) throws(TransferFailure) -> URL {
        // The compressed file itself is wanted, not one that was packed once more for the way.
        var headers = ["Accept-Encoding: identity"]
        if offset > 0 { headers.append("Range: bytes=\(offset)-") }
        let request = HTTPRequest(
            onHead: { [self] head in succeeds { () throws(TransferFailure) in try begin(head) } },
            onContent: { [self] content in succeeds { () throws(TransferFailure) in try append(content) } })
        var lastActive = (time: ContinuousClock.now, size: 0, hadAnswered: false)
        let outcome = request.perform(address, headers: headers) { [self] in
            isPatient(&lastActive)
        }
        file = nil
        if size > 0 { progress(size, total) }
        if let failure { throw failure }
        if case .failed(let code) = outcome { throw TransferFailure(code, received: size) }
        guard let location else { throw .passing("it sent nothing") }
        if let total, size != total { throw .passing("the connection ended after \(size) of \(total) bytes") }
        return location
    }

    private func succeeds(_ body: () throws(TransferFailure) -> Void) -> Bool {
        do throws(TransferFailure) {
            try body()
            return true
        } catch {
            failure = error
            return false
        }
    }

    /// Decides from the answer's head where its content goes.
    private func begin(_ head: HTTPRequest.Head) throws(TransferFailure) {
        let length = head.headers["content-length"].flatMap { Int($0) }
        switch head.status {
        case 200:
            (size, total) = (0, length)
        case 206:
            guard let range = ContentRange(head.headers["content-range"] ?? ""),
                offset > 0, range.start == offset, length == nil || length == range.total - offset
            else { throw .discontinuous("it sent another part than was asked for") }
            (size, total) = (offset, range.total)
        default: throw TransferFailure(status: head.status)
        }
        let identity = PartialDownload.identity(of: head.headers, total: total)
        guard head.status == 200 || identity == self.identity else {
            throw .discontinuous("its file has changed since the download began")
        }
        if let total, total > limit { throw .lasting("it offers \(total) bytes, expected at most \(limit)") }
        if size == 0 { partial.discard() }
        let location = partial.location(identity: identity)
        do throws(FileWriteError) {
            file = try GrowingFile(location, truncating: size == 0)
        } catch {
            throw .writing(error)
        }
        self.location = location
    }

    private func append(_ content: Data) throws(TransferFailure) {
        guard size + content.count <= limit else { throw .lasting("it sent more than \(limit) bytes") }
        do throws(FileWriteError) {
            try file?.append(content)
        } catch {
            throw .writing(error)
        }
        size += content.count
    }

    /// Whether enough has come lately to go on waiting.
    private func isPatient(_ lastActive: inout (time: ContinuousClock.Instant, size: Int, hadAnswered: Bool)) -> Bool {
        if size > 0 { progress(size, total) }
        let hasAnswered = location != nil
        let now = ContinuousClock.now
        if hasAnswered != lastActive.hadAnswered || size - lastActive.size >= policy.stallBytes {
            lastActive = (now, size, hasAnswered)
        }
        let patience = hasAnswered ? policy.stallTimeout : policy.responseTimeout
        guard now - lastActive.time > patience else { return true }
        failure =
            hasAnswered
            ? .passing("it stopped sending after \(size) bytes")
            : .lasting("it did not answer within \(patience / .seconds(1)) s")
        return false
    }
}
