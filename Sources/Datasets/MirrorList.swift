import Foundation

/// Which mirrors are asked, in turn: those of `--mirror`, else those of `LENET_MIRROR`, else MNIST's own.
package enum MirrorList {
    /// - Parameters:
    ///   - options: addresses given on the command line.
    ///   - environment: the process's; `LENET_MIRROR` may hold several addresses, separated by spaces.
    package static func resolve(
        options: [String] = [], environment: [String: String]
    ) throws(DatasetError) -> [URL] {
        let fromEnvironment = (environment["LENET_MIRROR"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        let chosen = [options, fromEnvironment, MNIST.mirrors].first { !$0.isEmpty } ?? []
        var mirrors: [URL] = []
        for text in chosen { mirrors.append(try parse(text)) }
        return mirrors
    }

    /// The folder at an `http` or `https` address, which may have a query.
    private static func parse(_ text: String) throws(DatasetError) -> URL {
        guard var parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme?.lowercased()),
            parts.host?.isEmpty == false
        else { throw .invalidMirror(withoutSecrets(text)) }
        if !parts.percentEncodedPath.hasSuffix("/") { parts.percentEncodedPath += "/" }
        parts.fragment = nil
        guard let url = parts.url else { throw .invalidMirror(withoutSecrets(text)) }
        return url
    }

    /// Where a mirror has a file; its query stays at the end.
    static func address(of file: String, at mirror: URL) -> URL {
        guard var parts = URLComponents(url: mirror, resolvingAgainstBaseURL: true) else { return mirror }
        parts.percentEncodedPath += file
        return parts.url ?? mirror
    }

    /// An address as it may be shown: without name and password, and without what its query says.
    static func withoutSecrets(_ address: String) -> String {
        var text = address.replacing(/\/\/[^\/?#]*@/, with: "//")
        if let query = text.firstIndex(of: "?") { text = text[..<query] + "?..." }
        return text
    }
}
