/// Labels moved as little as possible so that none covers another.
package enum LabelStack {
    /// The tops of labels of these heights within `range`, each centered as near as possible to its wanted place, in
    /// the order of those places: neighbors that would collide form a block about the mean of their wishes (the
    /// pool-adjacent-violators algorithm). Labels that together are taller than the range start at its top.
    package static func tops(centers: [Double], heights: [Double], within range: ClosedRange<Double>) -> [Double] {
        let order = centers.indices.sorted { (centers[$0], $0) < (centers[$1], $1) }
        var blocks: [Block] = []
        for index in order {
            let wanted = centers[index] - heights[index] / 2
            blocks.append(Block(members: [index], wishes: wanted, height: heights[index]))
            while blocks.count > 1, let last = blocks.last {
                let previous = blocks[blocks.count - 2]
                guard previous.top(within: range) + previous.height > last.top(within: range) else { break }
                blocks.removeLast(2)
                blocks.append(previous.joined(with: last))
            }
        }
        var tops = centers
        for block in blocks {
            var top = block.top(within: range)
            for index in block.members {
                tops[index] = top
                top += heights[index]
            }
        }
        return tops
    }

    /// Labels that touch.
    private struct Block {
        var members: [Int]
        /// The sum over members of the tops that this block would have if only that member were asked.
        var wishes: Double
        var height: Double

        func top(within range: ClosedRange<Double>) -> Double {
            max(min(wishes / Double(members.count), range.upperBound - height), range.lowerBound)
        }

        func joined(with next: Block) -> Block {
            Block(
                members: members + next.members, wishes: wishes + next.wishes - height * Double(next.members.count),
                height: height + next.height)
        }
    }
}
