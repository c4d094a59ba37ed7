import Foundation
import NeuralNetworks
import Testing

/// Files changed at random, as damage or malice would.
struct SafetensorsMutationTests {
    @Test(
        "Whatever is changed, a file is read whole or refused in one sentence", arguments: 1...4 as ClosedRange<UInt64>)
    func mutations(seed: UInt64) throws {
        var random = RandomValues(seed: seed)
        let header = SafetensorsErrorTests.header
        let original = SafetensorsFile(header: header, values: Data(count: 32)).data
        var (read, refused) = (0, 0)
        for _ in 0..<2_000 {
            var data = original
            for _ in 0...random.integer(in: 0...2) { data = mutated(data, &random) }
            do throws(SafetensorsError) {
                let parameters = try Safetensors.decode(data, table: SafetensorsTests.table)
                #expect(parameters.values.count == 8)
                #expect(parameters.values.allSatisfy { $0.isFinite })
                read += 1
            } catch {
                let text = error.description
                #expect(!text.isEmpty && text.count < 400 && !text.contains { $0.isNewline })
                refused += 1
            }
        }
        // Most changes destroy a file, but not those of a value or of a space.
        #expect(read > 20)
        #expect(refused > 1_000)
    }

    private func mutated(_ data: Data, _ random: inout RandomValues) -> Data {
        guard data.count > 8 else { return data + Data(random.bytes(9)) }
        var data = data
        let place = random.integer(in: 0...data.count - 1)
        switch random.integer(in: 0...7) {
        case 0:  // One bit.
            data[place] ^= 1 << UInt8(random.integer(in: 0...7))
        case 1:  // One byte.
            data[place] = random.bytes(1)[0]
        case 2:  // A byte of the header's length.
            data[random.integer(in: 0...7)] = [0, 1, 0x7f, 0x80, 0xff][random.integer(in: 0...4)]
        case 3:
            data = Data(data.prefix(place))
        case 4:
            data.insert(contentsOf: random.bytes(random.integer(in: 1...20)), at: place)
        case 5:  // A part twice, or gone.
            let end = min(data.count, place + random.integer(in: 1...40))
            data.replaceSubrange(
                place..<end, with: random.integer(in: 0...1) == 0 ? Data() : data[place..<end] + data[place..<end])
        default:
            data = withReplacedNumber(data, &random)
        }
        return data
    }

    /// Another number in place of one of the header, the stated length being right again.
    private func withReplacedNumber(_ data: Data, _ random: inout RandomValues) -> Data {
        let bytes = data.dropFirst(8)
        let digits = bytes.indices.filter { UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[$0] }
        guard !digits.isEmpty, let close = bytes.lastIndex(of: UInt8(ascii: "}")) else { return data }
        let numbers = [
            "-1", "0", "32", "24", "8", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "1e400",
            "4294967296", "1.5", "\"24\"", "null", "[]", "{}", "-0", "1e2",
        ]
        let place = digits[random.integer(in: 0...digits.count - 1)]
        var header = Data(bytes[..<close])
        let offset = place - bytes.startIndex
        guard offset < header.count else { return data }
        header.replaceSubrange(offset..<offset + 1, with: numbers[random.integer(in: 0...numbers.count - 1)].utf8)
        header.append(UInt8(ascii: "}"))
        var length = Data()
        withUnsafeBytes(of: UInt64(header.count).littleEndian) { length.append(contentsOf: $0) }
        return length + header + bytes[(close + 1)...]
    }
}
