import Foundation

/// A graph of operators in the Open Neural Network Exchange format, as far as this program writes it.
///
/// The messages and the numbers of their fields are those of `onnx/onnx.proto3` (https://github.com/onnx/onnx). Only
/// these fields are written:
///
///     message ModelProto            { int64 ir_version = 1; string producer_name = 2; string producer_version = 3;
///                                     GraphProto graph = 7; repeated OperatorSetIdProto opset_import = 8;
///                                     repeated StringStringEntryProto metadata_props = 14; }
///     message OperatorSetIdProto    { int64 version = 2; }
///     message StringStringEntryProto { string key = 1; string value = 2; }
///     message GraphProto            { repeated NodeProto node = 1; string name = 2; repeated TensorProto initializer = 5;
///                                     repeated ValueInfoProto input = 11; repeated ValueInfoProto output = 12; }
///     message NodeProto             { repeated string input = 1; repeated string output = 2; string name = 3;
///                                     string op_type = 4; repeated AttributeProto attribute = 5; }
///     message AttributeProto        { string name = 1; int64 i = 3; repeated int64 ints = 8;
///                                     AttributeType type = 20 { INT = 2; INTS = 7; } }
///     message TensorProto           { repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9; }
///     message ValueInfoProto        { string name = 1; TypeProto type = 2; }
///     message TypeProto             { Tensor tensor_type = 1 { int32 elem_type = 1; TensorShapeProto shape = 2; } }
///     message TensorShapeProto      { repeated Dimension dim = 1 { int64 dim_value = 1; string dim_param = 2; } }
package struct ONNXModel {
    /// Of 2021, with ONNX 1.8: what later programs read, and most earlier ones of use today.
    static let (irVersion, operatorSet) = (7, 13)

    /// `TensorProto.DataType`.
    enum ElementType: Int {
        case float = 1
        case uint8 = 2
        case double = 11
    }

    struct Tensor {
        let name: String
        let shape: [Int]
        let type: ElementType
        /// Little-endian, row-major.
        let bytes: Data

        init(_ name: String, _ shape: [Int], _ values: [Float]) {
            (self.name, self.shape, type) = (name, shape, .float)
            bytes = Data(littleEndian: values)
        }

        init(_ name: String, _ shape: [Int], _ values: [Double]) {
            (self.name, self.shape, type) = (name, shape, .double)
            bytes = Data(littleEndian: values)
        }
    }

    enum Attribute {
        case integer(Int)
        case integers([Int])
    }

    /// An operator that makes one value of others.
    struct Node {
        let operation: String
        let inputs: [String]
        let output: String
        var attributes: [(name: String, value: Attribute)] = []
    }

    /// What goes in or comes out: any number of images, or of answers.
    package struct Value {
        package let name: String
        let type: ElementType
        /// After the dimension `batch`.
        let shape: [Int]
    }

    let name: String
    var nodes: [Node] = []
    var initializers: [Tensor] = []
    package let input: Value
    package let output: Value
    let producer: (name: String, version: String)
    let metadata: [String: String]

    /// The file. Equal models give equal bytes.
    package var encoded: Data {
        var model = ProtocolBuffer()
        model.append(1, Self.irVersion)
        model.append(2, producer.name)
        model.append(3, producer.version)
        model.append(7, append(graph:))
        model.append(8) { $0.append(2, Self.operatorSet) }
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            model.append(14) {
                $0.append(1, key)
                $0.append(2, value)
            }
        }
        return model.data
    }

    private func append(graph: inout ProtocolBuffer) {
        for node in nodes { graph.append(1, node.append(to:)) }
        graph.append(2, name)
        for tensor in initializers { graph.append(5, tensor.append(to:)) }
        graph.append(11, input.append(to:))
        graph.append(12, output.append(to:))
    }
}

extension ONNXModel.Tensor {
    fileprivate func append(to message: inout ProtocolBuffer) {
        message.append(1, shape)
        message.append(2, type.rawValue)
        message.append(8, name)
        message.append(9, bytes)
    }
}

extension ONNXModel.Node {
    fileprivate func append(to message: inout ProtocolBuffer) {
        for input in inputs { message.append(1, input) }
        message.append(2, output)
        message.append(3, output)
        message.append(4, operation)
        for (name, value) in attributes {
            message.append(5) { attribute in
                attribute.append(1, name)
                switch value {
                case .integer(let integer):
                    attribute.append(3, integer)
                    attribute.append(20, 2)
                case .integers(let integers):
                    attribute.append(8, integers)
                    attribute.append(20, 7)
                }
            }
        }
    }
}

extension ONNXModel.Value {
    fileprivate func append(to message: inout ProtocolBuffer) {
        message.append(1, name)
        message.append(2) { type in
            type.append(1) { tensor in
                tensor.append(1, self.type.rawValue)
                tensor.append(2) { shape in
                    shape.append(1) { $0.append(2, "batch") }
                    for size in self.shape { shape.append(1) { $0.append(1, size) } }
                }
            }
        }
    }
}
