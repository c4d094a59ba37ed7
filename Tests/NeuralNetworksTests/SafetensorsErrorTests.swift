import Foundation
import NeuralNetworks
import Testing

/// Every way in which a file can be wrong, with the sentence that says so.
struct SafetensorsErrorTests {
    /// A fault and what is said about it.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var header = SafetensorsErrorTests.header
        /// Bytes behind the header.
        var valueCount = 32
        var statedLength: UInt64?
        let message: String

        var data: Data {
            SafetensorsFile(header: header, values: Data(count: valueCount), statedLength: statedLength).data
        }
    }

    static let header = """
        {"layer.weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, \
        "layer.bias": {"dtype": "F32", "shape": [2], "data_offsets": [24, 32]}}
        """

    /// The header with one passage replaced.
    static func header(_ old: String, _ new: String) -> String { header.replacingOccurrences(of: old, with: new) }

    static let headerFaults = [
        Fault(
            testDescription: "a header longer than the file", statedLength: 90_000_000,
            message: "the file ends after \(8 + header.utf8.count + 32) bytes where at least 90000008 are needed"),
        Fault(
            testDescription: "a header of 2^64 - 1 bytes", statedLength: .max,
            message: "its safetensors header is wrong: its length, 18446744073709551615 bytes, is beyond reason"),
        Fault(
            testDescription: "a header of 2^63 bytes", statedLength: 1 << 63,
            message: "its safetensors header is wrong: its length, 9223372036854775808 bytes, is beyond reason"),
        Fault(testDescription: "a header of no bytes", statedLength: 0, message: notJSON),
        Fault(testDescription: "a header that is not JSON", header: "PK\u{3}\u{4}", message: notJSON),
        Fault(testDescription: "a list", header: "[1, 2]", message: notJSON),
        Fault(
            testDescription: "lists nested without end", header: String(repeating: "[", count: 200_000),
            message: notJSON),
        Fault(
            testDescription: "objects nested without end", header: String(repeating: #"{"a":"#, count: 200_000),
            message: notJSON),
        Fault(
            testDescription: "a tensor without a type",
            header: header(#""dtype": "F32", "shape": [2],"#, #""shape": [2],"#),
            message: "its safetensors header is wrong: layer.bias lacks dtype, shape or data_offsets"),
        Fault(
            testDescription: "three offsets", header: header("[0, 24]", "[0, 24, 32]"),
            message: "its safetensors header is wrong: layer.weight lacks dtype, shape or data_offsets"),
        Fault(
            testDescription: "no offset", header: header("[0, 24]", "[]"),
            message: "its safetensors header is wrong: layer.weight lacks dtype, shape or data_offsets"),
        Fault(
            testDescription: "an offset beyond 64 bits", header: header("24]", "99999999999999999999]"),
            message: "its safetensors header is wrong: layer.weight lacks dtype, shape or data_offsets"),
        Fault(
            testDescription: "a broken offset", header: header("24]", "24.5]"),
            message: "its safetensors header is wrong: layer.weight lacks dtype, shape or data_offsets"),
    ]

    private static let notJSON =
        "its safetensors header is wrong: it is not JSON of names with dtype, shape and data_offsets"

    static let tensorFaults = [
        Fault(
            testDescription: "no tensors", header: "{}",
            message: "its tensors are not LeNet-5's: missing layer.weight, layer.bias"),
        Fault(
            testDescription: "another name", header: header("layer.bias", "layer.b"),
            message: "its tensors are not LeNet-5's: missing layer.bias; unexpected layer.b"),
        Fault(
            testDescription: "one tensor more",
            header: header("]}}", #"]}, "c": {"dtype": "F32", "shape": [0], "data_offsets": [32, 32]}}"#),
            message: "its tensors are not LeNet-5's: unexpected c"),
        Fault(
            testDescription: "integers", header: header(#"F32", "shape": [2]"#, #"I32", "shape": [2]"#),
            message: "layer.bias has type I32 where F32, F16, BF16 or F64 is expected"),
        Fault(
            testDescription: "half precision in the room of single",
            header: header(#"F32", "shape": [2]"#, #"F16", "shape": [2]"#),
            message: "the place of layer.bias is wrong: it holds 8 bytes where its shape needs 4"),
        Fault(
            testDescription: "a transposed shape", header: header("[2, 3]", "[3, 2]"),
            message: "layer.weight has shape [3, 2] where [2, 3] is expected"),
        Fault(
            testDescription: "a shape whose product overflows",
            header: header("[2, 3]", "[9223372036854775807, 9223372036854775807]"),
            message: "layer.weight has shape [9223372036854775807, 9223372036854775807] where [2, 3] is expected"),
        Fault(
            testDescription: "a negative shape", header: header("[2, 3]", "[-2, -3]"),
            message: "layer.weight has shape [-2, -3] where [2, 3] is expected"),
    ]

    static let rangeFaults = [
        Fault(
            testDescription: "a negative offset", header: header("[0, 24]", "[-8, 24]"),
            message: "the place of layer.weight is wrong: bytes -8..<24 are not among the file's 32"),
        Fault(
            testDescription: "the smallest offset there is", header: header("[0, 24]", "[-9223372036854775808, 24]"),
            message:
                "the place of layer.weight is wrong: bytes -9223372036854775808..<24 are not among the file's 32"),
        Fault(
            testDescription: "the largest offsets there are",
            header: header("[0, 24]", "[9223372036854775806, 9223372036854775807]"),
            message: "the place of layer.bias is wrong: it starts at byte 24 where the one before it ends at 0"),
        Fault(
            testDescription: "a range backwards", header: header("[24, 32]", "[32, 24]"),
            message: "the place of layer.bias is wrong: bytes 32..<24 are not among the file's 32"),
        Fault(
            testDescription: "a range beyond the end", header: header("[24, 32]", "[24, 36]"),
            message: "the place of layer.bias is wrong: bytes 24..<36 are not among the file's 32"),
        Fault(
            testDescription: "overlapping ranges", header: header("[24, 32]", "[20, 32]"),
            message: "the place of layer.bias is wrong: it starts at byte 20 where the one before it ends at 24"),
        Fault(
            testDescription: "a gap", header: header("[0, 24]", "[0, 20]"),
            message: "the place of layer.bias is wrong: it starts at byte 24 where the one before it ends at 20"),
        Fault(
            testDescription: "ranges that do not fit the shapes",
            header: header("24", "28"),
            message: "the place of layer.weight is wrong: it holds 28 bytes where its shape needs 24"),
        Fault(
            testDescription: "the same place twice", header: header("[24, 32]", "[0, 24]"),
            message: "the place of layer.weight is wrong: it starts at byte 0 where the one before it ends at 24"),
        Fault(
            testDescription: "values cut off", valueCount: 31,
            message: "the place of layer.bias is wrong: bytes 24..<32 are not among the file's 31"),
        Fault(
            testDescription: "bytes at the end", valueCount: 39,
            message: "7 bytes at its end belong to no tensor"),
    ]

    @Test(
        "A file that is wrong is refused with the reason", arguments: headerFaults + tensorFaults + rangeFaults)
    func faults(fault: Fault) {
        let error = #expect(throws: SafetensorsError.self) {
            try Safetensors.decode(fault.data, table: SafetensorsTests.table)
        }
        #expect(error?.description == fault.message)
    }

    @Test("Without a fault the same file is read")
    func noFault() throws {
        let data = SafetensorsFile(header: Self.header, values: Data(count: 32)).data
        #expect(try Safetensors.decode(data, table: SafetensorsTests.table).values == Array(repeating: 0, count: 8))
    }

    @Test("Fewer than eight bytes are not a file", arguments: 0..<8)
    func short(count: Int) {
        #expect(throws: SafetensorsError.truncated(needed: 8, found: count)) {
            try Safetensors.decode(Data(count: count), table: SafetensorsTests.table)
        }
    }

    @Test("A file cut anywhere is refused")
    func cut() throws {
        let data = try Safetensors.encode(SafetensorsTests.parameters)
        for count in 0..<data.count {
            #expect(throws: SafetensorsError.self) {
                try Safetensors.decode(data.prefix(count), table: SafetensorsTests.table)
            }
        }
    }

    @Test(
        "Values that are not finite are neither read nor written",
        arguments: [(Float.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf")])
    func notFinite(value: Float, text: String) throws {
        var values = Data(count: 32)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { values.replaceSubrange(28..<32, with: $0) }
        let error = SafetensorsError.notFinite(name: "layer.bias", index: 1, value: value)
        #expect(throws: error) {
            try Safetensors.decode(
                SafetensorsFile(header: Self.header, values: values).data, table: SafetensorsTests.table)
        }
        var parameters = SafetensorsTests.parameters
        parameters.values[7] = value
        #expect(throws: error) { try Safetensors.encode(parameters) }
        #expect(error.description == "layer.bias holds \(text) at position 1, which is not a finite number")
    }

    @Test("Names, types and shapes from the file are quoted in one short line without control characters")
    func quotation() throws {
        let long = String(repeating: "x", count: 100_000)
        let shape = String(repeating: "1, ", count: 10_000) + "1"
        let headers = [
            Self.header("layer.bias", long), Self.header("layer.bias", #"a\nb\u001b[31m\u202e\u2028"#),
            Self.header(#"F32", "shape": [2]"#, #"\#(long)", "shape": [2]"#),
            Self.header(#"F32", "shape": [2]"#, #"F\r\n32", "shape": [2]"#), Self.header("[2, 3]", "[\(shape)]"),
            Self.header("[2]", #""\#(long)""#).replacingOccurrences(of: "layer.bias", with: long),
        ]
        for header in headers {
            let error = #expect(throws: SafetensorsError.self) {
                try Safetensors.decode(
                    SafetensorsFile(header: header, values: Data(count: 32)).data, table: SafetensorsTests.table)
            }
            let text = try #require(error).description
            #expect(text.count < 300)
            #expect(
                text.unicodeScalars.allSatisfy {
                    ![.control, .format, .lineSeparator].contains($0.properties.generalCategory)
                })
        }
    }

    @Test("Many unexpected names are counted, not listed")
    func manyNames() {
        let names = (0..<500).map {
            "\"n\(1_000 + $0)\": {\"dtype\": \"F32\", \"shape\": [], \"data_offsets\": [0, 0]}"
        }
        let error = #expect(throws: SafetensorsError.self) {
            try Safetensors.decode(
                SafetensorsFile(header: "{\(names.joined(separator: ","))}", values: Data()).data,
                table: SafetensorsTests.table)
        }
        #expect(
            error?.description == """
                its tensors are not LeNet-5's: missing layer.weight, layer.bias; unexpected n1000, n1001, n1002, n1003, \
                n1004, n1005, n1006, n1007, n1008, n1009 and 490 more
                """)
    }
}
