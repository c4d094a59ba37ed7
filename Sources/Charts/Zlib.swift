import CZlib

/// The system's zlib, for the one format that Cairo does not write: PNG with a palette. This is the one file of the
/// module that speaks to it.
enum Zlib {
    /// Within a twentieth of the best compression in a fraction of its time.
    private static let level: Int32 = 6

    /// The bytes as a zlib stream; `nil` where zlib has no memory for it.
    static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        var length = compressBound(uLong(bytes.count))
        var status = Z_OK
        let stream = [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            status = compress2(buffer.baseAddress, &length, bytes, uLong(bytes.count), level)
            count = status == Z_OK ? Int(length) : 0
        }
        return status == Z_OK ? stream : nil
    }

    /// The check value of PNG's chunks, CRC-32.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32(0, bytes, uInt(bytes.count)))
    }
}
