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

/// Writes gzip files.
package enum GzipWriter {
    /// A gzip file with this content and no name and no date, so that equal contents give equal files; `nil` without memory.
    package static func compress(_ contents: [UInt8]) -> [UInt8]? {
        // zlib keeps the addresses of both, so they must not move.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        let header = UnsafeMutablePointer<gz_header>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        header.initialize(to: gz_header())
        defer {
            stream.deallocate()
            header.deallocate()
        }
        let size = Int32(MemoryLayout<z_stream>.size)
        let status = deflateInit2_(
            stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        guard status == Z_OK else { return nil }
        defer { deflateEnd(stream) }
        // The system that made the file would otherwise be stated; 255 is "unknown".
        header.pointee.os = 255
        deflateSetHeader(stream, header)
        return deflateAll(contents, stream)
    }

    private static func deflateAll(_ contents: [UInt8], _ stream: UnsafeMutablePointer<z_stream>) -> [UInt8]? {
        var contents = contents
        var result: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        var status = Z_OK
        contents.withUnsafeMutableBufferPointer { input in
            var used = 0
            while status == Z_OK {
                // zlib counts in 32 bits.
                let length = min(input.count - used, 1 << 30)
                stream.pointee.next_in = input.baseAddress.map { $0 + used }
                stream.pointee.avail_in = UInt32(length)
                let isLast = used + length == input.count
                let produced = piece.withUnsafeMutableBufferPointer { output in
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(output.count)
                    status = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                    return output.count - Int(stream.pointee.avail_out)
                }
                used += length - Int(stream.pointee.avail_in)
                result += piece[..<produced]
            }
        }
        return status == Z_STREAM_END ? result : nil
    }
}
