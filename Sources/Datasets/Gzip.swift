import CDeflate
import CZlib

/// Reads the content of a gzip file (RFC 1952) piece by piece, so that it can be stopped at any size.
///
/// Several members, one after the other, are read as one content, as the RFC demands. The checksum and the length at the
/// end of each are verified by zlib. Anything else after a member is an error.
package final class GzipReader {
    /// Deflate cannot shrink anything further than this (RFC 1951: 258 bytes by at least 2 bits).
    package static let largestRatio = 1032

    private let source: ByteSource
    private let stream: UnsafeMutablePointer<z_stream>
    private var input: [UInt8]
    private var used = 0
    /// Compressed bytes before `input`.
    private var consumed = 0
    /// Whether a member has ended and no other has begun.
    private var isBetweenMembers = false

    /// `start` holds the bytes already taken from the source, the beginning of its first member.
    package init(source: ByteSource, start: [UInt8]) throws(DatasetError) {
        self.source = source
        input = start
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15: the largest window; +16: expect gzip's header and trailer.
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .corruptGzip(path: source.path, fault: .outOfMemory)
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// At most so many of the uncompressed bytes that come next, fewer only at the end.
    package func read(_ limit: Int) throws(DatasetError) -> [UInt8] {
        var failure: DatasetError?
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            do throws(DatasetError) {
                while count < buffer.count, try prepareInput() {
                    // zlib counts in 32 bits.
                    let space = min(buffer.count - count, 1 << 30)
                    count += try inflate(into: UnsafeMutableBufferPointer(rebasing: buffer[count..<count + space]))
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    private var offset: Int { consumed + used }

    private func fail(_ fault: GzipFault) -> DatasetError { .corruptGzip(path: source.path, fault: fault) }

    /// Sees to it that there is input; false at a proper end.
    private func prepareInput() throws(DatasetError) -> Bool {
        if used == input.count, try !refill() {
            guard isBetweenMembers else { throw fail(.truncated(offset: offset)) }
            return false
        }
        guard isBetweenMembers else { return true }
        // zlib itself finds out whether what follows 0x1f is a member.
        guard input[used] == 0x1f else { throw fail(.trailingBytes(offset: offset)) }
        inflateReset(stream)
        isBetweenMembers = false
        return true
    }

    private func refill() throws(DatasetError) -> Bool {
        consumed += input.count
        used = 0
        input = try source.next(1 << 18)
        return !input.isEmpty
    }

    /// One call of zlib on the input there is; returns how many bytes it gave.
    private func inflate(into output: UnsafeMutableBufferPointer<UInt8>) throws(DatasetError) -> Int {
        let status = input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress.map { $0 + used }
            stream.pointee.avail_in = UInt32(input.count - used)
            stream.pointee.next_out = output.baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            let status = CZlib.inflate(stream, Z_NO_FLUSH)
            used = input.count - Int(stream.pointee.avail_in)
            return status
        }
        switch status {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isBetweenMembers = true
        case Z_MEM_ERROR: throw fail(.outOfMemory)
        default:
            let reason = stream.pointee.msg.map { String(cString: $0) } ?? "not a deflate stream"
            let isTrailer = reason == "incorrect data check" || reason == "incorrect length check"
            throw fail(isTrailer ? .checksum(offset: offset) : .corrupt(reason: reason, offset: offset))
        }
        return output.count - Int(stream.pointee.avail_out)
    }
}

/// Whole gzip files, by libdeflate: it takes less than half the time of zlib, but goes through a file in one piece.
package enum Gzip {
    /// The content of a file that is one member of so many bytes; `nil` for any other, of which `GzipReader` tells
    /// what it is.
    static func content(of file: [UInt8], count: Int) -> [UInt8]? {
        guard let decompressor = libdeflate_alloc_decompressor() else { return nil }
        defer { libdeflate_free_decompressor(decompressor) }
        let content = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            var used = 0
            let result = libdeflate_gzip_decompress_ex(
                decompressor, file, file.count, buffer.baseAddress, count, &used, nil)
            initialized = result == LIBDEFLATE_SUCCESS && used == file.count ? count : 0
        }
        return content.count == count ? content : nil
    }

    /// A file with this content and no name and no date, so that equal contents give equal files; `nil` without memory.
    package static func file(_ content: [UInt8]) -> [UInt8]? {
        guard let compressor = libdeflate_alloc_compressor(6) else { return nil }
        defer { libdeflate_free_compressor(compressor) }
        let bound = libdeflate_gzip_compress_bound(compressor, content.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            count = libdeflate_gzip_compress(compressor, content, content.count, buffer.baseAddress, buffer.count)
        }
    }
}
