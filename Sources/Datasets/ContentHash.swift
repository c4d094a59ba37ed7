import Crypto
import Foundation

/// What identifies content: SHA-256 in lowercase hexadecimal.
package enum ContentHash {
    package static func sha256(_ data: Data) -> String { hexadecimal(SHA256.hash(data: data)) }

    /// Of the parts as if they were one, without joining them.
    package static func sha256(_ parts: [UInt8]...) -> String {
        var hasher = SHA256()
        for part in parts { hasher.update(data: part) }
        return hexadecimal(hasher.finalize())
    }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
