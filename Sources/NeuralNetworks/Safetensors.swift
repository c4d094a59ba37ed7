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

    /// A file that `safetensors.torch.load_file` turns into a state dictionary. Equal parameters and metadata give equal
    /// bytes; parameters that are not finite are refused, as `decode` would refuse them.
    package static func encode(
        _ parameters: Parameters, metadata: [String: String] = [:]
    ) throws(SafetensorsError) -> Data {
        var entries: [String: Entry] = [:]
        for entry in parameters.table.entries {
            for (position, index) in entry.range.enumerated() where !parameters.values[index].isFinite {
                throw .notFinite(name: entry.name, index: position, value: parameters.values[index])
            }
            entries[entry.name] = Entry(
                dtype: "F32", shape: entry.shape, dataOffsets: [entry.range.lowerBound * 4, entry.range.upperBound * 4])
        }
        return try file(entries, metadata, Data(littleEndian: parameters.values))
    }

    /// The same tensors with other metadata, the header written as `encode` writes it.
    package static func replacingMetadata(
        of data: Data, with metadata: [String: String]
    ) throws(SafetensorsError) -> Data {
        let header = try header(of: data)
        return try file(header.entries, metadata, header.values)
    }

    /// What a file says of itself, texts by their names.
    package static func metadata(of data: Data) throws(SafetensorsError) -> [String: String] {
        try header(of: data).metadata
    }

    private static func file(
        _ entries: [String: Entry], _ metadata: [String: String], _ values: Data
    ) throws(SafetensorsError) -> Data {
        var members = entries.mapValues { HeaderValue.tensor($0) }
        if !metadata.isEmpty { members[metadataName] = .texts(metadata) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard var header = try? encoder.encode(members) else { throw .header(reason: "it cannot be written as JSON") }
        // Values start at a multiple of eight bytes, which the format pads with spaces.
        header.append(contentsOf: Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8))

        return Data(littleEndian: [UInt64(header.count)]) + header + values
    }

    private static let metadataName = "__metadata__"

    /// Reads the parameters of a network with the given names and shapes; other tensors may not be in the file. Numbers of
    /// 16 bits become the same numbers of 32, those of 64 the nearest.
    package static func decode(_ data: Data, table: ParameterTable) throws(SafetensorsError) -> Parameters {
        let (entries, values, _) = try header(of: data)
        let names = Set(table.entries.map(\.name))
        let missing = table.entries.map(\.name).filter { entries[$0] == nil }
        let extra = entries.keys.filter { !names.contains($0) }.sorted()
        guard missing.isEmpty, extra.isEmpty else { throw .names(missing: missing, unexpected: extra) }

        try verifyRanges(entries, available: values.count)
        var parameters = Parameters(table: table, values: Array(repeating: 0, count: table.count))
        for expected in table.entries {
            guard let entry = entries[expected.name] else { continue }
            guard let type = NumberType(rawValue: entry.dtype) else {
                throw .type(name: expected.name, found: entry.dtype)
            }
            guard entry.shape == expected.shape else {
                throw .shape(name: expected.name, expected: expected.shape, found: entry.shape)
            }
            let first = entry.dataOffsets[0]
            let (found, needed) = (entry.dataOffsets[1] - first, expected.range.count * type.size)
            guard found == needed else {
                throw .range(
                    name: expected.name, reason: "it holds \(found) bytes where its shape needs \(needed)")
            }
            for (position, index) in expected.range.enumerated() {
                let value = type.value(in: values, at: first + position * type.size)
                guard value.isFinite else { throw .notFinite(name: expected.name, index: position, value: value) }
                parameters.values[index] = value
            }
        }
        return parameters
    }

    /// The header's tensors and metadata, and the bytes behind it.
    private static func header(
        of data: Data
    ) throws(SafetensorsError) -> (entries: [String: Entry], values: Data, metadata: [String: String]) {
        guard data.count >= 8 else { throw .truncated(needed: 8, found: data.count) }
        let length = UInt64(word(data, at: 0)) | UInt64(word(data, at: 4)) << 32
        guard length <= UInt64(largestHeader) else {
            throw .header(reason: "its length, \(length) bytes, is beyond reason")
        }
        let end = 8 + Int(length)
        guard data.count >= end else { throw .truncated(needed: end, found: data.count) }
        let json = data.dropFirst(8).prefix(Int(length))
        guard var tensors = try? JSONDecoder().decode([String: HeaderValue].self, from: Data(json)) else {
            throw .header(reason: "it is not JSON of names with dtype, shape and data_offsets")
        }
        var metadata: [String: String] = [:]
        if case .texts(let texts) = tensors.removeValue(forKey: metadataName) { metadata = texts }
        var entries: [String: Entry] = [:]
        for (name, value) in tensors {
            guard case .tensor(let entry) = value, entry.dataOffsets.count == 2 else {
                throw .header(reason: "\(SafetensorsError.quoted(name)) lacks dtype, shape or data_offsets")
            }
            entries[name] = entry
        }
        return (entries, data.dropFirst(end), metadata)
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
        UInt32(truncatingIfNeeded: bits(data, at: offset, bytes: 4))
    }

    /// A little-endian number of so many bytes.
    private static func bits(_ data: Data, at offset: Int, bytes: Int) -> UInt64 {
        (0..<bytes).reduce(0) { $0 | UInt64(data[data.startIndex + offset + $1]) << (8 * UInt64($1)) }
    }

    /// A value of the header: a tensor, the texts of `__metadata__`, or what is neither.
    private enum HeaderValue: Codable {
        case tensor(Entry)
        case texts([String: String])
        case other

        init(from decoder: any Decoder) throws {
            if let entry = try? Entry(from: decoder) {
                self = .tensor(entry)
            } else {
                self = (try? [String: String](from: decoder)).map { .texts($0) } ?? .other
            }
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .tensor(let entry): try entry.encode(to: encoder)
            case .texts(let texts): try texts.encode(to: encoder)
            case .other: break
            }
        }
    }

    /// How a file writes the numbers of a tensor.
    private enum NumberType: String {
        case single = "F32"
        case half = "F16"
        case brainHalf = "BF16"
        case double = "F64"

        /// Bytes of a number.
        var size: Int {
            switch self {
            case .half, .brainHalf: 2
            case .single: 4
            case .double: 8
            }
        }

        func value(in data: Data, at offset: Int) -> Float {
            let bits = Safetensors.bits(data, at: offset, bytes: size)
            switch self {
            case .single: return Float(bitPattern: UInt32(truncatingIfNeeded: bits))
            case .brainHalf: return Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16)
            case .double: return Float(Double(bitPattern: bits))
            case .half: return Self.half(bits)
            }
        }

        /// IEEE 754's binary16: a sign, 5 bits of exponent, 10 of significand. `Float16` is not there on every platform.
        private static func half(_ bits: UInt64) -> Float {
            let (exponent, fraction) = (Int(bits >> 10 & 0x1f), Float(bits & 0x3ff))
            let magnitude: Float =
                switch exponent {
                case 0: fraction * 0x1p-24
                case 0x1f: fraction == 0 ? .infinity : .nan
                default: Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction * 0x1p-10)
                }
            return bits >> 15 & 1 == 0 ? magnitude : -magnitude
        }
    }
}
