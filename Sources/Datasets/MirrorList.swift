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

    /// The folder at an `http` or `https` address.
    private static func parse(_ text: String) throws(DatasetError) -> URL {
        let folder = text.hasSuffix("/") ? text : text + "/"
        guard let url = URL(string: folder), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = url.host(), !host.isEmpty
        else { throw .invalidMirror(text) }
        return url
    }
}
