import Foundation
import NeuralNetworks
import RandomStreams
import Testing

struct ONNXTests {
    private static func model(
        _ network: Network, _ preparation: ImagePreparation? = nil, metadata: [String: String] = [:]
    ) -> (fields: [ProtocolBufferField], parameters: Parameters) {
        var generator = TorchGenerator(seed: 1)
        let parameters = Parameters(table: network.parameterTable, generator: &generator)
        let model = network.onnx(
            parameters, preparation: preparation, producer: ("lenet", "1.2.3"), metadata: metadata)
        return (ProtocolBufferField.fields(of: model.encoded), parameters)
    }

    private static let side = LeNet5.smallestPixelSize
    private static let preparation = ImagePreparation(
        rows: 2, columns: 2,
        passes: [
            .init(.alongRows, from: 2, to: side, weights: Array(repeating: 0.5, count: 2 * side)),
            .init(.alongColumns, from: 2, to: side, weights: Array(repeating: 0.5, count: 2 * side)),
        ], means: [0.25], standardDeviations: [0.5])

    /// The graph's nodes: operator, inputs and output.
    private static func nodes(_ fields: [ProtocolBufferField]) -> [String] {
        fields.with(7).inside(1).map { node in
            let inputs = [node].inside(1).map(\.text).joined(separator: " ")
            return "\([node].inside(4).text) \(inputs) -> \([node].inside(2).text)"
        }
    }

    @Test("The graph follows from the list of layers") func layers() throws {
        let network = try Network(
            name: "small",
            layers: [
                .convolution(channels: 2, maxPooling: false), .convolution(channels: 3, maxPooling: true),
                .linear(outputs: 4, relu: true), .linear(outputs: 5, relu: false),
            ], channels: 3, pixelSize: 12)
        let (fields, parameters) = Self.model(network)
        #expect(
            Self.nodes(fields) == [
                "Conv image conv1.weight conv1.bias -> conv1", "Relu conv1 -> conv1.relu",
                "Conv conv1.relu conv2.weight conv2.bias -> conv2", "Relu conv2 -> conv2.relu",
                "MaxPool conv2.relu -> conv2.pool", "Flatten conv2.pool -> flatten",
                "Gemm flatten linear1.weight linear1.bias -> linear1", "Relu linear1 -> linear1.relu",
                "Gemm linear1.relu linear2.weight linear2.bias -> logits",
            ])
        let tensors = fields.with(7).inside(5)
        #expect(tensors.map { [$0].inside(8).text } == network.parameterTable.entries.map(\.name))
        for (tensor, entry) in zip(tensors, network.parameterTable.entries) {
            #expect([tensor].inside(1).flatMap(\.packed) == entry.shape)
            let bytes = parameters[entry.name].flatMap { value in
                (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
            }
            #expect([tensor].inside(9).first?.bytes == Data(bytes))
        }
    }

    @Test("Input and output have names and any number of images") func values() throws {
        let (fields, _) = Self.model(try LeNet5.network())
        func value(_ field: Int) -> (name: String, type: Int?, shape: [String]) {
            let value = fields.with(7).inside(field)
            let tensor = value.inside(2).inside(1)
            let sizes = tensor.inside(2).inside(1)
            return (
                value.inside(1).text, tensor.inside(1).first?.integer,
                sizes.map { [$0].inside(2).isEmpty ? "\([$0].inside(1).first?.integer ?? 0)" : [$0].inside(2).text }
            )
        }
        let (input, output) = (value(11), value(12))
        #expect(input == ("image", 1, ["batch", "1", "32", "32"]))
        #expect(output == ("logits", 1, ["batch", "10"]))
    }

    @Test("Preparation takes bytes, resizes in double precision, and gives probabilities") func preparation() throws {
        let (fields, _) = Self.model(try LeNet5.network(pixelSize: Self.side), Self.preparation)
        let nodes = Self.nodes(fields)
        #expect(
            nodes.prefix(13) == [
                "Cast bytes -> pixels", "MatMul pixels resize1.weight -> resize1", "Add resize1 half -> resize1.half",
                "Floor resize1.half -> resize1.floor", "Min resize1.floor white -> resize1.byte",
                "MatMul resize2.weight resize1.byte -> resize2", "Add resize2 half -> resize2.half",
                "Floor resize2.half -> resize2.floor", "Min resize2.floor white -> resize2.byte",
                "Cast resize2.byte -> resized", "Div resized full -> brightness", "Sub brightness mean -> centered",
                "Div centered std -> image",
            ])
        #expect(nodes.last == "Softmax logits -> probabilities")
        let weights = fields.with(7).inside(5).filter { [$0].inside(8).text.hasPrefix("resize") }
        let shapes = weights.map { [$0].inside(1).flatMap(\.packed) }
        #expect(shapes == [[2, Self.side], [Self.side, 2]])
    }

    @Test("It says which version it is of, what wrote it, and what else it is told, in order") func metadata() throws {
        let (fields, _) = Self.model(try LeNet5.network(), metadata: ["b": "2", "a": "\u{e9}"])
        #expect(fields.with(1).first?.integer == 7 && fields.with(8).inside(2).first?.integer == 13)
        #expect([fields.with(2).text, fields.with(3).text] == ["lenet", "1.2.3"])
        #expect(fields.with(14).map { [[$0].inside(1).text, [$0].inside(2).text] } == [["a", "\u{e9}"], ["b", "2"]])
    }
}

/// A field of a message of Protocol Buffers, read by a few obvious lines.
struct ProtocolBufferField {
    let number: Int
    /// Of the types that the writer knows, one is there.
    let integer: Int?
    let bytes: Data?

    var text: String { String(decoding: bytes ?? Data(), as: UTF8.self) }

    /// Integers one behind the other.
    var packed: [Int] {
        var (rest, integers) = ((bytes ?? Data())[...], [Int]())
        while !rest.isEmpty { integers.append(Self.varint(&rest)) }
        return integers
    }

    static func fields(of data: Data) -> [ProtocolBufferField] {
        var (rest, fields) = (data[...], [ProtocolBufferField]())
        while !rest.isEmpty {
            let key = varint(&rest)
            if key & 7 == 0 {
                fields.append(.init(number: key >> 3, integer: varint(&rest), bytes: nil))
            } else {
                let count = varint(&rest)
                fields.append(.init(number: key >> 3, integer: nil, bytes: Data(rest.prefix(count))))
                rest = rest.dropFirst(count)
            }
        }
        return fields
    }

    private static func varint(_ data: inout Data) -> Int {
        var (value, shift) = (0, 0)
        while let byte = data.popFirst() {
            value |= Int(byte & 0x7f) << shift
            shift += 7
            if byte < 0x80 { break }
        }
        return value
    }
}

extension [ProtocolBufferField] {
    fileprivate func with(_ number: Int) -> [ProtocolBufferField] { filter { $0.number == number } }

    /// The fields of this number in the messages that these are.
    fileprivate func inside(_ number: Int) -> [ProtocolBufferField] {
        flatMap { ProtocolBufferField.fields(of: $0.bytes ?? Data()).with(number) }
    }

    fileprivate var text: String { first?.text ?? "" }
}
