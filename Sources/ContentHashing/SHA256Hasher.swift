#if canImport(CryptoKit)
    import CryptoKit

    /// SHA-256 of bytes that come in parts, by CryptoKit.
    struct SHA256Hasher {
        private var hasher = SHA256()

        mutating func update(_ bytes: UnsafeRawBufferPointer) { hasher.update(bufferPointer: bytes) }

        /// The 32 bytes of the digest. Nothing may be added afterwards.
        func finish() -> [UInt8] { Array(hasher.finalize()) }
    }
#else
    import CCrypto

    /// SHA-256 of bytes that come in parts, by the system's libcrypto, which uses the processor's own instructions for it.
    struct SHA256Hasher: ~Copyable {
        /// `nil` only where memory has run out; the digest is then empty and agrees with no other.
        private let context: OpaquePointer?

        init() {
            context = EVP_MD_CTX_new()
            EVP_DigestInit_ex(context, EVP_sha256(), nil)
        }

        deinit { EVP_MD_CTX_free(context) }

        mutating func update(_ bytes: UnsafeRawBufferPointer) {
            EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        }

        /// The 32 bytes of the digest. Nothing may be added afterwards.
        func finish() -> [UInt8] {
            var count: UInt32 = 0
            var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
            guard EVP_DigestFinal_ex(context, &digest, &count) == 1 else { return [] }
            return Array(digest.prefix(Int(count)))
        }
    }
#endif
