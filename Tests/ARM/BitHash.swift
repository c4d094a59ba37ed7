/// FNV-1a with 64 bits over the bits of numbers.
struct BitHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    mutating func add(_ bits: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { add(UInt8(truncatingIfNeeded: bits >> shift)) }
    }

    mutating func add(_ values: [Lanes]) {
        for value in values { for lane in 0..<Lanes.count { add(value[lane].bitPattern) } }
    }

    mutating func add(_ values: [ChoiceLanes]) {
        for value in values { for lane in 0..<Lanes.count { add(UInt32(bitPattern: value[lane])) } }
    }

    mutating func add(_ values: [Float]) { for value in values { add(value.bitPattern) } }
    mutating func add(_ values: [Int32]) { for value in values { add(UInt32(bitPattern: value)) } }
    mutating func add(_ values: [UInt8]) { for value in values { add(value) } }
    mutating func add(_ values: [Int]) { for value in values { add(UInt32(truncatingIfNeeded: value)) } }
}

/// Prints a name and the hash of what `results` adds.
func printHash(_ name: StaticString, _ results: (inout BitHash) -> Void) {
    var hash = BitHash()
    results(&hash)
    var text = String(hash.value, radix: 16)
    while text.utf8.count < 16 { text = "0" + text }
    print(name, terminator: " ")
    print(text)
}
