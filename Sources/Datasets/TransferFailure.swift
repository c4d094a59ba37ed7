import DurableFiles
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Why one request brought no file.
enum TransferFailure: Error, Equatable {
    /// Another attempt at the same mirror may succeed.
    case passing(String)
    /// Another attempt at the same mirror would end the same way.
    case lasting(String)
    /// What was already there does not continue into what the mirror offers: begin anew.
    case discontinuous(String)
    /// The caller asked to stop.
    case cancelled
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

    /// From what Foundation reports at the end of a request.
    init(_ error: any Error, received: Int) {
        let code = (error as? URLError)?.code
        switch code {
        case .cannotFindHost, .dnsLookupFailed: self = .lasting("its name cannot be resolved")
        case .cannotConnectToHost: self = .lasting("it accepts no connection")
        case .notConnectedToInternet: self = .lasting("there is no connection to the network")
        case .httpTooManyRedirects: self = .lasting("it redirects without end")
        case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
            .serverCertificateNotYetValid, .serverCertificateHasUnknownRoot:
            self = .lasting("its certificate is not trusted")
        case .timedOut: self = .passing("it did not answer in time")
        case .networkConnectionLost, .badServerResponse:
            self = .passing("the connection ended after \(received) bytes")
        default: self = .passing("the transfer failed after \(received) bytes (\(error.localizedDescription))")
        }
    }
}
