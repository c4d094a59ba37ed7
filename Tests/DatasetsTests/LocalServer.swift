import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

private func startListening(_ listener: Int32) -> Bool { listen(listener, 16) == 0 }

/// A web server on 127.0.0.1 that does what it is told, right or wrong, one thread a connection.
final class LocalServer: Sendable {
    struct Request: Sendable {
        /// `GET /name HTTP/1.1`
        let line: String
        /// By lowercase name.
        let headers: [String: String]

        var target: String { String(line.split(separator: " ").dropFirst().first ?? "") }
    }

    /// What goes over the wire, byte for byte.
    struct Answer: Sendable {
        /// Without the last two lines. An empty one is not sent, and nothing is then.
        var head: String
        var body: [UInt8] = []
        /// Only so many bytes of the body are sent.
        var cut: Int?
        /// What comes then: closing the connection, or silence until the client or the test gives up.
        var stalls = false
        /// The pause between pieces of the body, and their size.
        var drip: (pause: Double, size: Int)?

        /// A proper answer with this content.
        static func content(
            _ body: [UInt8], status: String = "200 OK", headers: String = "", length: Int? = nil
        ) -> Answer {
            Answer(head: "HTTP/1.1 \(status)\r\nContent-Length: \(length ?? body.count)\r\n\(headers)", body: body)
        }

        static func status(_ status: String, headers: String = "") -> Answer {
            content(Array("<html>\(status)</html>".utf8), status: status, headers: headers)
        }

        func cut(after count: Int, stalls: Bool = false) -> Answer {
            var answer = self
            (answer.cut, answer.stalls) = (count, stalls)
            return answer
        }
    }

    let port: UInt16
    private let listener: Int32
    private let log = Mutex<[Request]>([])
    private let isStopped = Mutex(false)
    private let answer: @Sendable (_ request: Request, _ number: Int) -> Answer

    private let isIPv6: Bool

    var address: String { "http://\(isIPv6 ? "[::1]" : "127.0.0.1"):\(port)/" }
    var url: URL { URL(string: address) ?? URL(filePath: "/") }
    var requests: [Request] { log.withLock { $0 } }

    /// - Parameters:
    ///   - isIPv6: whether it listens on ::1 instead
    ///   - answer: what to answer the request of this number, from 0
    init(
        isIPv6: Bool = false, _ answer: @escaping @Sendable (_ request: Request, _ number: Int) -> Answer
    ) throws {
        struct CannotListen: Error {}
        self.answer = answer
        self.isIPv6 = isIPv6
        #if canImport(Darwin)
            let type = SOCK_STREAM
        #else
            let type = Int32(SOCK_STREAM.rawValue)
        #endif
        listener = socket(isIPv6 ? AF_INET6 : AF_INET, type, 0)
        var name4 = sockaddr_in()
        name4.sin_family = sa_family_t(AF_INET)
        name4.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var name6 = sockaddr_in6()
        name6.sin6_family = sa_family_t(AF_INET6)
        name6.sin6_addr = in6addr_loopback
        let isListening = isIPv6 ? Self.open(listener, &name6) : Self.open(listener, &name4)
        guard isListening else { throw CannotListen() }
        port = UInt16(bigEndian: isIPv6 ? name6.sin6_port : name4.sin_port)
    }

    /// Binds the socket to a free port, which `name` then tells.
    private static func open<Name>(_ listener: Int32, _ name: inout Name) -> Bool {
        var size = socklen_t(MemoryLayout<Name>.size)
        return withUnsafeMutablePointer(to: &name) { name in
            name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                bind(listener, name, size) == 0 && startListening(listener)
                    && getsockname(listener, name, &size) == 0
            }
        }
    }

    /// Serves while `body` runs.
    @discardableResult
    func run<Result>(_ body: () throws -> Result) rethrows -> Result {
        Thread.detachNewThread { self.acceptConnections() }
        defer {
            isStopped.withLock { $0 = true }
            shutdown(listener, Int32(2))
            close(listener)
        }
        return try body()
    }

    private func acceptConnections() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            #if canImport(Darwin)
                var on: Int32 = 1
                setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
            #endif
            Thread.detachNewThread { self.serve(connection) }
        }
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let request = receive(connection) else { return }
        let number = log.withLock { log in
            log.append(request)
            return log.count - 1
        }
        let answer = answer(request, number)
        guard !answer.head.isEmpty else { return waitForClient(connection) }
        guard send(Array((answer.head + "Connection: close\r\n\r\n").utf8), connection) else { return }
        let body = Array(answer.body.prefix(answer.cut ?? answer.body.count))
        var sent = 0
        while sent < body.count, !isStopped.withLock({ $0 }) {
            let end = min(sent + (answer.drip?.size ?? 1 << 16), body.count)
            guard send(Array(body[sent..<end]), connection) else { return }
            sent = end
            if let pause = answer.drip?.pause { Thread.sleep(forTimeInterval: pause) }
        }
        if answer.stalls { waitForClient(connection) }
    }

    private func receive(_ connection: Int32) -> Request? {
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !text.contains("\r\n\r\n") {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            text += String(decoding: buffer[..<count], as: UTF8.self)
        }
        let lines = text.components(separatedBy: "\r\n")
        let headers = lines.dropFirst().compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            return (line[..<colon].lowercased(), value)
        }
        return Request(line: lines[0], headers: Dictionary(headers) { $1 })
    }

    private func send(_ bytes: [UInt8], _ connection: Int32) -> Bool {
        #if canImport(Darwin)
            let flags: Int32 = 0
        #else
            let flags = Int32(MSG_NOSIGNAL)
        #endif
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                #if canImport(Darwin)
                    Darwin.send(connection, bytes.baseAddress! + sent, bytes.count - sent, flags)
                #else
                    Glibc.send(connection, bytes.baseAddress! + sent, bytes.count - sent, flags)
                #endif
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Until the client closes the connection or the test is over.
    private func waitForClient(_ connection: Int32) {
        var status = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        while !isStopped.withLock({ $0 }), poll(&status, 1, 20) == 0 {}
    }

    /// Whether anything accepts connections on this port of 127.0.0.1.
    static func listens(on port: UInt16) -> Bool {
        #if canImport(Darwin)
            let type = SOCK_STREAM
        #else
            let type = Int32(SOCK_STREAM.rawValue)
        #endif
        let probe = socket(AF_INET, type, 0)
        defer { close(probe) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        name.sin_port = port.bigEndian
        return withUnsafePointer(to: &name) { name in
            name.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(probe, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
