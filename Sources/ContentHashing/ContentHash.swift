import Foundation

/// What identifies content: SHA-256 (FIPS 180-4) in lowercase hexadecimal.
package enum ContentHash {
    package static func sha256(_ data: Data) -> String {
        var hasher = SHA256Hasher()
        data.withUnsafeBytes { hasher.update($0) }
        return hexadecimal(hasher.finish())
    }

    /// Of the parts as if they were one, without joining them.
    package static func sha256(_ parts: [UInt8]...) -> String {
        var hasher = SHA256Hasher()
        for part in parts { part.withUnsafeBytes { hasher.update($0) } }
        return hexadecimal(hasher.finish())
    }

    private static func hexadecimal(_ digest: [UInt8]) -> String {
        digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
