import ContentHashing
import Foundation

/// The part of a file that has arrived from one mirror, kept on the disk so that a later attempt, or a later run,
/// continues where this one ended.
///
/// Its name holds a digest of the address and one of what identified the content there, because mirrors compress
/// differently and may change what they offer.
struct PartialDownload {
    private let directory: URL
    private let prefix: String
    private let addressDigest: String

    init(of file: MNIST.File, from address: URL, in directory: URL) {
        self.directory = directory
        prefix = ".\(file.name).gz."
        addressDigest = Self.digest(address.absoluteString)
    }

    /// What has arrived, if anything has: where it is, how much, and of what.
    func existing() -> (location: URL, size: Int, identity: String)? {
        for name in names() where name.hasPrefix(prefix + addressDigest + "-") {
            let location = directory.appending(path: name)
            let attributes = try? FileManager.default.attributesOfItem(atPath: location.path)
            let identity = name.dropFirst(prefix.count + addressDigest.count + 1).prefix { $0 != "." }
            if let size = attributes?[.size] as? Int, size > 0 { return (location, size, String(identity)) }
        }
        return nil
    }

    /// Where content of this identity goes.
    func location(identity: String) -> URL {
        directory.appending(path: "\(prefix)\(addressDigest)-\(identity).partial")
    }

    /// Forgets what arrived from this address.
    func discard() { remove(startingWith: prefix + addressDigest + "-") }

    /// Forgets what arrived from any address.
    func discardAll() { remove(startingWith: prefix) }

    /// A short name for what an answer offers, from its headers by lowercase name: equal where the mirror calls it the
    /// same and it is as long.
    static func identity(of headers: [String: String], total: Int?) -> String {
        let parts = [headers["etag"], headers["last-modified"], total.map { String($0) }]
        return digest(parts.map { $0 ?? "" }.joined(separator: "\n"))
    }

    private static func digest(_ text: String) -> String { String(ContentHash.sha256(Array(text.utf8)).prefix(16)) }

    private func names() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        return names.filter { $0.hasSuffix(".partial") }.sorted()
    }

    private func remove(startingWith start: String) {
        for name in names() where name.hasPrefix(start) {
            try? FileManager.default.removeItem(at: directory.appending(path: name))
        }
    }
}
