import Foundation

/// The safetensors format (https://github.com/huggingface/safetensors): the length of a JSON header as a little-endian
/// 64-bit number, the header with type, shape and place of each tensor, then the values, little-endian.
package enum Safetensors {
    /// A header longer than this is refused, as by the format's own library.
    package static let largestHeader = 100_000_000

    private struct Entry: Codable {
        let dtype: String
        let shape: [Int]
        let dataOffsets: [Int]

        private enum CodingKeys: String, CodingKey {
            case dtype, shape
            case dataOffsets = "data_offsets"
        }
    }

    /// A file that `safetensors.torch.load_file` turns into a state dictionary. Equal parameters give equal bytes;
    /// those that are not finite are refused, as `decode` would refuse them.
    package static func encode(_ parameters: Parameters) throws(SafetensorsError) -> Data {
        var entries: [String: Entry] = [:]
        for entry in parameters.table.entries {
            for (position, index) in entry.range.enumerated() where !parameters.values[index].isFinite {
                throw .notFinite(name: entry.name, index: position, value: parameters.values[index])
            }
            entries[entry.name] = Entry(
                dtype: "F32", shape: entry.shape, dataOffsets: [entry.range.lowerBound * 4, entry.range.upperBound * 4])
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard var header = try? encoder.encode(entries) else { throw .header(reason: "it cannot be written as JSON") }
        // Values start at a multiple of eight bytes, which the format pads with spaces.
        header.append(contentsOf: Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8))

        var data = Data()
        data.reserveCapacity(8 + header.count + parameters.values.count * 4)
        withUnsafeBytes(of: UInt64(header.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(header)
        for value in parameters.values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
        return data
    }

    /// Reads the parameters of a network with the given names and shapes; other tensors may not be in the file.
    package static func decode(_ data: Data, table: ParameterTable) throws(SafetensorsError) -> Parameters {
        let (entries, values) = try header(of: data)
        let names = Set(table.entries.map(\.name))
        let missing = table.entries.map(\.name).filter { entries[$0] == nil }
        let extra = entries.keys.filter { !names.contains($0) }.sorted()
        guard missing.isEmpty, extra.isEmpty else { throw .names(missing: missing, unexpected: extra) }

        try verifyRanges(entries, available: values.count)
        var parameters = Parameters(table: table, values: Array(repeating: 0, count: table.count))
        for expected in table.entries {
            guard let entry = entries[expected.name] else { continue }
            guard entry.dtype == "F32" else { throw .type(name: expected.name, found: entry.dtype) }
            guard entry.shape == expected.shape else {
                throw .shape(name: expected.name, expected: expected.shape, found: entry.shape)
            }
            let first = entry.dataOffsets[0]
            let (found, needed) = (entry.dataOffsets[1] - first, expected.range.count * 4)
            guard found == needed else {
                throw .range(
                    name: expected.name, reason: "it holds \(found) bytes where its shape needs \(needed)")
            }
            for (position, index) in expected.range.enumerated() {
                let value = Float(bitPattern: word(values, at: first + position * 4))
                guard value.isFinite else { throw .notFinite(name: expected.name, index: position, value: value) }
                parameters.values[index] = value
            }
        }
        return parameters
    }

    /// The header's tensors, and the bytes behind it.
    private static func header(of data: Data) throws(SafetensorsError) -> (entries: [String: Entry], values: Data) {
        guard data.count >= 8 else { throw .truncated(needed: 8, found: data.count) }
        let length = UInt64(word(data, at: 0)) | UInt64(word(data, at: 4)) << 32
        guard length <= UInt64(largestHeader) else {
            throw .header(reason: "its length, \(length) bytes, is beyond reason")
        }
        let end = 8 + Int(length)
        guard data.count >= end else { throw .truncated(needed: end, found: data.count) }
        let json = data.dropFirst(8).prefix(Int(length))
        guard let tensors = try? JSONDecoder().decode([String: HeaderValue].self, from: Data(json)) else {
            throw .header(reason: "it is not JSON of names with dtype, shape and data_offsets")
        }
        var entries: [String: Entry] = [:]
        for (name, value) in tensors where name != "__metadata__" {
            guard case .tensor(let entry) = value, entry.dataOffsets.count == 2 else {
                throw .header(reason: "\(SafetensorsError.quoted(name)) lacks dtype, shape or data_offsets")
            }
            entries[name] = entry
        }
        return (entries, data.dropFirst(end))
    }

    /// Every byte behind the header must belong to exactly one tensor.
    private static func verifyRanges(_ entries: [String: Entry], available: Int) throws(SafetensorsError) {
        var end = 0
        let sorted = entries.sorted { ($0.value.dataOffsets[0], $0.key) < ($1.value.dataOffsets[0], $1.key) }
        for (name, entry) in sorted {
            let (first, last) = (entry.dataOffsets[0], entry.dataOffsets[1])
            guard first >= 0, last >= first, last <= available else {
                throw .range(name: name, reason: "bytes \(first)..<\(last) are not among the file's \(available)")
            }
            guard first == end else {
                throw .range(name: name, reason: "it starts at byte \(first) where the one before it ends at \(end)")
            }
            end = last
        }
        guard end == available else { throw .trailing(bytes: available - end) }
    }

    private static func word(_ data: Data, at offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(data[data.startIndex + offset + $1]) << (8 * UInt32($1)) }
    }

    /// A value of the header: a tensor, or whatever `__metadata__` holds.
    private enum HeaderValue: Decodable {
        case tensor(Entry)
        case other

        init(from decoder: any Decoder) throws {
            self = (try? Entry(from: decoder)).map { .tensor($0) } ?? .other
        }
    }
}
