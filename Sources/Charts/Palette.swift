/// At most 128 colours that stand for all colours of an image, none far from its own.
///
/// Charts are painted in a few dozen colours; the rest, thousands, are mixtures at soft edges. The commonest colours
/// are kept as they are. Of the others, by how often they occur, one that is within `reach` of a colour taken before
/// is shown as that one. The reach is the smallest that brings them down to the limit, but no less than the eye can
/// tell at an edge; an image of few colours is kept exactly. An index a pixel instead of three channels, and few of them, make files a third as large.
struct Palette {
    /// So many of the commonest colours never change: backgrounds, areas, text and lines.
    private static let keptExactly = 48

    private static let limit = 128
    private static let smallestReach = 8

    /// 0xRRGGBB, darkest first, so that neighbouring indices are similar and compress well.
    let colors: [UInt32]
    /// The most that a channel of any pixel moves.
    let reach: Int
    private let indices: [UInt32: UInt8]

    /// From how often each colour, 0xRRGGBB, occurs.
    init(counts: [UInt32: Int]) {
        let byCount = counts.keys.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
        var reach = byCount.count > Self.limit ? Self.smallestReach : 0
        var leaders = Self.leaders(of: byCount, reach: reach)
        while leaders.count > Self.limit {
            reach += 1
            leaders = Self.leaders(of: byCount, reach: reach)
        }
        let sorted = leaders.sorted { (Self.luma($0), $0) < (Self.luma($1), $1) }
        var indices: [UInt32: UInt8] = [:]
        for color in byCount {
            let nearest = sorted.indices.min { Self.distance(sorted[$0], color) < Self.distance(sorted[$1], color) }
            indices[color] = UInt8(nearest ?? 0)
        }
        (colors, self.reach, self.indices) = (sorted, reach, indices)
    }

    /// The place in `colors` of the one that stands for a colour.
    func index(of color: UInt32) -> UInt8 { indices[color] ?? 0 }

    private static func leaders(of colors: [UInt32], reach: Int) -> [UInt32] {
        var leaders: [UInt32] = []
        for color in colors
        where leaders.count < keptExactly || !leaders.contains(where: { distance($0, color) <= reach }) {
            leaders.append(color)
            if leaders.count > limit { break }
        }
        return leaders
    }

    private static func channels(_ color: UInt32) -> (Int, Int, Int) {
        (Int(color >> 16 & 255), Int(color >> 8 & 255), Int(color & 255))
    }

    /// The largest difference of a channel.
    private static func distance(_ one: UInt32, _ other: UInt32) -> Int {
        let (first, second) = (channels(one), channels(other))
        return max(abs(first.0 - second.0), abs(first.1 - second.1), abs(first.2 - second.2))
    }

    private static func luma(_ color: UInt32) -> Int {
        let (red, green, blue) = channels(color)
        return 2126 * red + 7152 * green + 722 * blue
    }
}
