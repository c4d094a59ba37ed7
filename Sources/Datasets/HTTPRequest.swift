import CCurl
import Foundation

/// A GET request by libcurl. It follows redirections within the web, verifies certificates, asks the proxies that the
/// usual environment variables name, and sends the name and password of an address to its own host only.
final class HTTPRequest {
    /// What comes before the content of the final answer.
    struct Head {
        var status = 0
        /// By lowercase name.
        var headers: [String: String] = [:]
    }

    enum Outcome {
        case ended
        /// One of the closures asked for it.
        case stopped
        case failed(CURLcode)
    }

    /// Called once, with the head of the answer that is no redirection; `false` ends the request.
    private let onHead: (Head) -> Bool
    /// Called with each piece of content, as it came over the wire; `false` ends the request.
    private let onContent: (Data) -> Bool
    private var head = Head()
    private var hasHead = false
    private var isStopped = false

    init(onHead: @escaping (Head) -> Bool, onContent: @escaping (Data) -> Bool) {
        (self.onHead, self.onContent) = (onHead, onContent)
    }

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Blocks until the content has ended.
    ///
    /// - Parameter isPatient: asked many times a second; `false` ends the request
    func perform(_ address: URL, headers: [String], while isPatient: () -> Bool) -> Outcome {
        guard Self.isReady, let handle = curl_easy_init(), let multi = curl_multi_init() else {
            return .failed(CURLE_FAILED_INIT)
        }
        var list: UnsafeMutablePointer<curl_slist>?
        for header in headers { list = curl_slist_append(list, header) }
        curl_multi_add_handle(multi, handle)
        defer {
            curl_multi_remove_handle(multi, handle)
            curl_easy_cleanup(handle)
            curl_multi_cleanup(multi)
            curl_slist_free_all(list)
        }
        ccurl_allow_http_only(handle)
        ccurl_set_text(handle, CURLOPT_URL, address.absoluteString)
        ccurl_set_text(handle, CURLOPT_USERAGENT, "lenet")
        ccurl_set_headers(handle, list)
        ccurl_set_number(handle, CURLOPT_FOLLOWLOCATION, 1)
        ccurl_set_number(handle, CURLOPT_MAXREDIRS, 20)
        // A proxy's own head is none of the answer's.
        ccurl_set_number(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        ccurl_set_receivers(
            handle, { HTTPRequest.receive($0, $1 * $2, $3) { $0.receive(header: $1) } },
            { HTTPRequest.receive($0, $1 * $2, $3) { $0.receive(content: $1) } },
            Unmanaged.passUnretained(self).toOpaque())
        return withExtendedLifetime(self) { wait(for: multi, while: isPatient) }
    }

    private func wait(for multi: UnsafeMutableRawPointer, while isPatient: () -> Bool) -> Outcome {
        var (running, queued): (Int32, Int32) = (1, 0)
        while true {
            guard curl_multi_perform(multi, &running) == CURLM_OK else { return .failed(CURLE_OUT_OF_MEMORY) }
            if running == 0 { break }
            guard isPatient() else { return .stopped }
            curl_multi_poll(multi, nil, 0, 20, nil)
        }
        guard let message = curl_multi_info_read(multi, &queued) else { return .failed(CURLE_OUT_OF_MEMORY) }
        let result = message.pointee.data.result
        return isStopped ? .stopped : result == CURLE_OK ? .ended : .failed(result)
    }

    /// The number of bytes that libcurl gave, or 0 to end the transfer.
    private static func receive(
        _ start: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
        by receiver: (HTTPRequest, Data) -> Bool
    ) -> Int {
        guard let start, let context else { return 0 }
        let request = Unmanaged<HTTPRequest>.fromOpaque(context).takeUnretainedValue()
        guard receiver(request, Data(bytes: start, count: count)) else {
            request.isStopped = true
            return 0
        }
        return count
    }

    /// A line of a head. Those of answers before the last and of a trailer are passed over.
    private func receive(header bytes: Data) -> Bool {
        guard !hasHead else { return true }
        let line = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        if line.hasPrefix("HTTP/") {
            head = Head(status: line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0)
        } else if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            head.headers[line[..<colon].lowercased()] = value
        } else if line.isEmpty {
            let isRedirection = 300..<400 ~= head.status && head.headers["location"] != nil
            guard head.status >= 200, !isRedirection else { return true }
            hasHead = true
            return onHead(head)
        }
        return true
    }

    private func receive(content: Data) -> Bool { hasHead && onContent(content) }
}
