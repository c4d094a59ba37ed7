import CCurl
import DurableFiles

/// Why one request brought no file.
enum TransferFailure: Error, Equatable {
    /// Another attempt at the same mirror may succeed.
    case passing(String)
    /// Another attempt at the same mirror would end the same way.
    case lasting(String)
    /// What was already there does not continue into what the mirror offers: begin anew.
    case discontinuous(String)
    /// The fault is on this side.
    case writing(FileWriteError)

    /// From a status other than those that bring content.
    init(status: Int) {
        switch status {
        case 416: self = .discontinuous("it answered with HTTP status 416")
        case 408, 425, 429, 500...: self = .passing("it answered with HTTP status \(status)")
        default: self = .lasting("it answered with HTTP status \(status)")
        }
    }

    /// From what libcurl reports at the end of a request.
    init(_ code: CURLcode, received: Int) {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: self = .lasting("its name cannot be resolved")
        case CURLE_COULDNT_RESOLVE_PROXY: self = .lasting("the proxy's name cannot be resolved")
        case CURLE_COULDNT_CONNECT: self = .lasting("it accepts no connection")
        case CURLE_TOO_MANY_REDIRECTS: self = .lasting("it redirects without end")
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: self = .lasting("it does not speak HTTP")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            self = .lasting("its certificate is not trusted")
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_FAILED_INIT, CURLE_URL_MALFORMAT:
            self = .lasting(Self.words(code))
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            self = .passing("the connection ended after \(received) bytes")
        default: self = .passing("the transfer failed after \(received) bytes (\(Self.words(code)))")
        }
    }

    private static func words(_ code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }
}
