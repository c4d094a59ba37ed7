import ContentHashing
import Foundation

/// A file in the IDX format of Y. LeCun's MNIST page: two zero bytes, the element type (0x08 for unsigned bytes), the
/// number of dimensions, each dimension's size as a big-endian 32-bit integer, then the elements, the last dimension
/// running fastest. May be compressed with gzip.
package struct IDXFile: Sendable {
    /// What the file should hold.
    package enum Content: Sendable {
        case images, labels

        /// How many dimensions there may be; images in color have one more.
        var dimensions: ClosedRange<Int> {
            switch self {
            case .images: 3...4
            case .labels: 1...1
            }
        }

        /// Of the fewest dimensions.
        var headerSize: Int { 4 + 4 * dimensions.lowerBound }
    }

    /// No file may state more bytes: 4 GiB, eighty times MNIST.
    package static let maximumElements = 1 << 32

    /// One size for each dimension.
    package let sizes: [Int]
    package let elements: [UInt8]
    /// SHA-256 in lowercase hexadecimal of the uncompressed file.
    package let hash: String

    /// Reads a file, compressed or not as its first bytes tell.
    package init(_ content: Content, file: URL) throws(DatasetError) {
        try self.init(content, source: ByteSource(file: file))
    }

    /// Never allocates more for the elements than the source can hold, whatever its header states. Reads no further than
    /// one byte past the stated end, unless the file is compressed and no larger than what it states to contain.
    package init(_ content: Content, source: ByteSource) throws(DatasetError) {
        let path = source.path
        let start = try source.next(4)
        let isCompressed = start.starts(with: [0x1f, 0x8b])
        let gzip = isCompressed ? try GzipReader(source: source, start: start) : nil
        func read(_ limit: Int) throws(DatasetError) -> [UInt8] {
            if let gzip { try gzip.read(limit) } else { try source.next(limit) }
        }

        var header = isCompressed ? try read(4) : start
        let dimensions = try Self.dimensions(header, of: content, path: path)
        header += try read(4 * dimensions)
        let (sizes, count) = try Self.parse(header, dimensions, path: path)
        let total = header.count + count
        let largest = isCompressed ? min(source.size, Self.maximumElements) * GzipReader.largestRatio : source.size
        guard total <= largest else {
            // The file cannot be complete: only its length is of interest, and it is found without keeping any of it.
            var found = header.count
            while case let piece = try read(1 << 16), !piece.isEmpty { found += piece.count }
            throw .malformed(path: path, fault: .tooShort(expected: total, found: found))
        }
        self.sizes = sizes
        // The fast way for a sound file; the other one tells what is wrong with any.
        if isCompressed, source.size <= total, var content = Gzip.content(of: try source.all(), count: total) {
            hash = ContentHash.sha256(content)
            content.removeFirst(header.count)
            elements = content
            return
        }
        elements = try read(count)
        guard elements.count == count else {
            throw .malformed(path: path, fault: .tooShort(expected: total, found: header.count + elements.count))
        }
        // In a compressed file this reads, and so verifies, the trailer too.
        guard try read(1).isEmpty else {
            throw .malformed(path: path, fault: .tooLong(expected: total, found: isCompressed ? nil : source.size))
        }
        hash = ContentHash.sha256(header, elements)
    }

    /// The number of dimensions, from the first four bytes.
    private static func dimensions(
        _ header: [UInt8], of content: Content, path: String
    ) throws(DatasetError) -> Int {
        func fault(_ fault: IDXFault) -> DatasetError { .malformed(path: path, fault: fault) }
        guard header.count == 4 else { throw fault(.tooShort(expected: content.headerSize, found: header.count)) }
        guard header[0] == 0, header[1] == 0 else { throw fault(.magic(found: Array(header.prefix(2)))) }
        guard header[2] == 0x08 else { throw fault(.elementType(found: header[2])) }
        let dimensions = Int(header[3])
        guard content.dimensions.contains(dimensions) else {
            throw fault(.dimensions(expected: Array(content.dimensions), found: dimensions))
        }
        return dimensions
    }

    /// The size of each dimension and their product.
    private static func parse(
        _ header: [UInt8], _ dimensions: Int, path: String
    ) throws(DatasetError) -> (sizes: [Int], count: Int) {
        func fault(_ fault: IDXFault) -> DatasetError { .malformed(path: path, fault: fault) }
        let headerSize = 4 + 4 * dimensions
        guard header.count == headerSize else {
            throw fault(.tooShort(expected: headerSize, found: header.count))
        }
        let sizes = (0..<dimensions).map { index in
            header[(4 + 4 * index)..<(8 + 4 * index)].reduce(0) { $0 << 8 | Int($1) }
        }
        if let index = sizes.firstIndex(of: 0) { throw fault(.zeroSize(dimension: index, offset: 4 + 4 * index)) }
        var product = 1
        for size in sizes {
            let (next, hasOverflowed) = product.multipliedReportingOverflow(by: size)
            guard !hasOverflowed, next <= maximumElements else { throw fault(.tooLarge(sizes: sizes)) }
            product = next
        }
        return (sizes, product)
    }
}
