import Foundation

/// What Cairo leaves to chance in SVG files.
enum SVG {
    /// The file with its identifiers numbered as they occur. Cairo numbers them over the life of the process, so that
    /// the second drawing would differ from the first.
    static func withStableIdentifiers(_ svg: Data) -> Data {
        // Values of attributes are every second piece: Cairo's files hold no other quotes.
        var pieces = String(decoding: svg, as: UTF8.self).split(separator: "\"", omittingEmptySubsequences: false)
        var names: [Substring: String] = [:]
        for index in stride(from: 1, to: pieces.count, by: 2) where pieces[index - 1].hasSuffix(" id=") {
            names[pieces[index]] = "i\(names.count + 1)"
        }
        for index in stride(from: 1, to: pieces.count, by: 2) {
            if pieces[index - 1].hasSuffix(" id=") || pieces[index].hasPrefix("#") {
                pieces[index] = renamed(pieces[index], names)
            } else if let start = pieces[index].range(of: "url(#"),
                let end = pieces[index][start.upperBound...].firstIndex(of: ")")
            {
                let name = pieces[index][start.upperBound..<end]
                pieces[index].replaceSubrange(start.upperBound..<end, with: names[name] ?? String(name))
            }
        }
        return Data(pieces.joined(separator: "\"").utf8)
    }

    private static func renamed(_ value: Substring, _ names: [Substring: String]) -> Substring {
        let isReference = value.hasPrefix("#")
        guard let name = names[isReference ? value.dropFirst() : value] else { return value }
        return isReference ? "#" + name : Substring(name)
    }
}
