import Foundation
import NeuralNetworks
import RandomStreams
import Testing

struct SafetensorsTests {
    static let table = ParameterTable([(name: "layer", weightShape: [2, 3])])
    static let parameters = Parameters(
        table: table, values: [1, -0.0, 0.5, -2, 0x1p-149, .greatestFiniteMagnitude, 7, 8])

    @Test("A file is the header's length, the header padded with spaces to eight bytes, and the values, little-endian")
    func layout() throws {
        let header =
            #"{"layer.bias":{"data_offsets":[24,32],"dtype":"F32","shape":[2]},"#
            + #""layer.weight":{"data_offsets":[0,24],"dtype":"F32","shape":[2,3]}}"#
        let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
        var expected = Data([UInt8(padded.utf8.count), 0, 0, 0, 0, 0, 0, 0])
        expected.append(contentsOf: padded.utf8)
        expected.append(contentsOf: [0, 0, 0x80, 0x3f, 0, 0, 0, 0x80, 0, 0, 0, 0x3f, 0, 0, 0, 0xc0])
        expected.append(contentsOf: [1, 0, 0, 0, 0xff, 0xff, 0x7f, 0x7f, 0, 0, 0xe0, 0x40, 0, 0, 0, 0x41])
        #expect(try Safetensors.encode(Self.parameters) == expected)
    }

    @Test("Parameters come back bit for bit, and equal ones give equal bytes")
    func roundTrip() throws {
        let table = try LeNet5.network(pixelSize: LeNet5.smallestPixelSize + 4, classes: 47).parameterTable
        var generator = TorchGenerator(seed: 5)
        let parameters = Parameters(table: table, generator: &generator)
        let data = try Safetensors.encode(parameters)
        #expect(try Safetensors.decode(data, table: table) == parameters)
        #expect(try Safetensors.encode(Safetensors.decode(data, table: table)) == data)
        let small = try Safetensors.decode(Safetensors.encode(Self.parameters), table: Self.table)
        #expect(small.values.map(\.bitPattern) == Self.parameters.values.map(\.bitPattern))
    }

    @Test("A part of a larger buffer is read like a buffer of its own")
    func slice() throws {
        let data = try Safetensors.encode(Self.parameters)
        let slice = (Data([9, 9, 9]) + data + Data([9])).dropFirst(3).dropLast()
        #expect(slice.startIndex == 3)
        #expect(try Safetensors.decode(slice, table: Self.table) == Self.parameters)
    }

    @Test("Tensors in another order, metadata and spaces in the header change nothing")
    func foreignHeaders() throws {
        let values = try Safetensors.encode(Self.parameters).suffix(32)
        let file = SafetensorsFile(
            header: """
                {"__metadata__": {"format": "pt"},
                 "layer.bias": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
                 "layer.weight": {"shape": [2, 3], "data_offsets": [8, 32], "dtype": "F32"}}
                """,
            values: Data(values.suffix(8) + values.prefix(24)))
        #expect(try Safetensors.decode(file.data, table: Self.table) == Self.parameters)
    }

    @Test("Metadata are sorted texts in the header, and change no tensor")
    func metadata() throws {
        let metadata = ["format": "pt", "classes": #"["a/b","c"]"#]
        let file = try Safetensors.encode(Self.parameters, metadata: metadata)
        #expect(
            String(decoding: file.dropFirst(8), as: UTF8.self).hasPrefix(
                #"{"__metadata__":{"classes":"[\"a/b\",\"c\"]","format":"pt"},"layer.bias""#))
        #expect(try Safetensors.metadata(of: file) == metadata)
        #expect(try Safetensors.decode(file, table: Self.table) == Self.parameters)
        let plain = try Safetensors.encode(Self.parameters)
        #expect(file.suffix(32) == plain.suffix(32))
        #expect(try Safetensors.metadata(of: plain).isEmpty)
        #expect(try Safetensors.replacingMetadata(of: file, with: [:]) == plain)
        #expect(try Safetensors.replacingMetadata(of: plain, with: metadata) == file)
    }

    /// As Python's `struct.pack` writes them: "<e", the upper half of "<f", and "<d".
    @Test(
        "Numbers of 16 and of 64 bits are read too",
        arguments: [
            ("F16", [0x00, 0x3c, 0x00, 0x80, 0x01, 0x00, 0xff, 0x7b], [1, -0.0, 0x1p-24, 65504]),
            ("F16", [0x55, 0xb5, 0x00, 0x04, 0xff, 0x03, 0x00, 0xc0], [-0.333251953125, 0x1p-14, 0x1.ff8p-15, -2]),
            ("BF16", [0x80, 0x3f, 0x00, 0x80, 0x01, 0x00, 0x49, 0xc0], [1, -0.0, 0x1p-133, -3.140625]),
            (
                "F64",
                [
                    0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x9a, 0x99, 0x99, 0x99, 0x99, 0x99, 0xb9,
                    0x3f, 0, 0, 0, 0, 0, 0, 0, 0xc0,
                ], [1, -0.0, 0.1, -2]
            ),
        ] as [(String, [UInt8], [Float])])
    func types(_ type: String, _ bytes: [UInt8], _ values: [Float]) throws {
        let size = bytes.count / 4
        let file = SafetensorsFile(
            header: """
                {"layer.weight": {"dtype": "\(type)", "shape": [1, 3], "data_offsets": [0, \(3 * size)]},
                 "layer.bias": {"dtype": "\(type)", "shape": [1], "data_offsets": [\(3 * size), \(4 * size)]}}
                """, values: Data(bytes))
        let table = ParameterTable([(name: "layer", weightShape: [1, 3])])
        #expect(try Safetensors.decode(file.data, table: table).values.map(\.bitPattern) == values.map(\.bitPattern))
    }

    @Test("A number that 32 bits cannot hold is refused")
    func tooLarge() throws {
        var file = SafetensorsFile(
            header: #"{"layer.weight":{"dtype":"F16","shape":[1,1],"data_offsets":[0,2]},"#
                + #""layer.bias":{"dtype":"F64","shape":[1],"data_offsets":[2,10]}}"#,
            values: Data([0, 0x3c]) + withUnsafeBytes(of: (1e300).bitPattern.littleEndian) { Data($0) })
        let table = ParameterTable([(name: "layer", weightShape: [1, 1])])
        #expect(throws: SafetensorsError.notFinite(name: "layer.bias", index: 0, value: .infinity)) {
            try Safetensors.decode(file.data, table: table)
        }
        file.values.replaceSubrange(0..<2, with: [0, 0x7c])
        #expect(throws: SafetensorsError.notFinite(name: "layer.weight", index: 0, value: .infinity)) {
            try Safetensors.decode(file.data, table: table)
        }
    }
}

/// A file put together from any header and values.
struct SafetensorsFile {
    var header: String
    var values: Data
    /// What the file says about the length of its header, where that is not the truth.
    var statedLength: UInt64?

    var data: Data {
        var data = Data()
        withUnsafeBytes(of: (statedLength ?? UInt64(header.utf8.count)).littleEndian) { data.append(contentsOf: $0) }
        data.append(contentsOf: header.utf8)
        return data + values
    }
}
