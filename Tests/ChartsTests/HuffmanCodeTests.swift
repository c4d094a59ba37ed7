import Charts
import Testing

@Suite struct HuffmanCodeTests {
    @Test func `Words are those of the example in RFC 1951`() {
        // Section 3.2.2: the lengths 2, 1, 3, 3 make 10, 0, 110 and 111.
        let code = HuffmanCode(counts: [2, 4, 1, 1], limit: 15)
        #expect(code.lengths == [2, 1, 3, 3])
        #expect(code.words == [0b01, 0b0, 0b011, 0b111])
    }

    /// Each count is the sum of the two before, for which words are as long as possible: 17 bits for the rarest two.
    @Test(arguments: [5, 7, 15, 17])
    func `No word is longer than the limit, and no bit is wasted`(limit: Int) {
        var counts = [1, 1]
        while counts.count < 18 { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
        let code = HuffmanCode(counts: counts, limit: limit)
        #expect(code.lengths.allSatisfy { $0 <= limit })
        #expect(code.lengths.reduce(0) { $0 + 1 << (17 - Int($1)) } == 1 << 17)
    }

    @Test func `Symbols that do not occur have no word, and a single one has one of a bit`() {
        #expect(HuffmanCode(counts: [0, 3, 0], limit: 15).lengths == [0, 1, 0])
        #expect(HuffmanCode(counts: [0, 3, 0, 3], limit: 15).lengths == [0, 1, 0, 1])
        #expect(HuffmanCode(counts: [0, 0], limit: 15).lengths == [0, 0])
    }
}
