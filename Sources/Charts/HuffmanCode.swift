/// A prefix code in the order that RFC 1951 prescribes, so that the lengths of its words say all of it.
package struct HuffmanCode {
    /// Of each symbol's word, in bits; 0 of one that does not occur.
    package let lengths: [UInt8]
    /// Each symbol's word, its first bit lowest.
    package let words: [UInt16]

    /// The shortest code for symbols that occur so often, or nearly so where that had a word longer than `limit`.
    package init(counts: [Int], limit: Int) {
        var weights = counts
        var lengths = Self.lengths(weights)
        while lengths.contains(where: { $0 > limit }) {
            // The rarest become more alike; of equal ones no word is longer than the logarithm of their number.
            weights = weights.map { ($0 + 1) / 2 }
            lengths = Self.lengths(weights)
        }
        self.lengths = lengths
        words = Self.words(lengths)
    }

    /// Huffman's algorithm with two queues: symbols by weight, and the pairs made of them, whose weights only grow.
    private static func lengths(_ weights: [Int]) -> [UInt8] {
        var lengths = [UInt8](repeating: 0, count: weights.count)
        let symbols = weights.indices.filter { weights[$0] > 0 }.sorted { (weights[$0], $0) < (weights[$1], $1) }
        guard symbols.count > 1 else {
            // A word of no bits could not be told from the end.
            if let only = symbols.first { lengths[only] = 1 }
            return lengths
        }
        var nodes = symbols.map { weights[$0] }
        var parents = [Int](repeating: 0, count: 2 * symbols.count - 1)
        var (leaf, pair) = (0, symbols.count)
        for parent in symbols.count..<parents.count {
            var weight = 0
            for _ in 0..<2 {
                let isLeaf = leaf < symbols.count && (pair == parent || nodes[leaf] <= nodes[pair])
                let lightest = isLeaf ? leaf : pair
                if isLeaf { leaf += 1 } else { pair += 1 }
                weight += nodes[lightest]
                parents[lightest] = parent
            }
            nodes.append(weight)
        }
        var depths = [UInt8](repeating: 0, count: nodes.count)
        for node in (0..<nodes.count - 1).reversed() {
            depths[node] = depths[parents[node]] + 1
            if node < symbols.count { lengths[symbols[node]] = depths[node] }
        }
        return lengths
    }

    /// Words of one length follow each other in the order of symbols, after all shorter ones.
    private static func words(_ lengths: [UInt8]) -> [UInt16] {
        var words = [UInt16](repeating: 0, count: lengths.count)
        var next: UInt16 = 0
        for length in 1...UInt8(UInt16.bitWidth) {
            for symbol in lengths.indices where lengths[symbol] == length {
                var (word, reversed) = (next, UInt16(0))
                for _ in 0..<length {
                    reversed = reversed << 1 | word & 1
                    word >>= 1
                }
                words[symbol] = reversed
                next &+= 1
            }
            next <<= 1
        }
        return words
    }
}
