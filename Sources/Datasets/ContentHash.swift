import Crypto
import Foundation

/// What identifies content.
package enum ContentHash {
    /// SHA-256 in lowercase hexadecimal.
    package static func sha256(_ data: Data) -> String {
        hexadecimal(SHA256.hash(data: data))
    }

    static func hexadecimal(_ digest: SHA256.Digest) -> String {
        digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
