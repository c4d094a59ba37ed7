import Foundation

/// Writes a message of Protocol Buffers, one field a call (https://protobuf.dev/programming-guides/encoding): the field's
/// number and the type of its value, then the value.
struct ProtocolBuffer {
    private(set) var data = Data()

    private enum WireType: Int {
        case varint = 0
        case lengthDelimited = 2
    }

    mutating func append(_ field: Int, _ value: Int) {
        appendKey(field, .varint)
        appendVarint(value)
    }

    /// Several integers in one field, as proto3 packs them.
    mutating func append(_ field: Int, _ values: [Int]) {
        var packed = ProtocolBuffer()
        for value in values { packed.appendVarint(value) }
        append(field, packed.data)
    }

    mutating func append(_ field: Int, _ text: String) { append(field, Data(text.utf8)) }

    mutating func append(_ field: Int, _ bytes: Data) {
        appendKey(field, .lengthDelimited)
        appendVarint(bytes.count)
        data.append(bytes)
    }

    /// A message inside the message.
    mutating func append(_ field: Int, _ message: (inout ProtocolBuffer) -> Void) {
        var inner = ProtocolBuffer()
        message(&inner)
        append(field, inner.data)
    }

    private mutating func appendKey(_ field: Int, _ type: WireType) { appendVarint(field << 3 | type.rawValue) }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    private mutating func appendVarint(_ value: Int) {
        var rest = UInt64(bitPattern: Int64(value))
        while rest > 0x7f {
            data.append(UInt8(rest & 0x7f | 0x80))
            rest >>= 7
        }
        data.append(UInt8(rest))
    }
}
