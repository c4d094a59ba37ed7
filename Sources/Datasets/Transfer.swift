import DurableFiles
import Foundation
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// One HTTP request whose content is appended to a partial download as it arrives.
final class Transfer: NSObject, URLSessionDataDelegate {
    private struct State {
        var file: GrowingFile?
        var location: URL?
        /// Bytes in the file, with those of earlier attempts.
        var size = 0
        var total: Int?
        var hasAnswered = false
        var failure: TransferFailure?
        var isFinished = false
    }

    private let partial: PartialDownload
    private let limit: Int
    /// What is there already; the request asks for the rest.
    private let offset: Int
    private let identity: String?
    private let state = Mutex(State())

    /// - Parameter limit: more bytes than this are refused.
    init(into partial: PartialDownload, limit: Int) {
        self.partial = partial
        self.limit = limit
        let existing = partial.existing().flatMap { $0.size < limit ? $0 : nil }
        offset = existing?.size ?? 0
        identity = existing?.identity
    }

    /// Blocks until the whole content has arrived; returns where it is.
    func run(
        from address: URL, policy: DownloadPolicy, isCancelled: () -> Bool,
        progress: (_ bytes: Int, _ total: Int?) -> Void
    ) throws(TransferFailure) -> URL {
        let session = URLSession(configuration: Self.configuration, delegate: self, delegateQueue: nil)
        defer { session.invalidateAndCancel() }
        var request = URLRequest(url: address)
        // The compressed file itself is wanted, not one that was unpacked on the way.
        request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        if offset > 0 { request.setValue("bytes=\(offset)-", forHTTPHeaderField: "Range") }
        let task = session.dataTask(with: request)
        task.resume()
        wait(for: task, policy: policy, isCancelled: isCancelled, progress: progress)
        let (failure, location) = state.withLock { ($0.failure, $0.location) }
        if let failure { throw failure }
        guard let location else { throw .passing("it sent nothing") }
        return location
    }

    private static var configuration: URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        #if canImport(Darwin)
            // Elsewhere the library below Foundation reads the environment itself.
            configuration.connectionProxyDictionary = ProxySettings.dictionary(
                environment: ProcessInfo.processInfo.environment)
        #endif
        return configuration
    }

    /// Returns when the request has ended or failed; ends it when nothing comes any more or the caller wants to stop.
    private func wait(
        for task: URLSessionDataTask, policy: DownloadPolicy, isCancelled: () -> Bool,
        progress: (_ bytes: Int, _ total: Int?) -> Void
    ) {
        var lastActive = (time: ContinuousClock.now, size: 0, hadAnswered: false)
        while true {
            let (size, total, hasAnswered, isOver) = state.withLock {
                ($0.size, $0.total, $0.hasAnswered, $0.isFinished || $0.failure != nil)
            }
            if size > 0 { progress(size, total) }
            if isOver { return }
            if isCancelled() { return stop(task, .cancelled) }
            let now = ContinuousClock.now
            if hasAnswered != lastActive.hadAnswered || size - lastActive.size >= policy.stallBytes {
                lastActive = (now, size, hasAnswered)
            }
            let patience = hasAnswered ? policy.stallTimeout : policy.responseTimeout
            if now - lastActive.time > patience {
                return stop(
                    task,
                    hasAnswered
                        ? .passing("it stopped sending after \(size) bytes")
                        : .lasting("it did not answer within \(patience / .seconds(1)) s"))
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
    }

    /// Whatever still arrives after this is dropped. A failure that came before stays the reason.
    private func stop(_ task: URLSessionTask, _ failure: TransferFailure) {
        state.withLock {
            if $0.failure == nil, !$0.isFinished { $0.failure = failure }
            $0.file = nil
        }
        task.cancel()
    }

    // MARK: What Foundation calls

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        let isAccepted = state.withLock { state in
            state.hasAnswered = true
            guard state.failure == nil else { return false }
            do throws(TransferFailure) {
                try begin(response, &state)
                return true
            } catch {
                state.failure = error
                return false
            }
        }
        completionHandler(isAccepted ? .allow : .cancel)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isAccepted = state.withLock { state in
            guard state.failure == nil, let file = state.file else { return false }
            guard state.size + data.count <= limit else {
                state.failure = .lasting("it sent more than \(limit) bytes")
                return false
            }
            do throws(FileWriteError) {
                try file.append(data)
                state.size += data.count
                return true
            } catch {
                state.failure = .writing(error)
                return false
            }
        }
        if !isAccepted { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        state.withLock { state in
            state.file = nil
            if state.failure == nil, let error { state.failure = TransferFailure(error, received: state.size) }
            if state.failure == nil, let total = state.total, state.size != total {
                state.failure = .passing("the connection ended after \(state.size) of \(total) bytes")
            }
            state.isFinished = true
        }
    }

    /// Decides from the answer's head where its content goes.
    private func begin(_ response: URLResponse, _ state: inout State) throws(TransferFailure) {
        guard let response = response as? HTTPURLResponse else { throw .lasting("it does not speak HTTP") }
        let length = response.expectedContentLength >= 0 ? Int(response.expectedContentLength) : nil
        switch response.statusCode {
        case 200:
            state.size = 0
            state.total = length
        case 206:
            guard let range = ContentRange(response.value(forHTTPHeaderField: "Content-Range") ?? ""),
                offset > 0, range.start == offset, length == nil || length == range.total - offset
            else { throw .discontinuous("it sent another part than was asked for") }
            state.size = offset
            state.total = range.total
        default: throw TransferFailure(status: response.statusCode)
        }
        let identity = PartialDownload.identity(
            of: { response.value(forHTTPHeaderField: $0) }, total: state.total)
        guard response.statusCode == 200 || identity == self.identity else {
            throw .discontinuous("its file has changed since the download began")
        }
        if let total = state.total, total > limit {
            throw .lasting("it offers \(total) bytes, expected at most \(limit)")
        }
        if state.size == 0 { partial.discard() }
        let location = partial.location(identity: identity)
        do throws(FileWriteError) {
            state.file = try GrowingFile(location, truncating: state.size == 0)
        } catch {
            throw .writing(error)
        }
        state.location = location
    }
}
